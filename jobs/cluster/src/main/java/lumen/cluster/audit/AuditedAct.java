package lumen.cluster.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Something that leaves one line in an {@link AuditLog} when it is over, however it ends. */
public final class AuditedAct {
  private static final String DONE = "done";
  private static final String FAILED = "failed";

  private final AuditLog log;
  private final String what;
  private final Map<String, String> about = new LinkedHashMap<>();

  AuditedAct(AuditLog log, String what) {
    this.log = log;
    this.what = what;
  }

  /** Says something of it, such as which job it is about; an empty text says nothing. */
  public AuditedAct about(String name, String value) {
    if (!value.isEmpty()) {
      about.put(name, value);
    }
    return this;
  }

  /** It was done. */
  public void done() {
    log.line(what, DONE, about);
  }

  /** It was not done, or not to its end. */
  public void failed(String why) {
    about("error", why.replaceAll("\\s*\\R\\s*", " | "));
    log.line(what, FAILED, about);
  }

  /** Does it. */
  public <T> T carryOut(Supplier<T> act) {
    T result;
    try {
      result = act.get();
    } catch (RuntimeException e) {
      failed(String.valueOf(e.getMessage()));
      throw e;
    }
    done();
    return result;
  }
}
