package lumen.fusion.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings that kept state depends on, as sorted lines {@code key=value}. Two configurations
 * with the same lines can continue each other's state.
 *
 * <p>The lines of fusion.yaml are those of the keys that its catalogue marks as shaping, with what
 * {@link #fusion} says of some. A source is listed with what differs from an unconfigured one, so
 * that naming a source without saying anything about it changes nothing; it may follow from a
 * stream, hence its lines are those of its record. Bridge, targets, exporter and streams shape no
 * state.
 */
final class ShapingSettings {
  /** What the filter does with the same settings: a savepoint of another definition is refused. */
  private static final String BAND_DEFINITION = "blind to constants and straight lines";

  /** Savepoints from before the key do not tell it; they are taken up with its default. */
  private static final double USUAL_SKEW_S = 3_600;

  private final SortedMap<String, String> lines = new TreeMap<>();

  private ShapingSettings() {}

  static List<String> of(ConfigValues values, FusionFile fusion, SensorsFile sensors) {
    ShapingSettings shaping = new ShapingSettings();
    shaping.fusion(values, fusion);
    shaping.put("unknown_sources", sensors.unknownSources().name().toLowerCase(Locale.ROOT));
    for (SourceSettings source : sensors.sources().values()) {
      shaping.source(source, fusion.clip(), sensors.unknownSources());
    }
    return shaping.lines.entrySet().stream()
        .map(line -> line.getKey() + '=' + line.getValue())
        .toList();
  }

  private void fusion(ConfigValues values, FusionFile fusion) {
    for (ConfigValues.Setting setting : values.all()) {
      if (setting.key().shapesState()) {
        put(setting.path(), setting.text());
      }
    }
    put("definitions.band", BAND_DEFINITION);
    // State made while it counted into the horizon, though no lag was sought, is told apart.
    if (fusion.lag().method().equals("none")) {
      put("lag.max_lag_s", "unused");
    }
    if (fusion.time().maxSkewS() == USUAL_SKEW_S) {
      lines.remove("time.max_skew_s");
    }
  }

  private void put(String key, String value) {
    lines.put(key, value);
  }

  private void put(String key, double value) {
    lines.put(key, Numbers.text(value));
  }

  private void clip(String at, FusionFile.Clip clip) {
    put(at + "method", clip.method());
    put(at + "p_low", clip.pLow());
    put(at + "p_high", clip.pHigh());
    put(at + "window_s", clip.windowS());
    put(at + "min_samples", clip.minSamples());
  }

  private void source(
      SourceSettings source, FusionFile.Clip clip, SensorsFile.UnknownSources unknown) {
    String at = KeyPath.join("sources", source.name()) + '.';
    SortedMap<String, String> own = all(at, source);
    Map<String, String> usual = all(at, SourceSettings.unconfigured(source.name(), clip));
    own.entrySet().removeIf(line -> line.getValue().equals(usual.get(line.getKey())));
    lines.putAll(own);
    if (unknown == SensorsFile.UnknownSources.REJECT) {
      put(at + "accepted", "true");
    }
  }

  /** Every line of one source, also those that are as usual. */
  static SortedMap<String, String> all(String at, SourceSettings source) {
    ShapingSettings shaping = new ShapingSettings();
    shaping.put(at + "role", source.role().name().toLowerCase(Locale.ROOT));
    shaping.put(
        at + "keys", source.keys().stream().map(KeyPattern::text).sorted().toList().toString());
    shaping.put(at + "weight", source.weight());
    shaping.put(at + "rate_hz", source.rateHz());
    shaping.put(at + "interpolation", source.interpolation());
    ClockSettings clock = source.clock();
    shaping.put(at + "clock.mode", clock.mode().name().toLowerCase(Locale.ROOT));
    shaping.put(at + "clock.offset_s", clock.offsetS());
    shaping.put(at + "clock.ppm", clock.ppm());
    shaping.put(at + "clock.t_ref", clock.tRefS());
    shaping.put(at + "clock.on_reset", clock.onReset().name().toLowerCase(Locale.ROOT));
    shaping.clip(at + "clip.", source.clip());
    return shaping.lines;
  }
}
