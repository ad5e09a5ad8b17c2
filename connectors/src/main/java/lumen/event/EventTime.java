package lumen.event;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;

/**
 * Reads the times of a stream's events as its {@link TimeForm} says. Whole numbers and decimal
 * fractions of any unit become microseconds exactly, a half rounded to the even one. Reused from
 * time to time, by one thread; of the usual form reading allocates nothing.
 */
final class EventTime {
  private static final int MICRO_DECIMALS = 6;

  /** A smaller whole number, written without zeros before it, is read as a long. */
  private static final double LONG = 9e18;

  private static final int LONG_DIGITS = 19;

  /** A number that is written longer is read as a double. */
  private static final int MAX_EXACT_CHARS = 64;

  private final TimeForm form;
  private final IsoTime iso;
  private final boolean takesSeconds;
  private long micros;
  private RejectReason reason;
  private String problem;

  EventTime(TimeForm form) {
    this.form = form;
    takesSeconds = form.format().decimals() == 0 && form.format() != TimeForm.Format.ISO;
    iso = new IsoTime(form.zone().isEmpty() ? null : new WallClock(ZoneId.of(form.zone())));
  }

  /** Whether a number is seconds: then {@link #seconds} takes it. */
  boolean takesSeconds() {
    return takesSeconds;
  }

  /**
   * Takes a number of seconds.
   *
   * @return whether it is a time that an event may have
   */
  boolean seconds(double seconds) {
    if (!EventLimits.isTime(seconds)) {
      return false;
    }
    micros = EventParser.toMicros(seconds);
    return true;
  }

  /**
   * Reads a number of JSON.
   *
   * @param value the same number as a double
   * @return whether it is a time that an event may have
   */
  boolean number(double value, byte[] bytes, int from, int to) {
    if (form.format() == TimeForm.Format.ISO) {
      return wrong("must be an ISO-8601 time, as time.format: iso says", bytes, from, to);
    }
    int decimals = form.format().decimals();
    if (!EventLimits.isTime(value / unit(decimals))) {
      return outside(value, bytes, from, to);
    }
    if (decimals == 0) {
      return seconds(value);
    }
    if (to - from > MAX_EXACT_CHARS) {
      micros = EventParser.toMicros(value / unit(decimals));
    } else if (to - from <= LONG_DIGITS && value < LONG && isWhole(bytes, from, to)) {
      micros = scaled(whole(bytes, from, to), decimals);
    } else {
      micros = ofDecimal(new String(bytes, from, to - from, StandardCharsets.US_ASCII), decimals);
    }
    return true;
  }

  private static double unit(int decimals) {
    return switch (decimals) {
      case 3 -> 1e3;
      case 6 -> 1e6;
      case 9 -> 1e9;
      default -> 1;
    };
  }

  private static boolean isWhole(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private static long whole(byte[] bytes, int from, int to) {
    long whole = 0;
    for (int i = from; i < to; i++) {
      whole = 10 * whole + (bytes[i] - '0');
    }
    return whole;
  }

  private static long ofDecimal(String text, int decimals) {
    return new BigDecimal(text)
        .movePointRight(MICRO_DECIMALS - decimals)
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  private static long scaled(long whole, int decimals) {
    if (decimals <= MICRO_DECIMALS) {
      return decimals == MICRO_DECIMALS ? whole : whole * 1_000;
    }
    long half = whole % 1_000;
    long down = whole / 1_000;
    boolean up = half > 500 || (half == 500 && (down & 1) == 1);
    return up ? down + 1 : down;
  }

  private boolean outside(double value, byte[] bytes, int from, int to) {
    boolean late = value > 0 && value <= Double.MAX_VALUE;
    if (takesSeconds && late) {
      reason = RejectReason.TS_NOT_SECONDS;
      problem =
          "must be seconds since the epoch, below 1e11: "
              + clip(bytes, from, to)
              + " looks like milliseconds or finer; divide by 1000 (1e6, 1e9)";
      return false;
    }
    return takesSeconds
        ? wrong("must be > 0 and finite", bytes, from, to)
        : wrong("must lie after 1970 and before 5138, as " + said() + " says", bytes, from, to);
  }

  /**
   * Reads a text.
   *
   * @return whether it is a time that an event may have
   */
  boolean text(byte[] bytes, int from, int to) {
    if (form.format().isNumber()) {
      return textNumber(bytes, from, to);
    }
    if (iso.read(bytes, from, to)) {
      micros = iso.micros();
      return true;
    }
    reason = RejectReason.BAD_TS;
    problem = iso.problem();
    return false;
  }

  private boolean textNumber(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8).strip();
    double value = TextNumber.of(text);
    if (Double.isNaN(value)) {
      return wrong("must be a number, as " + said() + " says", bytes, from, to);
    }
    byte[] number = text.getBytes(StandardCharsets.US_ASCII);
    return number(value, number, 0, number.length);
  }

  private String said() {
    return "time.format: " + form.format().word();
  }

  private boolean wrong(String rule, byte[] bytes, int from, int to) {
    reason = RejectReason.BAD_TS;
    problem = rule + ", is " + clip(bytes, from, to);
    return false;
  }

  private static String clip(byte[] bytes, int from, int to) {
    return JsonWording.clip(new String(bytes, from, to - from, StandardCharsets.UTF_8));
  }

  /** The time that was read last, microseconds since the epoch. */
  long micros() {
    return micros;
  }

  /** Why what was read last is none. */
  RejectReason reason() {
    return reason;
  }

  /** What is wrong with it, and what would be right. */
  String problem() {
    return problem;
  }
}
