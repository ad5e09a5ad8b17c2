package lumen.connectors.outage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a resource is at hand, told in the log where it changes: a warning with the reason when
 * it is lost, a note when it is back. What fails until then is counted and not told again. Safe for
 * use by several threads.
 */
public final class Outage {
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

  private final String resource;
  private long failures;

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
  public synchronized void lost(String reason) {
    failures++;
    if (failures == 1) {
      LOG.warn("{} is out of reach, tried until it is back: {}", resource, reason);
    }
  }

  /** Notes that it can be used. */
  public synchronized void back() {
    if (failures > 0) {
      LOG.info("{} is back, after {} failures", resource, failures);
      failures = 0;
    }
  }
}
