package lumen.tune;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.fusion.settings.LumenSettings;

/**
 * What the loop of the bridge did in a run, while it was locked (states E2 and E3): from control
 * frames tick by tick, or from a bench.
 */
final class LoopRun {
  private static final double AT_LIMIT_MS = 0.5;

  private final LumenSettings settings;
  private final CurveErrors kp;
  private final CurveErrors kd;
  private final SortedMap<String, Column> ticks = new TreeMap<>();
  private final Map<String, Double> lastErrors = new TreeMap<>();
  private final KnotErrors errors = new KnotErrors();
  private final Column entropyRatios = new Column();
  private final Column syncQualities = new Column();
  private long lines;
  private long locked;
  private long measured;
  private long atMin;
  private long atMax;

  /** A run under settings. */
  LoopRun(LumenSettings settings) {
    this.settings = settings;
    kp = new CurveErrors(settings.risk().kpCurve());
    kd = new CurveErrors(settings.risk().kdCurve());
  }

  /** Takes a log: control frames or a bench; other lines are passed over. */
  void read(Path file) {
    FlatLines.read(file, this::take);
  }

  private void take(FlatLine line) {
    LineKind kind = LineKind.of(line);
    boolean bench = kind == LineKind.BENCH && line.has("bridge_tick_ms");
    if (kind != LineKind.CONTROL && !bench) {
      return;
    }
    lines++;
    String tenant = line.text("tenant");
    double state = bench ? line.number("bridge_state") : PlainValues.state(line.text("state"));
    if (!Double.isNaN(state) && state != 2 && state != 3) {
      lastErrors.remove(tenant);
      return;
    }
    locked++;
    tick(tenant, line.number(bench ? "bridge_tick_ms" : "tick_ms"));
    double entropyRatio = line.number(bench ? "bridge_entropy_ratio" : "entropy_ratio");
    known(entropyRatios, entropyRatio);
    known(syncQualities, line.number(bench ? "bridge_sync_quality" : "sync_quality"));
    if (bench) {
      magnitude(entropyRatio, line.number("bridge_phase_diff_mean"));
    } else {
      error(tenant, entropyRatio, line.number("e"));
    }
  }

  private static void known(Column column, double value) {
    if (Double.isFinite(value)) {
      column.add(value);
    }
  }

  private void tick(String tenant, double tickMs) {
    if (!Double.isFinite(tickMs)) {
      return;
    }
    ticks.computeIfAbsent(tenant, t -> new Column()).add(tickMs);
    measured++;
    atMin += tickMs < settings.bridge().loop().minTickMs() + AT_LIMIT_MS ? 1 : 0;
    atMax += tickMs > settings.bridge().loop().maxTickMs() - AT_LIMIT_MS ? 1 : 0;
  }

  private void error(String tenant, double entropyRatio, double e) {
    double before = lastErrors.getOrDefault(tenant, Double.NaN);
    if (!Double.isFinite(e)) {
      lastErrors.remove(tenant);
    } else if (e != before) {
      lastErrors.put(tenant, e);
      errors.add(e, before);
      if (Double.isFinite(entropyRatio)) {
        kp.near(entropyRatio).add(e, before);
        kd.near(entropyRatio).add(e, before);
      }
    }
  }

  private void magnitude(double entropyRatio, double magnitude) {
    if (Double.isFinite(magnitude)) {
      errors.addMagnitude(magnitude);
      if (Double.isFinite(entropyRatio)) {
        kp.near(entropyRatio).addMagnitude(magnitude);
        kd.near(entropyRatio).addMagnitude(magnitude);
      }
    }
  }

  /** Lines that tell of the loop, locked or not. */
  long lines() {
    return lines;
  }

  /** Those while it was locked. */
  long locked() {
    return locked;
  }

  /** Errors by the knots of kp_curve. */
  CurveErrors kp() {
    return kp;
  }

  /** Errors by the knots of kd_curve. */
  CurveErrors kd() {
    return kd;
  }

  /** All errors. */
  KnotErrors errors() {
    return errors;
  }

  /** Tick intervals in milliseconds by tenant. */
  SortedMap<String, Column> ticks() {
    return Collections.unmodifiableSortedMap(ticks);
  }

  Column entropyRatios() {
    return entropyRatios;
  }

  Column syncQualities() {
    return syncQualities;
  }

  /** Share of ticks at the shortest interval. */
  double shareAtMin() {
    return (double) atMin / measured;
  }

  /** Share of ticks at the longest interval. */
  double shareAtMax() {
    return (double) atMax / measured;
  }
}
