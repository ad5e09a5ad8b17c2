package lumen.signal.fusion;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import lumen.signal.grid.TargetGrid;
import lumen.signal.kalman.Adaptation;
import lumen.signal.kalman.KalmanSettings;
import lumen.signal.lag.LagSettings;

/**
 * A seeded rig: channels of a common rhythm with lags, jitter, gaps, silences longer than the
 * window and steps without a phase, and a reference engine that comes and goes.
 *
 * @param steps value, phase and envelope by step, per channel
 * @param weights weight per channel
 * @param references values of the reference engine by time
 */
record Scenario(
    FusionSettings settings,
    Map<ChannelId, NavigableMap<Long, double[]>> steps,
    Map<ChannelId, Double> weights,
    Map<UreValue, NavigableMap<Long, Double>> references) {
  private static final List<TargetGrid> GRIDS =
      List.of(
          new TargetGrid(5, 1), new TargetGrid(20, 1), new TargetGrid(1, 4), new TargetGrid(3, 7));

  /** Consecutive steps of one channel. */
  record Block(ChannelId id, long first, double[] value, double[] phase, double[] envelope) {
    long end() {
      return first + value.length;
    }

    void alignTo(TenantFusion fusion, double weight) {
      fusion.align(id, weight, first, value, phase, envelope, value.length);
    }
  }

  static Scenario of(long seed) {
    Random random = new Random(seed);
    FusionSettings settings = settings(random);
    Scenario scenario =
        new Scenario(settings, new TreeMap<>(), new TreeMap<>(), new EnumMap<>(UreValue.class));
    long first = random.nextLong(1_000_000, 9_000_000_000L);
    int length = (int) (settings.windowSteps() * (4 + random.nextInt(8)) + random.nextInt(60));
    double hz = 0.05 + 0.1 * random.nextDouble();
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      ChannelId id = new ChannelId("s" + random.nextInt(3), "k" + i);
      scenario.weights.put(id, random.nextInt(3) == 0 ? 1 : 0.2 + 3 * random.nextDouble());
      scenario.steps.put(id, channel(random, settings, first, length, hz));
    }
    for (UreValue which : UreValue.values()) {
      scenario.references.put(which, track(random, settings, first, length));
    }
    return scenario;
  }

  /**
   * Three steady channels and one that ends near a multiple of the window, just when its lag turns
   * from late to early: differences are formed again beyond its last presence. It returns about one
   * window later, when it is being forgotten.
   */
  static Scenario returning(long seed) {
    Random random = new Random(seed);
    int window = 15 + random.nextInt(15);
    FusionSettings settings =
        RhythmChannels.settings(window / 5.0, Weighting.ENVELOPE, Fallback.SENSORS_ONLY);
    Scenario scenario =
        new Scenario(settings, new TreeMap<>(), new TreeMap<>(), new EnumMap<>(UreValue.class));
    long first = 1_000_000L * window;
    long end = first + (3 + random.nextInt(3)) * (long) window + random.nextInt(3) - 1;
    long back = end + window - 6 + random.nextInt(10);
    for (int i = 0; i < 4; i++) {
      boolean steady = i != 1;
      NavigableMap<Long, double[]> steps = new TreeMap<>();
      double late = 3 + 4 * random.nextDouble();
      double early = -1.5 * random.nextDouble();
      for (long g = first; g < back + 3L * window; g++) {
        if (steady || g < end || g >= back) {
          double lag = steady ? 0 : g < end - window ? late : early;
          steps.put(g, wave(random, 0.05 * (g - first - lag), 1 + 0.1 * (g % 7)));
        }
      }
      ChannelId id = new ChannelId("s", "k" + i);
      scenario.steps.put(id, steps);
      scenario.weights.put(id, steady ? 1 : 0.3);
    }
    for (UreValue which : UreValue.values()) {
      scenario.references.put(which, new TreeMap<>());
    }
    return scenario;
  }

  private static double[] wave(Random random, double cycles, double envelope) {
    double phase = cycles + 0.02 * random.nextGaussian();
    double value = envelope * StrictMath.cos(2 * Math.PI * phase);
    return new double[] {value, phase - Math.ceil(phase - 0.5), envelope};
  }

  private static FusionSettings settings(Random random) {
    TargetGrid grid = GRIDS.get(random.nextInt(GRIDS.size()));
    int window =
        random.nextInt(6) == 0
            ? 1 + random.nextInt(3)
            : random.nextInt(3) == 0 ? 5 + random.nextInt(45) : 12 + random.nextInt(8);
    int maxLag = random.nextInt(3) == 0 ? 3 + random.nextInt(9) : random.nextInt(9);
    List<Adaptation> adaptations = List.of(Adaptation.values());
    return new FusionSettings(
        grid,
        new LagSettings(
            random.nextInt(8) == 0 ? LagSettings.Method.NONE : LagSettings.Method.XCORR,
            maxLag / grid.hz(),
            0.3),
        new KalmanSettings(
            adaptations.get(random.nextInt(adaptations.size())),
            1e-3,
            2e-3,
            1e-5,
            1e-1,
            1e-4,
            2e-2),
        window / grid.hz(),
        8 + random.nextInt(8),
        random.nextInt(4) == 0 ? Weighting.NONE : Weighting.ENVELOPE,
        0.7,
        0.3,
        1 + random.nextInt(3),
        List.of(Fallback.values()).get(random.nextInt(3)),
        random.nextInt(4) * 3 / grid.hz(),
        2,
        31);
  }

  private static NavigableMap<Long, double[]> channel(
      Random random, FusionSettings settings, long first, int length, double cyclesPerStep) {
    NavigableMap<Long, double[]> steps = new TreeMap<>();
    double lag = (random.nextDouble() - 0.5) * 5;
    double jitter = random.nextInt(4) == 0 ? 0.3 : 0.03;
    boolean flat = random.nextInt(8) == 0;
    boolean phaseless = random.nextInt(4) == 0;
    int window = (int) settings.windowSteps();
    boolean on = random.nextBoolean();
    int left = random.nextInt(window);
    double amplitude = StrictMath.exp(4 * random.nextGaussian());
    for (long g = first; g < first + length; g++, left--) {
      if (left <= 0) {
        on = !on;
        left = on ? window + random.nextInt(3 * window) : silence(random, window);
        left = random.nextInt(3) == 0 ? 1 + left / 10 : left;
        lag += random.nextBoolean() ? 2 * random.nextGaussian() : 0;
      }
      if (on) {
        double phase = cyclesPerStep * (g - first - lag) + jitter * random.nextGaussian();
        double envelope = amplitude * (1.2 + StrictMath.sin((g - first - lag) * 0.21));
        double value = flat ? amplitude : envelope * StrictMath.cos(2 * Math.PI * phase);
        boolean none = phaseless && random.nextInt(7) == 0;
        double wrapped = none ? Double.NaN : phase - Math.ceil(phase - 0.5);
        steps.put(g, new double[] {none ? 0 : value, wrapped, none ? 0 : envelope});
      }
    }
    return steps;
  }

  /** Often nearly one window, so that the channel returns while it is being forgotten. */
  private static int silence(Random random, int window) {
    return random.nextBoolean()
        ? 1 + random.nextInt(2 * window)
        : Math.max(1, window - 4 + random.nextInt(12));
  }

  private static NavigableMap<Long, Double> track(
      Random random, FusionSettings settings, long first, int length) {
    NavigableMap<Long, Double> track = new TreeMap<>();
    double step = 1e6 / settings.grid().hz();
    double at = settings.grid().floorMicros(first) - 20 * step;
    double end = settings.grid().floorMicros(first + length);
    while (random.nextInt(60) > 0 && at < end) {
      at += step * (random.nextInt(10) == 0 ? 40 : 3) * random.nextDouble();
      long exactly = settings.grid().ceilMicros(settings.grid().floorStep((long) at));
      track.put(random.nextInt(4) == 0 ? exactly : (long) at, random.nextDouble());
    }
    return track;
  }

  double weight(ChannelId id) {
    return weights.get(id);
  }

  NavigableMap<Long, Double> ure(UreValue which) {
    return references.get(which);
  }

  long firstStep() {
    long first = Long.MAX_VALUE;
    for (NavigableMap<Long, double[]> channel : steps.values()) {
      first = channel.isEmpty() ? first : Math.min(first, channel.firstKey());
    }
    for (NavigableMap<Long, Double> track : references.values()) {
      first =
          track.isEmpty() ? first : Math.min(first, settings.grid().floorStep(track.firstKey()));
    }
    return first;
  }

  long lastStep() {
    long last = 0;
    for (NavigableMap<Long, double[]> channel : steps.values()) {
      last = channel.isEmpty() ? last : Math.max(last, channel.lastKey());
    }
    for (NavigableMap<Long, Double> track : references.values()) {
      last = track.isEmpty() ? last : Math.max(last, settings.grid().ceilStep(track.lastKey()));
    }
    return last;
  }

  /** All aligned steps as blocks of random lengths, per channel ascending, ordered by their end. */
  List<Block> blocks(Random random) {
    List<Block> blocks = new ArrayList<>();
    steps.forEach(
        (id, channel) -> {
          List<Long> run = new ArrayList<>();
          int limit = 1 + random.nextInt(20);
          for (long g : channel.keySet()) {
            boolean broken = !run.isEmpty() && g != run.get(run.size() - 1) + 1;
            if (broken || run.size() == limit) {
              blocks.add(block(id, run));
              run.clear();
              limit = 1 + random.nextInt(20);
            }
            run.add(g);
          }
          if (!run.isEmpty()) {
            blocks.add(block(id, run));
          }
        });
    blocks.sort((a, b) -> Long.compare(a.first, b.first));
    return blocks;
  }

  private Block block(ChannelId id, List<Long> run) {
    double[][] columns = new double[3][run.size()];
    for (int i = 0; i < run.size(); i++) {
      double[] step = steps.get(id).get(run.get(i));
      for (int k = 0; k < 3; k++) {
        columns[k][i] = step[k];
      }
    }
    return new Block(id, run.get(0), columns[0], columns[1], columns[2]);
  }

  /** All of it given to a fresh fusion at once. */
  TenantFusion given() {
    TenantFusion fusion = new TenantFusion(settings, "t1");
    for (Block block : blocks(new Random(0))) {
      block.alignTo(fusion, weight(block.id()));
    }
    references.forEach((which, track) -> track.forEach((t, v) -> fusion.reference(which, t, v)));
    return fusion;
  }
}
