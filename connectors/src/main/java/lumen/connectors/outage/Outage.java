package lumen.connectors.outage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a resource is at hand, told in the log where it changes: a warning with the reason when
 * it is lost, and again when the kind of failure has changed; a note when it is back. What fails
 * until then is counted and not told again. Safe for use by several threads.
 */
public final class Outage {
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

  /** Lines about one outage; a resource that fails in turns in two ways must not fill the log. */
  static final int MOST_TOLD = 10;

  private final String resource;
  private long failures;
  private int told;
  private String kind = "";

  /**
   * Makes it for a resource that is at hand, or that nobody has tried yet.
   *
   * @param resource what it is, for the lines, such as {@code OSC socket 127.0.0.1:9000}; holds no
   *     secret
   */
  public Outage(String resource) {
    this.resource = resource;
  }

  /**
   * Notes that it cannot be used.
   *
   * @param reason why, as a person should read it; only the first since it was at hand is told
   */
  public void lost(String reason) {
    lost("", reason);
  }

  /**
   * Notes that it cannot be used.
   *
   * @param failureKind what makes one failure another than the last: a change is told
   * @param reason why, as a person should read it; only the first of a kind in a row is told
   */
  public synchronized void lost(String failureKind, String reason) {
    failures++;
    if (failures > 1 && (failureKind.equals(kind) || told >= MOST_TOLD)) {
      return;
    }
    kind = failureKind;
    told++;
    String last = told < MOST_TOLD ? "" : "; no further change is told until it is back";
    if (failures == 1) {
      LOG.warn("{} is out of reach, tried until it is back: {}{}", resource, reason, last);
    } else {
      LOG.warn("{} is still out of reach, for another reason: {}{}", resource, reason, last);
    }
  }

  /** Notes that it can be used. */
  public synchronized void back() {
    if (failures > 0) {
      LOG.info("{} is back, after {} failures", resource, failures);
      failures = 0;
      told = 0;
    }
  }
}
