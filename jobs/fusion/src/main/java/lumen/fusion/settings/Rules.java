package lumen.fusion.settings;

import static lumen.fusion.settings.Rule.error;
import static lumen.fusion.settings.Rule.warning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lumen.fusion.settings.ConfigValues.Setting;
import lumen.fusion.settings.Finding.Severity;
import lumen.fusion.settings.YamlNode.Mark;
import lumen.signal.grid.TargetGrid;

/**
 * What must hold between keys. A rule is not looked at while a key of it has an error of its own.
 */
final class Rules {
  private static final long MAX_WINDOW_STEPS = 1_000_000;
  private static final String HZ = "resample.target_hz";
  private static final String WINDOW = "window.rebalance_window_s";
  private static final String LAG = "lag.max_lag_s";

  /** The rules on fusion.yaml. */
  static final List<Rule> FUSION =
      List.of(
          error(
              ConfigFile.FUSION,
              "p_low < p_high",
              v -> v.real("clip.p_low") < v.real("clip.p_high"),
              "clip.p_low",
              "clip.p_high"),
          error(
              ConfigFile.FUSION,
              "a target_hz that is a fraction of two numbers up to 1000000",
              v -> gridOf(v) != null,
              HZ),
          error(
              ConfigFile.FUSION,
              "low_hz < high_hz",
              v -> v.real("band.low_hz") < v.real("band.high_hz"),
              "band.low_hz",
              "band.high_hz"),
          error(
              ConfigFile.FUSION,
              "high_hz < target_hz / 2",
              v -> v.real("band.high_hz") < v.real(HZ) / 2,
              "band.high_hz",
              HZ),
          warning(
              ConfigFile.FUSION,
              "taps / target_hz >= 1 / low_hz, or the filter does not tell the lower edge from 0",
              v -> v.whole("band.taps") / v.real(HZ) >= 1 / v.real("band.low_hz"),
              "band.taps",
              "band.low_hz",
              HZ),
          error(
              ConfigFile.FUSION,
              "from 3 to " + MAX_WINDOW_STEPS + " grid steps in rebalance_window_s",
              v -> gridOf(v) == null || windowFits(v, gridOf(v)),
              WINDOW,
              HZ),
          warning(
              ConfigFile.FUSION,
              "rebalance_window_s / 3 >= 1 / low_hz, or statistics see less than one period",
              v -> v.real(WINDOW) / 3 >= 1 / v.real("band.low_hz"),
              WINDOW,
              "band.low_hz"),
          error(
              ConfigFile.FUSION,
              "max_lag_s < rebalance_window_s / 3",
              v -> v.real(LAG) < v.real(WINDOW) / 3,
              LAG,
              WINDOW),
          between("q"),
          between("r"),
          warning(
              ConfigFile.FUSION,
              "a sum of 1; these weights are scaled to it",
              v -> Math.abs(v.real("weights.ure") + v.real("weights.sensors") - 1) < 1e-9,
              "weights.ure",
              "weights.sensors"));

  /** The rules on bridge.yaml and risk_autotune.yaml. */
  static final List<Rule> CONTROL =
      List.of(
          error(
              ConfigFile.BRIDGE,
              "min_tick_ms <= tick_ms <= max_tick_ms",
              v ->
                  v.real("loop.min_tick_ms") <= v.real("loop.tick_ms")
                      && v.real("loop.tick_ms") <= v.real("loop.max_tick_ms"),
              "loop.tick_ms",
              "loop.min_tick_ms",
              "loop.max_tick_ms"),
          warning(
              ConfigFile.BRIDGE,
              "min_tick_ms <= 1000 / base_hz <= max_tick_ms, or the loop begins at a limit",
              v ->
                  v.real("loop.min_tick_ms") <= 1000 / v.real("phase.gain.base_hz")
                      && 1000 / v.real("phase.gain.base_hz") <= v.real("loop.max_tick_ms"),
              "phase.gain.base_hz",
              "loop.min_tick_ms",
              "loop.max_tick_ms"),
          error(
              ConfigFile.RISK_AUTOTUNE,
              "slow <= fast",
              v ->
                  v.real("burn_rate_thresholds.phase.slow")
                      <= v.real("burn_rate_thresholds.phase.fast"),
              "burn_rate_thresholds.phase.slow",
              "burn_rate_thresholds.phase.fast"),
          error(
              ConfigFile.RISK_AUTOTUNE,
              "warn <= crit",
              v ->
                  v.real("burn_rate_thresholds.entropy.warn")
                      <= v.real("burn_rate_thresholds.entropy.crit"),
              "burn_rate_thresholds.entropy.warn",
              "burn_rate_thresholds.entropy.crit"));

  /** The rules on inputs and between files, as sentences. */
  static final List<String> SENTENCES =
      List.of(
          "Streams have different names; OSC streams listen on different addresses.",
          "A stream of type file is not mixed with live streams: record with capture, replay"
              + " apart.",
          "The clip of a source has p_low < p_high, too.",
          "A key of a source that has no effect is a warning: offset_s, ppm or t_ref without mode"
              + " fixed; rate_hz or clip with interpolation onset; weight, rate_hz, interpolation or"
              + " clip with role ure.",
          "exporter.http_port of fusion.yaml differs from exporter.port of bridge.yaml.");

  private final Map<ConfigFile, ConfigValues> values;
  private final Map<ConfigFile, Findings> findings;

  Rules(Map<ConfigFile, ConfigValues> values, Map<ConfigFile, Findings> findings) {
    this.values = values;
    this.findings = findings;
  }

  void check() {
    FUSION.forEach(this::check);
    CONTROL.forEach(this::check);
    streams();
    for (String name : values.get(ConfigFile.SENSORS).members("sources")) {
      source(SectionReader.join("sources", name));
    }
    ports();
  }

  private static Rule between(String noise) {
    String at = "align.kalman." + noise;
    return error(
        ConfigFile.FUSION,
        "%s_min <= %s <= %s_max".replace("%s", noise),
        v -> v.real(at + "_min") <= v.real(at) && v.real(at) <= v.real(at + "_max"),
        at,
        at + "_min",
        at + "_max");
  }

  /** The grid of target_hz, or null if it is no fraction that a grid takes. */
  private static TargetGrid gridOf(ConfigValues v) {
    try {
      return TargetGrid.ofHz(v.real(HZ));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean windowFits(ConfigValues v, TargetGrid grid) {
    long steps = grid.steps(v.real(WINDOW));
    return steps >= 3 && steps <= MAX_WINDOW_STEPS;
  }

  private void check(Rule rule) {
    ConfigValues v = values.get(rule.file());
    Findings ofFile = findings.get(rule.file());
    if (rule.keys().stream().anyMatch(ofFile::unusable) || rule.holds().test(v)) {
      return;
    }
    Setting first =
        rule.keys().stream()
            .map(v::at)
            .filter(setting -> setting.origin().file() == rule.file())
            .findFirst()
            .orElse(v.at(rule.keys().get(0)));
    String facts =
        rule.keys().stream()
            .map(v::at)
            .map(setting -> setting.key().name() + '=' + setting.text())
            .collect(Collectors.joining(" "));
    Mark mark = first.origin().standard() ? new Mark(1, 1) : first.origin().mark();
    report(
        ofFile, rule.severity(), mark, first.path(), "must have " + rule.statement() + ": " + facts);
  }

  private static void report(
      Findings findings, Severity severity, Mark mark, String path, String message) {
    if (severity == Severity.ERROR) {
      findings.error(mark, path, message);
    } else {
      findings.warning(mark, path, message);
    }
  }

  private void streams() {
    ConfigValues v = values.get(ConfigFile.SENSORS);
    Map<String, Setting> names = new HashMap<>();
    Map<String, Setting> addresses = new HashMap<>();
    List<Setting> live = new ArrayList<>();
    List<Setting> recordings = new ArrayList<>();
    for (String stream : v.members("streams")) {
      unique(names, v.at(stream + ".name"));
      Setting type = v.at(stream + ".type");
      (v.text(type.path()).equals("file") ? recordings : live).add(type);
      if (v.text(type.path()).equals("osc")) {
        unique(addresses, v.at(stream + ".addr"));
      }
    }
    if (!live.isEmpty() && !recordings.isEmpty()) {
      Setting type = recordings.get(0);
      findings
          .get(ConfigFile.SENSORS)
          .error(
              type.origin().mark(),
              type.path(),
              "must not be file beside the live stream in line "
                  + live.get(0).origin().mark().line()
                  + ": record it with capture, replay apart");
    }
  }

  private void unique(Map<String, Setting> seen, Setting setting) {
    if (setting.origin().standard()) {
      return;
    }
    Setting other = seen.putIfAbsent(setting.text(), setting);
    if (other != null) {
      findings
          .get(ConfigFile.SENSORS)
          .error(
              setting.origin().mark(),
              setting.path(),
              "must differ from that in line "
                  + other.origin().mark().line()
                  + ", is "
                  + setting.text());
    }
  }

  private void source(String at) {
    ConfigValues v = values.get(ConfigFile.SENSORS);
    String low = at + ".clip.p_low";
    String high = at + ".clip.p_high";
    if (given(low) || given(high)) {
      check(
          error(
              ConfigFile.SENSORS, "p_low < p_high", x -> x.real(low) < x.real(high), low, high));
    }
    if (!v.text(at + ".clock.mode").equals("fixed")) {
      useless(at, "without clock.mode fixed", "clock.offset_s", "clock.ppm", "clock.t_ref");
    }
    if (v.text(at + ".role").equals("ure")) {
      useless(at, "with role ure", "weight", "rate_hz", "interpolation", "clip.method");
    } else if (v.text(at + ".interpolation").equals("onset")) {
      useless(at, "with interpolation onset", "rate_hz", "clip.method");
    }
  }

  private boolean given(String path) {
    return values.get(ConfigFile.SENSORS).at(path).origin().file() == ConfigFile.SENSORS;
  }

  private void useless(String at, String when, String... keys) {
    for (String key : keys) {
      String path = at + '.' + key;
      if (given(path)) {
        findings
            .get(ConfigFile.SENSORS)
            .warning(
                values.get(ConfigFile.SENSORS).at(path).origin().mark(),
                path,
                "has no effect " + when);
      }
    }
  }

  private void ports() {
    Setting fusion = values.get(ConfigFile.FUSION).at("exporter.http_port");
    Setting bridge = values.get(ConfigFile.BRIDGE).at("exporter.port");
    if (!fusion.value().equals(bridge.value())) {
      return;
    }
    Setting at = bridge.origin().standard() ? fusion : bridge;
    Setting other = at == bridge ? fusion : bridge;
    findings
        .get(at.origin().file())
        .error(
            at.origin().mark(),
            at.path(),
            "must differ from "
                + (at == bridge ? "exporter.http_port of fusion.yaml" : "exporter.port of bridge.yaml")
                + ", both are "
                + other.text());
  }
}
