package lumen.http;

import java.time.Duration;

/**
 * What a server takes.
 *
 * @param threads requests that are answered at the same time
 * @param waiting requests and replies that wait for a thread; more are turned away
 * @param maxBodyBytes longest body of a request
 * @param bodyTime within which a body must have come
 * @param replyTime within which a reply must have been taken
 * @param lastReplies for how long replies may go on at the end
 */
public record ServerLimits(
    int threads,
    int waiting,
    int maxBodyBytes,
    Duration bodyTime,
    Duration replyTime,
    Duration lastReplies) {
  public ServerLimits {
    if (threads < 1 || waiting < 1 || maxBodyBytes < 0) {
      throw new IllegalArgumentException(
          "must be at least 1, 1 and 0: threads=%d waiting=%d maxBodyBytes=%d"
              .formatted(threads, waiting, maxBodyBytes));
    }
    if (!isPositive(bodyTime) || !isPositive(replyTime) || lastReplies.isNegative()) {
      throw new IllegalArgumentException(
          "must be positive, positive and not negative: bodyTime=%s replyTime=%s lastReplies=%s"
              .formatted(bodyTime, replyTime, lastReplies));
    }
  }

  private static boolean isPositive(Duration time) {
    return !time.isNegative() && !time.isZero();
  }
}
