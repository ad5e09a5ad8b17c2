package lumen.runtime.lines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import lumen.event.LateEvent;
import lumen.event.Reject;

/**
 * The raw lines of rejects and late events, without what may not leave the job: keys of meta that
 * are not allowed are cut out, and what cannot be read, so nobody knows what it holds, is withheld.
 */
public final class RawLines implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WITHHELD = "(withheld: privacy.meta_allow)";
  private static final String TENANT = "tenant";

  /** Everything. */
  public static final RawLines ALL = new RawLines(null);

  /** Null where everything may be shown. */
  private final Keys allowed;

  /** Which keys of meta may be shown. */
  @FunctionalInterface
  public interface Keys extends Predicate<String>, Serializable {}

  private RawLines(Keys allowed) {
    this.allowed = allowed;
  }

  /** Shows the tenant and these keys of meta, and no line that cannot be read. */
  public static RawLines only(Keys allowed) {
    return new RawLines(Objects.requireNonNull(allowed, "allowed"));
  }

  /** A reject with what may be shown of its raw line. */
  public Reject shown(Reject reject) {
    return allowed == null
        ? reject
        : new Reject(
            reject.reason(),
            reject.detail(),
            reject.stream(),
            reject.source(),
            reject.position(),
            shown(reject.raw()));
  }

  /** A late event with what may be shown of its raw line. */
  public LateEvent shown(LateEvent late) {
    return allowed == null
        ? late
        : new LateEvent(
            late.stream(),
            late.source(),
            late.position(),
            late.micros(),
            late.behindMicros(),
            shown(late.raw()));
  }

  /** What may be shown of a raw line. */
  public String shown(String raw) {
    if (allowed == null || raw == null || raw.isEmpty()) {
      return raw;
    }
    try {
      return JSON.readTree(raw) instanceof ObjectNode event ? shown(event, raw) : WITHHELD;
    } catch (JsonProcessingException e) {
      return WITHHELD;
    }
  }

  private String shown(ObjectNode event, String raw) throws JsonProcessingException {
    JsonNode meta = event.get("meta");
    if (meta == null) {
      return raw;
    }
    if (!(meta instanceof ObjectNode fields)) {
      event.remove("meta");
      return JSON.writeValueAsString(event);
    }
    List<String> names = new ArrayList<>();
    fields.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      if (!name.equals(TENANT) && !allowed.test(name)) {
        fields.remove(name);
      }
    }
    return JSON.writeValueAsString(event);
  }
}
