package lumen.signal.phase;

/**
 * What unrelated signals would show: the scale on which a coherence is read. {@link ChanceEstimate}
 * forms it.
 *
 * @param level coherence that unrelated signals of the same spectra stay below in 95 % of windows,
 *     0 to 1; NaN where it is not known
 * @param ppc pairwise phase consistency, 0 on average for unrelated signals, 1 for locked ones; NaN
 *     where the window holds fewer than two independent values
 */
public record ChanceLevel(double level, double ppc) {
  /** Nothing is known. */
  public static final ChanceLevel NONE = new ChanceLevel(Double.NaN, Double.NaN);
}
