package lumen.rig;

/** Receives the true phase of what a rig's sensors show. */
@FunctionalInterface
public interface TruePhaseSink {
  /**
   * Takes one, in ascending order of time.
   *
   * @param tenant whose
   * @param source event source of the sensor
   * @param key its key
   * @param micros time, microseconds since the epoch, true: of a device's clock that is right
   * @param phaseCycles phase of the movement as the sensor shows it, its delay with it, in cycles,
   *     not wrapped
   */
  void accept(String tenant, String source, String key, long micros, double phaseCycles);
}
