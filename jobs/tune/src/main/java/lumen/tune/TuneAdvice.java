package lumen.tune;

import java.util.ArrayList;
import java.util.List;
import lumen.fusion.settings.ConfigFile;
import lumen.fusion.settings.LumenSettings;

/**
 * Advice on tick and gains from what the loop did, held against bridge.yaml.
 *
 * <p>The tick: if all tenants settle within 2 % of each other and 4 ms or more from {@code
 * loop.tick_ms}, it is proposed to begin there, with {@code base_hz} to match. The curves: {@link
 * CurveAdvice}, as whole tables.
 */
final class TuneAdvice {
  private static final double WORTH_MS = 4;
  private static final double TOGETHER = 0.02;
  private static final double OFTEN = 0.05;
  private static final double SHORTEST_START_MS = 120;
  private static final double LONGEST_START_MS = 300;
  private static final double MILLIS = 1e3;

  private final LoopRun run;
  private final LumenSettings settings;
  private final ConfigInForce inForce;
  private final List<Proposal> proposals = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * A change and what is expected of it.
   *
   * @param effect in words
   */
  record Proposal(Change change, String effect) {}

  TuneAdvice(LoopRun run, LumenSettings settings, ConfigInForce inForce) {
    this.run = run;
    this.settings = settings;
    this.inForce = inForce;
    tick();
    curve(new CurveAdvice(run.kp(), settings, CurveAdvice.Kind.KP), "kp_curve");
    curve(new CurveAdvice(run.kd(), settings, CurveAdvice.Kind.KD), "kd_curve");
    limits();
    if (settings.gainSurface().isPresent()) {
      notes.add("gain_surface.json gives kp, kp_curve only limits it: fit it anew (gains fit)");
    }
  }

  List<Proposal> proposals() {
    return List.copyOf(proposals);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  private void tick() {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (Column ofTenant : run.ticks().values()) {
      double mean = ofTenant.figures().mean();
      least = Math.min(least, mean);
      greatest = Math.max(greatest, mean);
      sum += mean;
    }
    if (run.ticks().isEmpty()) {
      return;
    }
    if (greatest - least > TOGETHER * least) {
      notes.add(
          "tenants settle at ticks from %s to %s ms: one tick_ms cannot suit all"
              .formatted(Rounded.text(least), Rounded.text(greatest)));
      return;
    }
    double settled = sum / run.ticks().size();
    double start = settings.bridge().loop().tickMs();
    if (Math.abs(settled - start) >= WORTH_MS) {
      begin(settled);
    }
  }

  private void begin(double settledMs) {
    double shortest = Math.max(SHORTEST_START_MS, settings.bridge().loop().minTickMs());
    double longest = Math.min(LONGEST_START_MS, settings.bridge().loop().maxTickMs());
    double start = Math.rint(Math.max(shortest, Math.min(longest, settledMs)));
    double baseHz = Math.rint(MILLIS * MILLIS / settledMs) / MILLIS;
    String why = "bridge_tick_ms: mean %s ms while locked".formatted(Rounded.text(settledMs));
    String effect = "locks sooner after a start or a gap; the locked rate stays as it is";
    propose(ConfigFile.BRIDGE, "loop.tick_ms", NewValue.Decimal.of(start), why, effect);
    propose(ConfigFile.BRIDGE, "phase.gain.base_hz", NewValue.Decimal.of(baseHz), why, effect);
  }

  private void curve(CurveAdvice advice, String key) {
    if (advice.changed()) {
      NewValue table = new NewValue.Table(advice.curve());
      propose(ConfigFile.RISK_AUTOTUNE, key, table, advice.why(), advice.effect());
    }
  }

  private void propose(ConfigFile file, String key, NewValue to, String why, String effect) {
    if (!inForce.at(file, key).same(to)) {
      proposals.add(new Proposal(inForce.change(file, key, to, why), effect));
    }
  }

  private void limits() {
    limit("min_tick_ms", run.shareAtMin());
    limit("max_tick_ms", run.shareAtMax());
  }

  private void limit(String key, double share) {
    if (share > OFTEN) {
      notes.add(
          "%s %% of the ticks are at loop.%s: the reference asks for more than the limit gives"
              .formatted(Rounded.text(100 * share), key));
    }
  }
}
