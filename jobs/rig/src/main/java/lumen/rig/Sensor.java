package lumen.rig;

import java.util.List;

/**
 * One simulated sensor: the channel it feeds, and everything between the true movement and the
 * recorded line.
 *
 * @param source event source
 * @param key channel key
 * @param kind what it records
 * @param rateHz samples a second; 0 for taps, which come with the rhythm
 * @param jitter deviation of a sample from its place as a share of the interval, 0 (regular) to
 *     0.45
 * @param delayS by how much it shows the movement late, in seconds, 0 to 2
 * @param weight weight of the source in the fusion
 * @param scale size of the rhythm, in units of the channel
 * @param clock the device's clock
 * @param latencyS mean time from sample to line, in seconds
 * @param lateShare share of its lines that come too late to be used
 * @param dead spans of the story in which it is silent
 */
record Sensor(
    String source,
    String key,
    Kind kind,
    double rateHz,
    double jitter,
    double delayS,
    double weight,
    double scale,
    Clock clock,
    double latencyS,
    double lateShare,
    List<Span> dead) {

  /** Regular samples of a wave, or the moments at which it begins anew. */
  enum Kind {
    WAVE,
    TAPS
  }

  /**
   * A device clock that is off by a constant and runs at a slightly wrong rate.
   *
   * @param offsetS seconds to add to its first time stamp to make it true
   * @param ppm seconds to add per million seconds since then
   */
  record Clock(double offsetS, double ppm) {
    static final Clock TRUE = new Clock(0, 0);

    /**
     * The device's time of a true time, both in seconds from the start, if its first sample was at
     * {@code firstS}.
     */
    double device(double trueS, double firstS) {
      return firstS - offsetS + (trueS - firstS) / (1 + ppm * 1e-6);
    }
  }

  Sensor {
    if (delayS < 0 || delayS > 2 || jitter < 0 || jitter > 0.45) {
      throw new IllegalArgumentException(
          "sensor out of range: delayS=" + delayS + " jitter=" + jitter);
    }
    dead = List.copyOf(dead);
  }

  static Sensor wave(String source, String key, double rateHz, double delayS, double scale) {
    return new Sensor(
        source, key, Kind.WAVE, rateHz, 0, delayS, 1, scale, Clock.TRUE, 0.02, 0, List.of());
  }

  static Sensor taps(String source, String key, double delayS) {
    return new Sensor(source, key, Kind.TAPS, 0, 0, delayS, 1, 90, Clock.TRUE, 0.005, 0, List.of());
  }

  Sensor withJitter(double share) {
    return new Sensor(
        source, key, kind, rateHz, share, delayS, weight, scale, clock, latencyS, lateShare, dead);
  }

  Sensor withWeight(double value) {
    return new Sensor(
        source, key, kind, rateHz, jitter, delayS, value, scale, clock, latencyS, lateShare, dead);
  }

  Sensor withClock(Clock value) {
    return new Sensor(
        source, key, kind, rateHz, jitter, delayS, weight, scale, value, latencyS, lateShare, dead);
  }

  Sensor withLateShare(double share) {
    return new Sensor(
        source, key, kind, rateHz, jitter, delayS, weight, scale, clock, 0.05, share, dead);
  }

  Sensor deadIn(double fromS, double toS) {
    List<Span> spans = List.of(new Span(fromS, toS));
    return new Sensor(
        source, key, kind, rateHz, jitter, delayS, weight, scale, clock, latencyS, lateShare,
        spans);
  }

  boolean aliveAt(double storySeconds) {
    for (Span span : dead) {
      if (span.contains(storySeconds)) {
        return false;
      }
    }
    return true;
  }
}
