package lumen.ctl.relay;

/**
 * What a relay did so far. Every packet or part that came in went out, was lost, failed, or is
 * still on its way.
 *
 * @param received packets of UDP, parts of answers of TCP
 * @param sent of these, handed on
 * @param lost of these, lost on purpose; of TCP: connections that were closed at once
 * @param failed of these, not taken by the receiver or more than the relay holds
 * @param delayed handed on later, by a delay or by jitter
 * @param changed handed on with other values
 */
public record RelayCounts(
    long received, long sent, long lost, long failed, long delayed, long changed) {

  /** How often a fault was applied. */
  public long applied() {
    return lost + delayed + changed;
  }

  /** What was done since an earlier count. */
  public RelayCounts since(RelayCounts before) {
    return new RelayCounts(
        received - before.received,
        sent - before.sent,
        lost - before.lost,
        failed - before.failed,
        delayed - before.delayed,
        changed - before.changed);
  }
}
