package lumen.pattern;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * A glob while it is translated, front to back, into a regular expression of RE2. What its signs
 * mean is the grammar's that translates; how it is matched is the same for all: RE2 follows all
 * possibilities side by side (Thompson, 1968), so time is proportional to the length of the text
 * times that of the glob, whatever they hold.
 */
public final class GlobExpression {
  private final StringBuilder expression = new StringBuilder();

  /** Characters from {@code from} to {@code to}, both included. */
  public record Range(int from, int to) {}

  /** The characters inside any range, or those outside all of them. */
  public record Characters(List<Range> ranges, boolean outside) {
    /** Every character. */
    public static final Characters ANY = new Characters(List.of(), true);

    /** The digits of ASCII. */
    public static final Characters DIGIT = new Characters(List.of(new Range('0', '9')), false);

    /** A single character. */
    public static Characters one(int character) {
      return new Characters(List.of(new Range(character, character)), false);
    }

    /** The same but for one character; others must be left. */
    public Characters without(int character) {
      List<Range> left = new ArrayList<>();
      for (Range range : ranges) {
        boolean split = !outside && range.from() <= character && character <= range.to();
        if (!split) {
          left.add(range);
        }
        if (split && range.from() < character) {
          left.add(new Range(range.from(), character - 1));
        }
        if (split && character < range.to()) {
          left.add(new Range(character + 1, range.to()));
        }
      }
      if (outside) {
        left.add(new Range(character, character));
      }
      return new Characters(List.copyOf(left), outside);
    }

    private String text() {
      if (ranges.isEmpty()) {
        return ".";
      }
      StringBuilder text = new StringBuilder(outside ? "[^" : "[");
      for (Range range : ranges) {
        text.append(String.format("\\x{%x}-\\x{%x}", range.from(), range.to()));
      }
      return text.append(']').toString();
    }
  }

  /** This character follows. */
  public void literal(int character) {
    expression.append(String.format("\\x{%x}", character));
  }

  /** One of these characters follows. */
  public void one(Characters of) {
    expression.append(of.text());
  }

  /** Any number of these characters follows. */
  public void any(Characters of) {
    expression.append(of.text()).append('*');
  }

  /** One of these characters or more follow. */
  public void some(Characters of) {
    expression.append(of.text()).append('+');
  }

  /** Begins alternatives. */
  public void open() {
    expression.append("(?:");
  }

  /** The next alternative. */
  public void or() {
    expression.append('|');
  }

  /** Ends the alternatives. */
  public void close() {
    expression.append(')');
  }

  /** What matches whole texts of the glob. */
  public Pattern compile() {
    return Pattern.compile(expression.toString(), Pattern.DOTALL);
  }
}
