package lumen.terminal;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Times as people write them on the command line. */
public final class Times {
  private static final double MILLIS = 1e3;

  private Times() {}

  /**
   * A time such as 25s, 10m, 2h, or plain seconds, in seconds.
   *
   * @throws CommandFailure where it is no time above 0
   */
  public static double seconds(String option, String text) {
    try {
      double seconds =
          text.matches("[0-9.]+")
              ? Double.parseDouble(text)
              : Duration.parse("PT" + text).toMillis() / MILLIS;
      if (seconds > 0) {
        return seconds;
      }
    } catch (DateTimeParseException | NumberFormatException e) {
      throw CommandFailure.usage(option + " must be a time such as 25s, 10m or 2h: " + text);
    }
    throw CommandFailure.usage(option + " must be longer than 0: " + text);
  }
}
