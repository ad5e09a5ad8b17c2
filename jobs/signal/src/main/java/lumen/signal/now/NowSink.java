package lumen.signal.now;

/** Receives the provisional steps of one channel, in ascending order of the grid index. */
@FunctionalInterface
public interface NowSink {
  /**
   * Takes a step at which the channel is fresh.
   *
   * @param step grid index
   * @param phaseCycles provisional phase in cycles, wrapped to (-0.5, 0.5]; NaN where there is none
   * @param envelope modulus of the provisional value, in units of the channel; NaN likewise
   * @param account how wrong such phases have been of late
   */
  void accept(long step, double phaseCycles, double envelope, NowFigures account);
}
