package lumen.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import lumen.pattern.PatternTable;
import lumen.settings.Shape.Members;
import lumen.settings.Shape.Point;
import lumen.settings.Shape.Section;
import lumen.settings.Shape.Sections;
import lumen.settings.Shape.Variant;
import lumen.settings.Shape.Variants;

/**
 * Makes records of checked values, by name: the key {@code min_samples} is the component {@code
 * minSamples}. A section is a record, a section of names a sorted map of records or, where names
 * may be patterns, a {@link PatternTable} in the order of the file, a list of sections a list of
 * records, of the class that is named for their type.
 *
 * <p>Numbers arrive as they were checked, to the bit. A number that is unset is NaN, a text or word
 * that is unset is empty, a curve that is unset has no points. A record under a name may have a
 * component {@code name} for it.
 *
 * <p>Keys and components must agree: one without the other is an error of the program, told by the
 * first settings that are made.
 */
public final class RecordBinder {
  private final Map<Class<?>, Function<Object, ?>> readers;
  private final Map<String, Class<? extends Record>> variants;

  private RecordBinder(
      Map<Class<?>, Function<Object, ?>> readers, Map<String, Class<? extends Record>> variants) {
    this.readers = readers;
    this.variants = variants;
  }

  /** A binder that knows records, lists, numbers, texts, truth values and enums. */
  public static RecordBinder plain() {
    return new RecordBinder(Map.of(), Map.of());
  }

  /** The same for components of a class that is made of a text. */
  public <C> RecordBinder text(Class<C> type, Function<String, C> reader) {
    return reading(type, value -> reader.apply((String) value));
  }

  /** The same for components of a class that is made of the points of a curve. */
  public <C> RecordBinder curve(Class<C> type, Function<List<Point>, C> reader) {
    return reading(
        type,
        value ->
            reader.apply(
                value == null
                    ? List.of()
                    : ((List<?>) value).stream().map(Point.class::cast).toList()));
  }

  /** The same for components of a class that is made of a number; null where it is unset. */
  public <C> RecordBinder number(Class<C> type, DoubleFunction<C> reader) {
    return reading(
        type, value -> value == null ? null : reader.apply(((Number) value).doubleValue()));
  }

  private <C> RecordBinder reading(Class<C> type, Function<Object, C> reader) {
    Map<Class<?>, Function<Object, ?>> more = new HashMap<>(readers);
    more.put(type, reader);
    return new RecordBinder(more, variants);
  }

  /** The same for sections of a list that are of a type. */
  public RecordBinder variant(String word, Class<? extends Record> type) {
    Map<String, Class<? extends Record>> more = new HashMap<>(variants);
    more.put(word, type);
    return new RecordBinder(readers, more);
  }

  /** The record of a file that is a section. */
  public <R extends Record> R bind(ConfigValues values, Class<R> type) {
    return type.cast(section(values, values.file().section(), "", type, ""));
  }

  /** The records of a file that is a list. */
  public <R extends Record> List<R> bindAll(ConfigValues values, Class<R> type) {
    Section section = values.file().section();
    return values.members("").stream()
        .map(path -> type.cast(section(values, section, path, type, "")))
        .toList();
  }

  /**
   * What a record says of a key.
   *
   * @throws IllegalArgumentException if it has no component for the key
   */
  public static Object value(Record of, String key) {
    String name = component(key);
    for (RecordComponent component : of.getClass().getRecordComponents()) {
      if (component.getName().equals(name)) {
        try {
          component.getAccessor().setAccessible(true);
          return component.getAccessor().invoke(of);
        } catch (IllegalAccessException | InvocationTargetException e) {
          throw new IllegalStateException("a component must be readable: " + component, e);
        }
      }
    }
    throw new IllegalArgumentException(
        "a key must have a component: " + key + " has none in " + of.getClass().getName());
  }

  private Record section(
      ConfigValues values, Section section, String path, Class<?> type, String name) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] parts = new Object[components.length];
    List<Key> keys = new ArrayList<>(section.keys());
    keys.removeIf(key -> key.name().equals(Variants.SELECTOR) && variants.containsValue(type));
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      Key key =
          keys.stream()
              .filter(k -> component(k.name()).equals(component.getName()))
              .findFirst()
              .orElse(null);
      if (key == null && !name.isEmpty() && component.getName().equals("name")) {
        parts[i] = name;
      } else if (key == null) {
        throw new IllegalArgumentException("a component must have a key: " + component);
      } else {
        keys.remove(key);
        String at = KeyPath.join(path, key.name());
        parts[i] = part(values, key, at, component.getGenericType());
      }
    }
    if (!keys.isEmpty()) {
      throw new IllegalArgumentException(
          "a key must have a component: "
              + KeyPath.join(path, keys.get(0).name())
              + " of "
              + values.file().fileName()
              + " has none in "
              + type.getName());
    }
    return make(type, components, parts);
  }

  private Object part(ConfigValues values, Key key, String path, Type type) {
    if (key.shape() instanceof Section section) {
      return section(values, section, path, (Class<?>) type, "");
    }
    if (key.shape() instanceof Members members) {
      return members(values, members, path, type);
    }
    if (key.shape() instanceof Sections list) {
      Class<?> element = argument(type, 0);
      return values.members(path).stream()
          .map(at -> section(values, list.element(), at, element, ""))
          .toList();
    }
    if (key.shape() instanceof Variants kinds) {
      return values.members(path).stream().map(at -> variant(values, kinds, at)).toList();
    }
    return value(path, values.at(path).value(), type);
  }

  private Object members(ConfigValues values, Members members, String path, Type type) {
    boolean table = ((ParameterizedType) type).getRawType() == PatternTable.class;
    Class<?> member = argument(type, table ? 0 : 1);
    Map<String, Record> parts = table ? new LinkedHashMap<>() : new TreeMap<>();
    for (String name : values.members(path)) {
      String at = KeyPath.join(path, name);
      parts.put(name, section(values, members.member(), at, member, name));
    }
    return table ? PatternTable.of(parts) : parts;
  }

  private Record variant(ConfigValues values, Variants kinds, String path) {
    String word = values.text(path + '.' + Variants.SELECTOR);
    for (Variant kind : kinds.variants()) {
      if (kind.type().equals(word) && variants.containsKey(word)) {
        return section(values, kind.section(), path, variants.get(word), "");
      }
    }
    throw new IllegalArgumentException("a type must have a record: " + path + " is " + word);
  }

  private Object value(String path, Object value, Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      Class<?> element = argument(type, 0);
      return ((List<?>) value).stream().map(part -> value(path, part, element)).toList();
    }
    Class<?> plain = (Class<?>) type;
    if (readers.containsKey(plain)) {
      return readers.get(plain).apply(value);
    }
    if (plain == double.class || plain == Double.class) {
      return value == null ? Double.NaN : ((Number) value).doubleValue();
    }
    if (plain == String.class && (value == null || value instanceof String)) {
      return value == null ? "" : value;
    }
    if ((plain == int.class || plain == Integer.class) && value instanceof Long number) {
      return Math.toIntExact(number);
    }
    boolean whole = plain == long.class || plain == Long.class;
    if ((whole && value instanceof Long) || (plain == boolean.class && value instanceof Boolean)) {
      return value;
    }
    if (plain.isEnum() && value instanceof String word) {
      return constant(plain, word.toUpperCase(Locale.ROOT));
    }
    throw new IllegalArgumentException(
        "a component must be able to hold its key: " + path + " is " + value + " for " + plain);
  }

  private static Object constant(Class<?> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("a word must be a constant: " + type + " " + name));
  }

  private static Class<?> argument(Type type, int index) {
    return (Class<?>) ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  /** The component of a key: {@code window_s} is {@code windowS}. */
  private static String component(String key) {
    StringBuilder name = new StringBuilder();
    for (String word : key.split("_", -1)) {
      boolean first = name.length() == 0;
      name.append(first || word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT));
      name.append(first || word.isEmpty() ? "" : word.substring(1));
    }
    return name.toString();
  }

  private static Record make(Class<?> type, RecordComponent[] components, Object[] parts) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return (Record) constructor.newInstance(parts);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException("a record must be makeable: " + type.getName(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record must be makeable: " + type.getName(), e);
    }
  }
}
