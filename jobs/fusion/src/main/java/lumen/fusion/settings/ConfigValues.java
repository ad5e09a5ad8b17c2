package lumen.fusion.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lumen.fusion.settings.YamlNode.Mark;
import lumen.signal.gain.GainCurve;

/**
 * The effective value of every key of one file, with where it comes from, in the order of the key
 * catalogue.
 */
final class ConfigValues {
  private final ConfigFile file;
  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final Map<String, List<String>> members = new LinkedHashMap<>();

  ConfigValues(ConfigFile file) {
    this.file = file;
  }

  /** Where a value comes from; {@code mark} is null for a default. */
  record Origin(ConfigFile file, Mark mark) {
    static final Origin STANDARD = new Origin(null, null);

    boolean standard() {
      return mark == null;
    }

    /** {@code default} or {@code fusion.yaml:7}. */
    String text() {
      return standard() ? "default" : file.fileName() + ":" + mark.line();
    }
  }

  /**
   * One effective value.
   *
   * @param path full path in the file
   * @param value Double, Long, Boolean, String, List of String, GainCurve, or null if unset
   */
  record Setting(String path, Key key, Object value, Origin origin) {
    /** The value as text: numbers shortest, lists in brackets; what holds instead, if unset. */
    String text() {
      if (value == null) {
        return key.standard() instanceof Key.Unset unset ? "(" + unset.instead() + ")" : "";
      }
      if (value instanceof Double number) {
        return Numbers.text(number);
      }
      if (value instanceof GainCurve curve) {
        return curve.points().stream()
            .map(point -> "[" + Numbers.text(point.x()) + ", " + Numbers.text(point.y()) + "]")
            .toList()
            .toString();
      }
      return value.toString();
    }
  }

  ConfigFile file() {
    return file;
  }

  void put(Setting setting) {
    settings.put(setting.path(), setting);
  }

  /** The same as if nothing of it had been given; what is taken from another file stays. */
  ConfigValues asStandard() {
    ConfigValues standard = new ConfigValues(file);
    for (Setting setting : settings.values()) {
      boolean own = setting.origin().file() == file;
      Origin origin = own ? Origin.STANDARD : setting.origin();
      standard.put(new Setting(setting.path(), setting.key(), setting.value(), origin));
    }
    members.forEach((path, names) -> names.forEach(name -> standard.putMember(path, name)));
    return standard;
  }

  /** Records the parts of a list or of a section of names, in the order of the file. */
  void putMember(String path, String member) {
    members.computeIfAbsent(path, p -> new ArrayList<>()).add(member);
  }

  List<String> members(String path) {
    return Collections.unmodifiableList(members.getOrDefault(path, List.of()));
  }

  Collection<Setting> all() {
    return Collections.unmodifiableCollection(settings.values());
  }

  Setting at(String path) {
    Setting setting = settings.get(path);
    if (setting == null) {
      throw new IllegalArgumentException("path must be a key of " + file.fileName() + ": " + path);
    }
    return setting;
  }

  /** The number at a path; NaN if unset. */
  double real(String path) {
    Object value = at(path).value();
    return value == null ? Double.NaN : ((Number) value).doubleValue();
  }

  boolean flag(String path) {
    return (Boolean) at(path).value();
  }

  int whole(String path) {
    return Math.toIntExact((Long) at(path).value());
  }

  /** The text or word at a path; empty if unset. */
  String text(String path) {
    Object value = at(path).value();
    return value == null ? "" : (String) value;
  }

  List<String> texts(String path) {
    List<String> texts = new ArrayList<>();
    for (Object text : (List<?>) at(path).value()) {
      texts.add((String) text);
    }
    return texts;
  }

  GainCurve curve(String path) {
    return (GainCurve) at(path).value();
  }
}
