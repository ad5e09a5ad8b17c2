package lumen.watch.gate;

/**
 * What a condition says of a tenant, or of the job.
 *
 * @param condition its name
 * @param tenant who is judged, empty for the job
 * @param value what was told, NaN for nothing
 * @param threshold what it has to be, such as {@code >= 0.9}
 * @param samples what the window held
 * @param needed what it had to hold
 * @param outcome what follows
 */
public record GateVerdict(
    String condition,
    String tenant,
    double value,
    String threshold,
    long samples,
    long needed,
    Outcome outcome) {
  /** What follows of value and coverage. */
  public enum Outcome {
    /** It holds. */
    PASS,
    /** It does not. */
    FAIL,
    /** Nothing, or too little, is known: that is no pass. */
    NO_DATA
  }

  /** The verdict on a value. */
  static GateVerdict of(GateCondition condition, String tenant, double value, long samples) {
    boolean known = !Double.isNaN(value) && samples >= condition.samplesNeeded();
    Outcome judged = condition.bound().holds(value) ? Outcome.PASS : Outcome.FAIL;
    return new GateVerdict(
        condition.name(),
        tenant,
        value,
        condition.bound().toString(),
        samples,
        condition.samplesNeeded(),
        known ? judged : Outcome.NO_DATA);
  }
}
