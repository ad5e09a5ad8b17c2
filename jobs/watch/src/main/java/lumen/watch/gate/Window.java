package lumen.watch.gate;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time as Prometheus writes it, such as {@code 10m}.
 *
 * @param text a number and s, m, h or d
 */
public record Window(String text) {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})([smhd])");

  /** Checks the form. */
  public Window {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("must be a number and s, m, h or d, such as 10m: " + text);
    }
  }

  /** A window of a length: in seconds, or where those are too many in whole hours. */
  public static Window of(Duration length) {
    return length.toSeconds() < 100_000
        ? new Window(length.toSeconds() + "s")
        : new Window(length.toHours() + "h");
  }

  /** Its length. */
  public Duration length() {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalStateException("was checked: " + text);
    }
    long number = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /** Its length in seconds. */
  public long seconds() {
    return length().toSeconds();
  }

  @Override
  public String toString() {
    return text;
  }
}
