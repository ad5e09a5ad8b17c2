package lumen.signal.channel;

/** Receives the aligned steps of one channel, in ascending order of the grid index. */
@FunctionalInterface
public interface AlignedSink {
  /**
   * Takes one step.
   *
   * @param step grid index
   * @param value band-passed value, in units of the channel
   * @param phaseCycles phase in cycles, wrapped to (-0.5, 0.5]; NaN where the channel has no phase
   * @param envelope modulus of the analytic signal, in units of the channel
   */
  void accept(long step, double value, double phaseCycles, double envelope);

  /**
   * Is told that the channel joins at less than the rate of its samples, which is over the limit of
   * 4096 times the target rate.
   *
   * @param wantedHz the integer rate of its samples in Hz
   * @param usedHz the rate it is regularised at
   */
  default void limited(int wantedHz, int usedHz) {}
}
