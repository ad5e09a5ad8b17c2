package lumen.fusion.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.event.TimeForm;
import lumen.pattern.KeyPattern;
import lumen.settings.ConfigValues;
import lumen.settings.Key;
import lumen.settings.KeyPath;
import lumen.settings.Numbers;
import lumen.settings.RecordBinder;
import lumen.settings.Shape.Section;

/**
 * The settings that kept state depends on, as sorted lines {@code key=value}. Two configurations
 * with the same lines can continue each other's state.
 *
 * <p>The lines of fusion.yaml are those of the keys that its catalogue marks as shaping, with what
 * {@link #fusion} says of some. A source is listed with what differs from an unconfigured one, so
 * that naming a source without saying anything about it changes nothing; it may follow from a
 * stream, hence its lines are those of its record. How filters adapt, bridge, targets, exporter and
 * streams shape no state.
 */
final class ShapingSettings {
  /** What the filter does with the same settings: a savepoint of another definition is refused. */
  private static final String BAND_DEFINITION = "blind to constants and straight lines";

  /** Savepoints from before the key do not tell it; they are taken up with its default. */
  private static final double USUAL_SKEW_S = 3_600;

  /** Once it shaped state; its line stays, so that older versions take up what this one keeps. */
  private static final String ADAPT = "align.adapt";

  /** What savepoints of those versions may have instead. */
  static final List<String> ALIKE = List.of(ADAPT + "=innovation", ADAPT + "=fixed");

  private final SortedMap<String, String> lines = new TreeMap<>();

  private ShapingSettings() {}

  static List<String> of(ConfigValues values, FusionFile fusion, SensorsFile sensors) {
    ShapingSettings shaping = new ShapingSettings();
    shaping.fusion(values, fusion);
    shaping.put("unknown_sources", sensors.unknownSources().name().toLowerCase(Locale.ROOT));
    for (SourceSettings source : sensors.sources().entries().values()) {
      shaping.source(source, fusion.clip(), sensors.unknownSources());
    }
    sensors.streams().forEach(shaping::stream);
    shaping.order(List.copyOf(sensors.sources().entries().keySet()));
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
    put(ADAPT, "residual");
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

  /**
   * What the order of the entries decides: which pattern is asked before which, and which name does
   * not have what a pattern says.
   */
  private void order(List<String> names) {
    List<KeyPattern> entries = names.stream().map(KeyPattern::of).toList();
    List<KeyPattern> patterns =
        entries.stream().filter(entry -> KeyPattern.isPattern(entry.text())).toList();
    if (patterns.size() > 1) {
      put("sources.*.order", patterns.toString());
    }
    for (KeyPattern entry : entries) {
      boolean own = !KeyPattern.isPattern(entry.text());
      if (own && patterns.stream().anyMatch(pattern -> pattern.covers(entry))) {
        boolean first =
            entries.stream().filter(any -> any.covers(entry)).findFirst().get().equals(entry);
        put(KeyPath.join("sources", entry.text()) + ".holds", String.valueOf(first));
      }
    }
  }

  /** How times are written decides where samples lie. */
  private void stream(StreamSettings stream) {
    TimeForm time = stream.form().time();
    if (!time.equals(TimeForm.ANY)) {
      String at = KeyPath.join("streams", stream.name()) + ".time";
      put(at, time.format().name().toLowerCase(Locale.ROOT) + ' ' + time.zone());
    }
  }

  /** Every line of one source, also those that are as usual. */
  static SortedMap<String, String> all(String at, SourceSettings source) {
    ShapingSettings shaping = new ShapingSettings();
    shaping.record(at, SensorsKeys.SOURCE, source);
    return shaping.lines;
  }

  private void record(String at, Section section, Record record) {
    for (Key key : section.keys()) {
      Object value = RecordBinder.value(record, key.name());
      if (key.shape() instanceof Section inner) {
        record(at + key.name() + '.', inner, (Record) value);
      } else if (key.shapesState()) {
        boolean ordered = key.equals(ReadingKeys.TENANT_FROM);
        put(at + key.name(), ordered ? value.toString() : text(value));
      }
    }
  }

  /** A value as its line has it: a list is sorted, for its order decides nothing. */
  private static String text(Object value) {
    if (value instanceof Number number) {
      return Numbers.text(number.doubleValue());
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ShapingSettings::text).sorted().toList().toString();
    }
    return value instanceof Enum<?> word ? word.name().toLowerCase(Locale.ROOT) : value.toString();
  }
}
