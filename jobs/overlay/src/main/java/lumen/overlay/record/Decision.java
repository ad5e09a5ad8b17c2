package lumen.overlay.record;

import java.util.List;

/**
 * What was decided for a request.
 *
 * @param micros its time, microseconds since the epoch
 * @param tenant whose it is
 * @param requestId id of the request
 * @param scenario its type
 * @param overlay what is to run: an overlay, or {@code baseline}
 * @param reason in the words of OpenFeature
 * @param because why not the first that was looked at; null where one was taken
 * @param bucket of the one taken, else of the first looked at; {@link #NO_BUCKET} of none
 * @param probe whether its outcome decides about a breaker
 * @param flags hash of the flags it was made with
 * @param passedOver what was looked at and not taken, in order
 */
public record Decision(
    long micros,
    String tenant,
    String requestId,
    String scenario,
    String overlay,
    Because.Reason reason,
    Because because,
    int bucket,
    boolean probe,
    String flags,
    List<PassedOver> passedOver) {
  /** Where none was looked at. */
  public static final int NO_BUCKET = -1;

  /** Copies the list. */
  public Decision {
    passedOver = List.copyOf(passedOver);
  }

  /** An overlay that was not taken, and why. */
  public record PassedOver(String overlay, Because because) {}
}
