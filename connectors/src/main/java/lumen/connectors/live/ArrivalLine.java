package lumen.connectors.live;

/**
 * The line of lateness of live inputs: the newest arrival, or beat of the clock, that has been
 * looked at, minus the out-of-orderness. It never goes back.
 */
final class ArrivalLine {
  private final long outOfOrdernessMicros;
  private long micros = Long.MIN_VALUE;

  ArrivalLine(long outOfOrdernessMicros) {
    this.outOfOrdernessMicros = outOfOrdernessMicros;
  }

  void arrived(long arrivalMicros) {
    micros = Math.max(micros, arrivalMicros - outOfOrdernessMicros);
  }

  /** An event before this time is late. */
  long micros() {
    return micros;
  }

  long outOfOrdernessMicros() {
    return outOfOrdernessMicros;
  }
}
