package lumen.rig;

/**
 * Plays one sensor: samples its member's movement at the sensor's own times, and sends the lines.
 *
 * <p>A sample shows the movement {@code delayS} ago: {@code scale a (cos 2 pi theta + 0.08 cos(4 pi
 * theta + 0.8))} with a slow wander of 0.05 Hz and white noise of a tenth of the scale. One sample
 * in 1,500 is a spike of 8 to 20 times the scale; one line in 900 comes up to 1.2 s after later
 * ones, which the out-of-orderness forgives; late lines come 13 to 16 s after them, which it never
 * does, even while a silent source holds it back for 10 s.
 */
final class SensorPlay {
  private static final double SPIKES = 1.0 / 1500;
  private static final double DISORDER = 1.0 / 900;
  private static final double REPEATS = 1.0 / 20_000;
  private static final double QUIET_END_S = 30;
  private static final double TWO_PI = 2 * StrictMath.PI;

  private final Sensor sensor;
  private final String tenant;
  private final int member;
  private final Noise noise;
  private final double untilS;
  private long sample;
  private double nextS;
  private double firstS = Double.NaN;
  private double beforePhase = Double.NaN;
  private double lastTapS = Double.NEGATIVE_INFINITY;
  private long events;
  private long late;
  private long duplicates;
  private long spikes;

  SensorPlay(Sensor sensor, String tenant, int member, Noise noise, double untilS) {
    this.sensor = sensor;
    this.tenant = tenant;
    this.member = member;
    this.noise = noise;
    this.untilS = untilS;
    nextS = place();
  }

  private double place() {
    if (sensor.kind() == Sensor.Kind.TAPS) {
      return Double.NaN;
    }
    double shift = sensor.jitter() == 0 ? 0 : sensor.jitter() * noise.uniform(-1, 1);
    return (sample++ + 0.5 + shift) / sensor.rateHz();
  }

  /** Sends what falls into the step that ends at {@code nowS}, the newest of the oscillators. */
  void step(Oscillators group, double nowS, LineQueue lines) {
    if (sensor.kind() == Sensor.Kind.TAPS) {
      tap(group, nowS, lines);
      return;
    }
    while (nextS <= nowS) {
      if (playsAt(nextS)) {
        double ago = nowS - nextS + sensor.delayS();
        send(nextS, value(group.phase(member, ago), group.amplitude(member, ago), nextS), lines);
      }
      nextS = place();
    }
  }

  private boolean playsAt(double seconds) {
    return seconds < untilS && sensor.aliveAt(seconds % RigSettings.CYCLE_S);
  }

  private double value(double phase, double amplitude, double seconds) {
    double wave = StrictMath.cos(TWO_PI * phase) + 0.08 * StrictMath.cos(2 * TWO_PI * phase + 0.8);
    double wander = 0.4 * StrictMath.sin(TWO_PI * 0.05 * seconds + member);
    double value = 2 + amplitude * wave + wander + 0.1 * noise.gaussian();
    if (noise.chance(SPIKES)) {
      spikes++;
      value += (noise.chance(0.5) ? 1 : -1) * noise.uniform(8, 20);
    }
    return sensor.scale() * value;
  }

  private void tap(Oscillators group, double nowS, LineQueue lines) {
    double phase = group.phase(member, sensor.delayS());
    double before = beforePhase;
    beforePhase = phase;
    if (Double.isNaN(before) || Math.floor(phase) <= Math.floor(before)) {
      return;
    }
    double part = (Math.floor(phase) - before) / (phase - before);
    double atS = nowS + (part - 1) * Oscillators.STEP_S + 0.006 * noise.gaussian();
    if (atS > lastTapS + 0.25 && atS > 0 && playsAt(atS)) {
      lastTapS = atS;
      send(atS, Math.rint(noise.uniform(60, 110)), lines);
    }
  }

  private void send(double trueS, double value, LineQueue lines) {
    if (Double.isNaN(firstS)) {
      firstS = trueS;
    }
    double deviceS = sensor.clock().device(trueS, firstS);
    String line = EventWriter.number(tenant, deviceS, sensor.source(), sensor.key(), value);
    double arrivalS = trueS + sensor.latencyS() + noise.exponential(0.005) + 0.03;
    if (noise.chance(sensor.lateShare()) && trueS < untilS - QUIET_END_S) {
      late++;
      lines.add(arrivalS + noise.uniform(13, 16), line);
      return;
    }
    events++;
    lines.add(noise.chance(DISORDER) ? arrivalS + noise.uniform(0.2, 1.2) : arrivalS, line);
    if (noise.chance(REPEATS)) {
      events++;
      duplicates++;
      lines.add(arrivalS + 0.001, line);
    }
  }

  /** Phase of the movement now, without the delay; NaN while the sensor is silent. */
  double phase(Oscillators group, double nowS) {
    return playsAt(nowS) ? group.phase(member, 0) : Double.NaN;
  }

  Sensor sensor() {
    return sensor;
  }

  long events() {
    return events;
  }

  long late() {
    return late;
  }

  long duplicates() {
    return duplicates;
  }

  long spikes() {
    return spikes;
  }
}
