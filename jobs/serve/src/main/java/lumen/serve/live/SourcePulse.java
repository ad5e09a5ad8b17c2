package lumen.serve.live;

/** Whether a source goes on, by the count of its events. */
final class SourcePulse {
  private double events = Double.NaN;
  private long seenMillis;
  private long roseMillis;
  private double perSecond;
  private double usualGapSeconds;

  /** Takes a count. Where it falls the job began anew. */
  void take(double count, long millis) {
    if (!Double.isNaN(events) && millis > seenMillis) {
      double more = count < events ? count : count - events;
      double now = more * 1e3 / (millis - seenMillis);
      perSecond = perSecond == 0 ? now : 0.7 * perSecond + 0.3 * now;
      if (more > 0) {
        if (roseMillis > 0) {
          double gap = (millis - roseMillis) / 1e3;
          usualGapSeconds = usualGapSeconds == 0 ? gap : 0.9 * usualGapSeconds + 0.1 * gap;
        }
        roseMillis = millis;
      }
    }
    events = count;
    seenMillis = millis;
  }

  double events() {
    return events;
  }

  double perSecond() {
    return Math.rint(perSecond * 10) / 10;
  }

  /** How long it usually is silent between two events, as far as scrapes tell; 0 if not known. */
  double usualGapSeconds() {
    return Math.rint(usualGapSeconds * 10) / 10;
  }

  /** When its count last rose, or 0 if it was not seen to rise. */
  long roseMillis() {
    return roseMillis;
  }
}
