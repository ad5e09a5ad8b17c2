package lumen.connectors.replay;

import java.io.IOException;
import lumen.event.RejectReason;

/** A compressed part that cannot be read any further; what came before is handed out first. */
final class DamagedPartException extends IOException {
  /** What holds of a part that breaks off or is damaged. */
  static final String WHOLE =
      "compressed part must be whole: it breaks off or is damaged from here on";

  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  /**
   * A damage.
   *
   * @param reason the reject that it counts as
   * @param rule what would be right, and what is there instead
   */
  DamagedPartException(RejectReason reason, String rule, Throwable cause) {
    super(rule, cause);
    this.reason = reason;
  }

  RejectReason reason() {
    return reason;
  }
}
