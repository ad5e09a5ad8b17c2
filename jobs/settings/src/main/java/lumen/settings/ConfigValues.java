package lumen.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lumen.settings.Shape.Point;
import lumen.settings.YamlNode.Mark;

/**
 * The effective value of every key of one file, with where it comes from, in the order of the key
 * catalogue.
 */
public final class ConfigValues {
  private final CatalogueFile file;
  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final Map<String, List<String>> members = new LinkedHashMap<>();
  private final Map<String, Mark> marks = new LinkedHashMap<>();

  ConfigValues(CatalogueFile file) {
    this.file = file;
  }

  /** Where a value comes from; {@code mark} is null for a default. */
  public record Origin(CatalogueFile file, Mark mark) {
    /** A default. */
    public static final Origin STANDARD = new Origin(null, null);

    /** Whether it is a default. */
    public boolean standard() {
      return mark == null;
    }

    /** {@code default} or {@code fusion.yaml:7}. */
    public String text() {
      return standard() ? "default" : file.fileName() + ":" + mark.line();
    }
  }

  /**
   * One effective value.
   *
   * @param path full path in the file
   * @param value Double, Long, Boolean, String, a list of those or of points, or null if unset
   */
  public record Setting(String path, Key key, Object value, Origin origin) {
    /** The value as text: numbers shortest, lists in brackets; what holds instead, if unset. */
    public String text() {
      if (value == null) {
        return key.standard() instanceof Key.Unset unset ? "(" + unset.instead() + ")" : "";
      }
      return text(value);
    }

    /** The value as it is told to people, without what may be a secret in it. */
    String shown() {
      return value != null && key.shape() instanceof Shape.Text text
          ? text.form().shown().apply(text())
          : text();
    }

    /** Where it begins in its file; the begin of the file for a default. */
    public Mark begin() {
      return origin.standard() ? new Mark(1, 1) : origin.mark();
    }

    private static String text(Object value) {
      if (value instanceof Double number) {
        return Numbers.text(number);
      }
      if (value instanceof Point point) {
        return "[" + Numbers.text(point.x()) + ", " + Numbers.text(point.y()) + "]";
      }
      return value instanceof List<?> list
          ? list.stream().map(Setting::text).toList().toString()
          : value.toString();
    }
  }

  /** The file. */
  public CatalogueFile file() {
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

  /** Records a name of a section of names, and where it stands. */
  void putMember(String path, String member, Mark mark) {
    putMember(path, member);
    marks.put(KeyPath.join(path, member), mark);
  }

  /** Where a name of a section of names stands in the file. */
  public Mark markOf(String path, String member) {
    return marks.getOrDefault(KeyPath.join(path, member), new Mark(1, 1));
  }

  /** The parts of a list, as paths, or of a section of names, in the order of the file. */
  public List<String> members(String path) {
    return Collections.unmodifiableList(members.getOrDefault(path, List.of()));
  }

  /** Every value. */
  public Collection<Setting> all() {
    return Collections.unmodifiableCollection(settings.values());
  }

  /** The value at a path. */
  public Setting at(String path) {
    Setting setting = settings.get(path);
    if (setting == null) {
      throw new IllegalArgumentException("path must be a key of " + file.fileName() + ": " + path);
    }
    return setting;
  }

  /** The number at a path; NaN if unset. */
  public double real(String path) {
    Object value = at(path).value();
    return value == null ? Double.NaN : ((Number) value).doubleValue();
  }

  /** The truth value at a path. */
  public boolean flag(String path) {
    return (Boolean) at(path).value();
  }

  /** The whole number at a path. */
  public int whole(String path) {
    return Math.toIntExact((Long) at(path).value());
  }

  /** The text or word at a path; empty if unset. */
  public String text(String path) {
    Object value = at(path).value();
    return value == null ? "" : (String) value;
  }
}
