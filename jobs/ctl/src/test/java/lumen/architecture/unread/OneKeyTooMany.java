package lumen.architecture.unread;

import lumen.settings.Key;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Section;

/** Settings of five keys, of which two have no reader outside. */
public final class OneKeyTooMany {
  /** The keys. */
  public static final Section SECTION =
      Section.of(
          number("called"),
          number("derived"),
          number("unread"),
          Key.section("inner", "Inner.", number("by_interface"), number("checked_only")));

  private OneKeyTooMany() {}

  private static Key number(String name) {
    return Key.number(name, 1, Real.from(0), "", "A number.");
  }

  /** Something that gives a level. */
  public interface Levelled {
    /** The level. */
    double byInterface();
  }

  /** A section in it. */
  public record Inner(double byInterface, double checkedOnly) implements Levelled {}

  /** What the keys hold. */
  public record Settings(double called, double derived, double unread, Inner inner) {
    /** Takes a component by its field. */
    public double twice() {
      return 2 * derived;
    }
  }

  /** Looks at a key, as lint does; called by nobody outside. */
  static boolean check(Settings settings) {
    return settings.inner().checkedOnly() > settings.unread();
  }
}
