package lumen.report;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import lumen.rig.Truth;

/** One tenant of a run: counts, medians, curves. */
final class TenantFigures {
  private static final int CAPACITY = 4096;
  private final String tenant;
  private final boolean curves;
  private final Map<Figure, Spread> spreads = new EnumMap<>(Figure.class);
  private final Map<Figure, MinMaxEnvelope> envelopes = new EnumMap<>(Figure.class);
  private final Map<Truth.Expected, Map<Figure, Spread>> settled =
      new EnumMap<>(Truth.Expected.class);
  private final ModeTrack modes = new ModeTrack(CAPACITY);
  private final MinMaxEnvelope chance = new MinMaxEnvelope(CAPACITY);
  private final SettledPhases phases;
  private final Map<Figure, List<LevelCount>> levels = new EnumMap<>(Figure.class);
  private final LockedSpans bridged;
  private final NowCurves now = new NowCurves();
  private long frames;
  private double firstS = Double.NaN;
  private double lastS = Double.NaN;
  private long lastStep = Long.MIN_VALUE;

  /**
   * A tenant without frames yet.
   *
   * @param curves whether to keep its curves
   * @param phases its true story, empty where unknown
   * @param judged what it is judged by
   * @param bridged when its bridge stood in E2 or E3
   */
  TenantFigures(
      String tenant, boolean curves, SettledPhases phases, RunLevels judged, LockedSpans bridged) {
    this.tenant = tenant;
    this.curves = curves;
    this.phases = phases;
    this.bridged = bridged;
    for (Figure figure : Figure.values()) {
      levels.put(figure, judged.of(figure.metric()).stream().map(LevelCount::new).toList());
      if (figure.bounded()) {
        spreads.put(figure, new Spread(figure.limit()));
      }
      envelopes.put(figure, new MinMaxEnvelope(CAPACITY));
    }
  }

  /** Takes a frame, later than the one before. */
  void add(double ts, long step, RunMode mode, FrameReader frame) {
    if (step <= lastStep) {
      throw new IllegalArgumentException(
          "frames of a tenant must ascend: tenant=" + tenant + " grid=" + step);
    }
    lastStep = step;
    firstS = frames++ == 0 ? ts : firstS;
    lastS = ts;
    modes.add(step, mode);
    Truth.Expected expected = phases.at(ts);
    for (Figure figure : Figure.values()) {
      double value = frame.number(figure.key());
      if (figure.bounded()) {
        spreads.get(figure).add(value);
        if (expected != null) {
          settledSpread(expected, figure).add(value);
        }
      }
      for (LevelCount count : levels.get(figure)) {
        if (!count.level().bridged() || bridged.has(ts)) {
          count.add(value);
        }
      }
      if (curves) {
        envelopes.get(figure).add(step, value);
      }
    }
  }

  private Spread settledSpread(Truth.Expected expected, Figure figure) {
    return settled
        .computeIfAbsent(expected, e -> new EnumMap<>(Figure.class))
        .computeIfAbsent(figure, f -> new Spread(f.limit()));
  }

  /** Takes one channel's chance level; steps before the first frame are left out. */
  void addChance(long step, double value) {
    if (curves
        && frames > 0
        && !Double.isNaN(value)
        && step >= envelope(Figure.COHERENCE).step(0)) {
      chance.add(step, value);
    }
  }

  void shrinkTo(int spans) {
    envelopes.values().forEach(envelope -> envelope.shrinkTo(spans));
    modes.shrinkTo(spans);
    chance.shrinkTo(spans);
    now.shrinkTo(spans);
  }

  /** How its frames met the levels they are judged by: targets before alerts. */
  List<LevelCount> levels() {
    return levels.values().stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparing((LevelCount count) -> !count.level().target()))
        .toList();
  }

  String tenant() {
    return tenant;
  }

  boolean curves() {
    return curves;
  }

  long frames() {
    return frames;
  }

  /** Time of the first frame in seconds since the epoch. */
  double firstS() {
    return firstS;
  }

  /** Time of the last frame in seconds since the epoch. */
  double lastS() {
    return lastS;
  }

  /** Median over all frames that have the figure; NaN without one. */
  double median(Figure figure) {
    return spreads.get(figure).median();
  }

  /** A quantile over all frames that have the figure; NaN without one. */
  double quantile(Figure figure, double share) {
    return spreads.get(figure).quantileOfBins(share);
  }

  /** Median over the frames whose whole window lies in phases of this kind; NaN without one. */
  double median(Truth.Expected expected, Figure figure) {
    Map<Figure, Spread> kind = settled.get(expected);
    return kind == null ? Double.NaN : kind.get(figure).median();
  }

  MinMaxEnvelope envelope(Figure figure) {
    return envelopes.get(figure);
  }

  MinMaxEnvelope chance() {
    return chance;
  }

  /** What was known at once. */
  NowCurves now() {
    return now;
  }

  ModeTrack modes() {
    return modes;
  }

  SettledPhases phases() {
    return phases;
  }
}
