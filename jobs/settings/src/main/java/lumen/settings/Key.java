package lumen.settings;

import lumen.settings.Shape.Section;
import lumen.settings.Shape.Sections;

/**
 * One key of a configuration file: what it is called, may hold, holds when it is left out, and
 * means. Everything that is known about keys stands here once; reading, lint, explain, JSON schemas
 * and the reference page are made from it.
 *
 * @param name the last part of its path
 * @param shape what it may hold
 * @param standard what it holds when it is left out
 * @param unit unit of a number, or empty
 * @param meaning one sentence
 * @param shapesState whether kept state depends on it, so that a restore must have the same
 */
public record Key(
    String name, Shape shape, Standard standard, String unit, String meaning, boolean shapesState) {

  /** What a key holds when it is left out. */
  public sealed interface Standard {}

  /** This value: Double, Long, Boolean, String, or a list of those or of points. */
  public record Value(Object value) implements Standard {}

  /** No value; {@code instead} tells what happens then. */
  public record Unset(String instead) implements Standard {}

  /** The value of a path of another file of the catalogue, which takes none from others itself. */
  public record FromFile(String fileName, String path) implements Standard {}

  /** It may not be left out. */
  public record Required() implements Standard {}

  /** A number. */
  public static Key number(
      String name, double value, Shape.Real range, String unit, String meaning) {
    return new Key(name, range, new Value(value), unit, meaning, false);
  }

  /** A whole number. */
  public static Key whole(String name, long value, Shape.Whole range, String unit, String meaning) {
    return new Key(name, range, new Value(value), unit, meaning, false);
  }

  /** One of some words, the first of which is the default. */
  public static Key choice(String name, String meaning, String value, String... others) {
    String[] words = new String[others.length + 1];
    words[0] = value;
    System.arraycopy(others, 0, words, 1, others.length);
    return new Key(name, Shape.Choice.of(words), new Value(value), "", meaning, false);
  }

  /** A truth value. */
  public static Key flag(String name, boolean value, String meaning) {
    return new Key(name, new Shape.Flag(), new Value(value), "", meaning, false);
  }

  /** A text with a default. */
  public static Key text(String name, String value, TextForm form, String meaning) {
    return new Key(name, new Shape.Text(form), new Value(value), "", meaning, false);
  }

  /** A text that may not be left out. */
  public static Key required(String name, TextForm form, String meaning) {
    return new Key(name, new Shape.Text(form), new Required(), "", meaning, false);
  }

  /** A section with fixed keys. */
  public static Key section(String name, String meaning, Key... keys) {
    return new Key(name, Section.of(keys), new Unset(""), "", meaning, false);
  }

  /** The same key with another standard. */
  public Key or(Standard other) {
    return new Key(name, shape, other, unit, meaning, shapesState);
  }

  /** The same key, or section of keys, as one that shapes kept state. */
  public Key shaping() {
    Shape inside = shape;
    if (shape instanceof Section section) {
      inside = shaping(section);
    } else if (shape instanceof Sections list) {
      inside = new Sections(shaping(list.element()));
    }
    return new Key(name, inside, standard, unit, meaning, true);
  }

  private static Section shaping(Section section) {
    return new Section(section.keys().stream().map(Key::shaping).toList());
  }
}
