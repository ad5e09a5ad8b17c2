package lumen.overlay.gate;

/**
 * A move of a gate, and what it rests on.
 *
 * @param gate which
 * @param action {@code warn}, {@code block}, {@code ok} or {@code release}
 * @param figures what was looked at; null of a release, and of the ok that comes with it
 */
public record GateMove(GateKind gate, String action, Grounds figures) {
  /** What a blocked gate does at a release. */
  public static final String RELEASE = "release";

  /**
   * What was looked at.
   *
   * @param window the window, such as {@code 5m}
   * @param n outcomes of the overlay
   * @param baselineN of the baseline
   * @param figure delta in percent; slow answers; difference
   * @param bound of the delta; slow answers that it takes; bound of the difference
   * @param limit in percent; milliseconds; difference
   * @param baselineKnown whether it is known whether the baseline is slow; of latency alone
   * @param baselineSlow whether it is
   */
  public record Grounds(
      String window,
      long n,
      long baselineN,
      double figure,
      double bound,
      double limit,
      boolean baselineKnown,
      boolean baselineSlow) {}
}
