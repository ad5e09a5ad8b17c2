package lumen.settings;

import java.util.List;
import java.util.stream.Collectors;

/** What a key may hold. */
public sealed interface Shape {

  /** What is accepted, to follow the words "must be". */
  String accepted();

  /** A finite number between two bounds, each of which may be excluded. */
  record Real(double min, boolean minExcluded, double max, boolean maxExcluded) implements Shape {
    /** A number above a bound. */
    public static Real above(double min) {
      return new Real(min, true, Double.POSITIVE_INFINITY, true);
    }

    /** A number from a bound on. */
    public static Real from(double min) {
      return new Real(min, false, Double.POSITIVE_INFINITY, true);
    }

    /** The same with an upper bound that is excluded. */
    public Real below(double limit) {
      return new Real(min, minExcluded, limit, true);
    }

    /** The same with an upper bound that is included. */
    public Real to(double limit) {
      return new Real(min, minExcluded, limit, false);
    }

    /** Whether a number lies within. */
    public boolean has(double value) {
      boolean highEnough = minExcluded ? value > min : value >= min;
      return highEnough && (maxExcluded ? value < max : value <= max);
    }

    /** The bounds alone. */
    String range() {
      boolean closed = !minExcluded && !maxExcluded;
      return closed ? "from " + Numbers.text(min) + " to " + Numbers.text(max) : accepted();
    }

    @Override
    public String accepted() {
      String low =
          min == Double.NEGATIVE_INFINITY ? "" : (minExcluded ? " > " : " >= ") + Numbers.text(min);
      String high =
          max == Double.POSITIVE_INFINITY ? "" : (maxExcluded ? " < " : " <= ") + Numbers.text(max);
      return "a number" + low + (low.isEmpty() || high.isEmpty() ? "" : " and") + high;
    }
  }

  /** A whole number between two bounds, both included. */
  record Whole(long min, long max, boolean odd) implements Shape {
    /** A whole number between two bounds, both included. */
    public static Whole of(long min, long max) {
      return new Whole(min, max, false);
    }

    /** Whether a number lies within. */
    public boolean has(double value) {
      return value == Math.rint(value)
          && value >= min
          && value <= max
          && !(odd && (long) value % 2 == 0);
    }

    @Override
    public String accepted() {
      return (odd ? "an odd" : "a whole") + " number from " + min + " to " + max;
    }
  }

  /** 0, which switches something off, or a whole number. */
  record ZeroOr(Whole otherwise) implements Shape {
    /** Whether a number is one of them. */
    public boolean has(double value) {
      return value == 0 || otherwise.has(value);
    }

    @Override
    public String accepted() {
      return "0, or " + otherwise.accepted();
    }
  }

  /** Nothing, written as null, or a single value. */
  record OrNull(Shape otherwise) implements Shape {
    @Override
    public String accepted() {
      return "null, or " + otherwise.accepted();
    }
  }

  /** A truth value: the plain words true and false. */
  record Flag() implements Shape {
    @Override
    public String accepted() {
      return "true or false";
    }
  }

  /** One of some words. */
  record Choice(List<String> words) implements Shape {
    /** One of these words. */
    public static Choice of(String... words) {
      return new Choice(List.of(words));
    }

    @Override
    public String accepted() {
      return words.size() == 1 ? words.get(0) : "one of " + String.join(", ", words);
    }
  }

  /** A text of a form. */
  record Text(TextForm form) implements Shape {
    @Override
    public String accepted() {
      return form.accepted();
    }
  }

  /** A number as it is, or a text of a form; both are read as texts. */
  record NumberOrText(TextForm form) implements Shape {
    @Override
    public String accepted() {
      return "a number or " + form.accepted();
    }
  }

  /** A list of single values of one shape. */
  record ListOf(Shape element) implements Shape {
    /** Checks that the elements are single values. */
    public ListOf {
      if (!(element instanceof Real
          || element instanceof Whole
          || element instanceof Choice
          || element instanceof NumberOrText
          || element instanceof Text)) {
        throw new IllegalArgumentException("elements must be single values: " + element.accepted());
      }
    }

    /** A list of texts of a form. */
    public static ListOf texts(TextForm form) {
      return new ListOf(new Text(form));
    }

    @Override
    public String accepted() {
      return "a list, each element " + element.accepted();
    }
  }

  /** Points that increase in x, at least one. */
  record Curve(Real x, Real y) implements Shape {
    @Override
    public String accepted() {
      return "a list of points [x, y] increasing in x, x " + x.range() + ", y " + y.range();
    }
  }

  /** A point of a {@link Curve}. */
  record Point(double x, double y) {}

  /** A mapping with fixed keys. */
  record Section(List<Key> keys) implements Shape {
    /** A section with these keys. */
    public static Section of(Key... keys) {
      return new Section(List.of(keys));
    }

    /** The names of its keys. */
    public List<String> names() {
      return keys.stream().map(Key::name).toList();
    }

    @Override
    public String accepted() {
      return "a section with the keys " + String.join(", ", names());
    }
  }

  /** A mapping from names of the user's own, of a form, to sections of one kind. */
  record Members(Section member, TextForm names) implements Shape {
    /** Sections under any names. */
    public Members(Section member) {
      this(member, TextForm.NAME);
    }

    @Override
    public String accepted() {
      return "a section of names, each with the keys " + String.join(", ", member.names());
    }
  }

  /** A list of sections of one kind. */
  record Sections(Section element) implements Shape {
    @Override
    public String accepted() {
      return "a list of sections, each with the keys " + String.join(", ", element.names());
    }
  }

  /** A list of sections, each of a kind that its key {@code type} tells. */
  record Variants(List<Variant> variants) implements Shape {
    /** The key that tells the kind of a section. */
    public static final String SELECTOR = "type";

    /** The words of its kinds. */
    public List<String> types() {
      return variants.stream().map(Variant::type).toList();
    }

    @Override
    public String accepted() {
      return "a list of sections, each with a name and a type: "
          + types().stream().collect(Collectors.joining(", "));
    }
  }

  /** One kind of section in {@link Variants}; its keys include {@code type}. */
  record Variant(String type, String meaning, Section section) {}
}
