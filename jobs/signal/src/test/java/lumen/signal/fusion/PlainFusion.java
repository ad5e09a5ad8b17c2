package lumen.signal.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import lumen.signal.kalman.Adaptation;
import lumen.signal.lag.LagSettings;

/**
 * The fusion of a tenant word by word: every step of all time is visited, every sum formed anew
 * from maps of steps, nothing shared, nothing trimmed. Slow, and what {@link TenantFusion} must
 * equal.
 */
final class PlainFusion {
  private final FusionSettings settings;
  private final long windowSteps;
  private final Scenario scenario;
  private final Map<ChannelId, PlainChannel> channels = new TreeMap<>();
  private final Map<Long, int[]> counts = new TreeMap<>();
  private FusedFrame held;
  private int reformings;

  PlainFusion(FusionSettings settings, Scenario scenario) {
    this.settings = settings;
    this.windowSteps = settings.windowSteps();
    this.scenario = scenario;
    scenario
        .steps()
        .keySet()
        .forEach(id -> channels.put(id, new PlainChannel(settings, id, scenario)));
  }

  /** How often lags moved. */
  int reformings() {
    return reformings;
  }

  List<FusedFrame> frames() {
    List<FusedFrame> frames = new ArrayList<>();
    for (long g = scenario.firstStep(); g <= scenario.lastStep() + 4 * windowSteps + 200; g++) {
      FusedFrame frame = step(g);
      if (frame != null) {
        frames.add(frame);
      }
    }
    return frames;
  }

  private FusedFrame step(long g) {
    if (Math.floorMod(g, windowSteps) == 0 && settings.lag().method() != LagSettings.Method.NONE) {
      formLags(g);
    }
    int present = 0;
    int expected = 0;
    for (PlainChannel c : channels.values()) {
      if (c.lastPresent != null && g == c.lastPresent + windowSteps) {
        c.lag = 0;
        c.x = 0;
        c.p = 1;
        c.q = settings.kalman().q();
        c.r = settings.kalman().r();
        c.batch.clear();
        c.differences.clear();
        c.lastPresent = null;
      }
      if (c.read(g) != null) {
        c.lastPresent = g;
        present++;
      }
      expected += c.expectedAt(g) ? 1 : 0;
    }
    counts.put(g, new int[] {present, expected});
    differences(g, true);
    channels.values().forEach(c -> c.statistics = PlainStatistics.of(settings, c, g));
    double[] ure = {
      ure(UreValue.PHASE_DIFF, g), ure(UreValue.HARMONY, g), ure(UreValue.COHERENCE, g)
    };
    boolean anyUre = !(Double.isNaN(ure[0]) && Double.isNaN(ure[1]) && Double.isNaN(ure[2]));
    return expected > 0 || anyUre ? frame(g, ure, anyUre, present, expected) : null;
  }

  private void formLags(long g) {
    Map<PlainChannel, Double> lags = new TreeMap<>((a, b) -> a.id.compareTo(b.id));
    boolean moves = false;
    for (PlainChannel c : channels.values()) {
      double lag = PlainLags.newLag(settings, channels.values(), c, g);
      lags.put(c, lag);
      moves |= Math.abs(lag - c.lag) > 1e-6;
    }
    if (!moves) {
      return;
    }
    reformings++;
    lags.forEach(
        (c, lag) -> {
          c.lag = lag;
          c.x = 0;
          c.p = 1;
          c.batch.clear();
          c.differences.clear();
        });
    for (long h = g - windowSteps; h < g; h++) {
      differences(h, false);
    }
  }

  private void differences(long g, boolean adapt) {
    for (PlainChannel c : channels.values()) {
      double[] own = c.read(g);
      double re = 0;
      double im = 0;
      double weights = 0;
      double envelopes = 0;
      for (PlainChannel o : channels.values()) {
        double[] other = o.read(g);
        if (o != c && other != null && !Double.isNaN(other[0])) {
          re += o.weight * Math.cos(2 * Math.PI * other[0]);
          im += o.weight * Math.sin(2 * Math.PI * other[0]);
          weights += o.weight;
          envelopes += o.weight * other[1];
        }
      }
      boolean phased = own != null && !Double.isNaN(own[0]);
      if (phased && Math.hypot(re, im) > 1e-6 * weights) {
        double d = wrap(own[0] - Math.atan2(im, re) / (2 * Math.PI));
        double others = envelopes / weights;
        double m = settings.weighting() == Weighting.NONE ? 1 : own[1] * others;
        c.differences.put(g, new double[] {d, m, 0, own[1], others});
        filter(c, g, adapt);
      }
    }
  }

  private void filter(PlainChannel c, long g, boolean adapt) {
    double[] at = c.differences.get(g);
    double mean = c.window(g).stream().mapToDouble(w -> w[1]).average().orElseThrow();
    double mu = mean <= 1e-300 ? 1 : Math.min(1, Math.max(1e-3, at[1] / mean));
    c.p += c.q;
    double predicted = c.p;
    double v = wrap(at[0] - c.x);
    double k = c.p / (c.p + c.r / mu);
    c.x = wrap(c.x + k * v);
    c.p *= 1 - k;
    at[2] = c.x;
    if (adapt && settings.kalman().adapt() == Adaptation.RESIDUAL) {
      c.q = boundedQ(c.q * (1 + 0.1 * mu * (Math.abs(v) - 0.02)));
      c.r = boundedR(c.r * (1 + 0.05 * mu * (Math.abs(v) - 0.02)));
    } else if (adapt && settings.kalman().adapt() == Adaptation.INNOVATION) {
      c.batch.add(new double[] {v, k, predicted});
      if (c.batch.size() == 50) {
        match(c);
        c.batch.clear();
      }
    }
  }

  private void match(PlainChannel c) {
    double c0 = 0;
    double c1 = 0;
    double gain = 0;
    double predicted = 0;
    for (int i = 0; i < 50; i++) {
      double[] b = c.batch.get(i);
      c0 += b[0] * b[0] / 50;
      c1 += i == 0 ? 0 : b[0] * c.batch.get(i - 1)[0] / 50;
      gain += b[1] / 50;
      predicted += b[2] / 50;
    }
    double measured = (1 - gain) * c0 - c1;
    double walk = (c0 - measured) * (1 - (1 - gain) * (1 - gain)) - gain * gain * measured;
    c.r = boundedR(c0 - predicted);
    c.q = walk > 0 ? boundedQ(Math.sqrt(c.q * walk)) : c.q;
  }

  private double boundedQ(double q) {
    return Math.min(settings.kalman().qMax(), Math.max(settings.kalman().qMin(), q));
  }

  private double boundedR(double r) {
    return Math.min(settings.kalman().rMax(), Math.max(settings.kalman().rMin(), r));
  }

  private double ure(UreValue which, long g) {
    NavigableMap<Long, Double> track = scenario.ure(which);
    Map.Entry<Long, Double> newest = track.floorEntry(settings.grid().floorMicros(g));
    boolean holds =
        newest != null
            && settings.grid().ceilMicros(g) - newest.getKey() <= settings.staleAfterMicros();
    return holds ? newest.getValue() : Double.NaN;
  }

  private FusedFrame frame(long g, double[] ure, boolean anyUre, int present, int expected) {
    double[] sensors = new double[4];
    double weights = 0;
    int described = 0;
    double expectedWeights = 0;
    double q = 0;
    double r = 0;
    for (PlainChannel c : channels.values()) {
      if (c.statistics != null) {
        described++;
        weights += c.weight;
        for (int i = 0; i < 4; i++) {
          sensors[i] += c.weight * c.statistics[i];
        }
      }
      if (c.expectedAt(g)) {
        expectedWeights += c.weight;
        q += c.weight * c.q;
        r += c.weight * c.r;
      }
    }
    for (int i = 0; i < 4; i++) {
      sensors[i] /= weights;
    }
    Mode mode = mode(described, anyUre);
    double[] levels = levels(g, mode, ure, sensors);
    FusedFrame frame =
        new FusedFrame(
            settings.grid().seconds(g),
            "t1",
            g,
            mode,
            levels[0],
            levels[1],
            levels[2],
            levels[3],
            completeness(g) * levels[2],
            order(g),
            q / expectedWeights,
            r / expectedWeights,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            present,
            expected,
            new SensorLevel(sensors[0], sensors[1], sensors[2], sensors[3], described));
    held = mode == Mode.DEGRADE || mode == Mode.NONE ? held : frame;
    return frame;
  }

  private Mode mode(int described, boolean anyUre) {
    if (described >= settings.minStreams()) {
      return anyUre ? Mode.FUSED : Mode.SENSORS_ONLY;
    }
    if (settings.fallback() == Fallback.DEGRADE) {
      return held == null ? Mode.NONE : Mode.DEGRADE;
    }
    if (settings.fallback() == Fallback.SENSORS_ONLY && described > 0) {
      return Mode.SENSORS_ONLY;
    }
    return anyUre ? Mode.URE_ONLY : Mode.NONE;
  }

  /** Phase difference, harmony, coherence, entropy ratio. */
  private double[] levels(long g, Mode mode, double[] ure, double[] sensors) {
    double none = Double.NaN;
    return switch (mode) {
      case FUSED ->
          new double[] {
            mixed(ure[0], sensors[1]),
            mixed(ure[1], sensors[3]),
            mixed(ure[2], sensors[0]),
            sensors[2]
          };
      case URE_ONLY -> new double[] {ure[0], ure[1], ure[2], none};
      case SENSORS_ONLY -> new double[] {sensors[1], sensors[3], sensors[0], sensors[2]};
      case DEGRADE ->
          new double[] {
            held.phaseDiff(),
            held.harmony(),
            held.coherence() * Math.max(0, 1 - (double) (g - held.grid()) / windowSteps),
            held.entropyRatio()
          };
      case NONE -> new double[] {none, none, none, none};
    };
  }

  private double mixed(double ure, double sensors) {
    if (Double.isNaN(ure) || Double.isNaN(sensors)) {
      return Double.isNaN(ure) ? sensors : ure;
    }
    return (settings.ureWeight() * ure + settings.sensorsWeight() * sensors)
        / (settings.ureWeight() + settings.sensorsWeight());
  }

  private double completeness(long g) {
    double present = 0;
    double expected = 0;
    for (long s = g - windowSteps + 1; s <= g; s++) {
      present += counts.getOrDefault(s, new int[2])[0];
      expected += counts.getOrDefault(s, new int[2])[1];
    }
    return present / expected;
  }

  private double order(long g) {
    double re = 0;
    double im = 0;
    double weights = 0;
    for (PlainChannel c : channels.values()) {
      double[] own = c.read(g);
      if (own != null && !Double.isNaN(own[0])) {
        re += c.weight * Math.cos(2 * Math.PI * own[0]);
        im += c.weight * Math.sin(2 * Math.PI * own[0]);
        weights += c.weight;
      }
    }
    return Math.hypot(re, im) / weights;
  }

  static double wrap(double cycles) {
    return cycles - Math.ceil(cycles - 0.5);
  }
}
