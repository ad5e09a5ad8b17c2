package lumen.event;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/** Times as texts, and what they mean by java.time. */
final class IsoTexts {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
  private static final String[] ZERO = {"Z", "z", "+00:00", "-00:00", "+0000", "+00"};
  private static final long DAY = 86_400;

  /** A time in words and as an instant. */
  record Iso(String text, Instant instant) {}

  private IsoTexts() {}

  /** A time of an event, in one of the forms that are taken. */
  static Iso good(Random random) {
    // From the second day on, to the day before the last: no offset leads out of what is taken.
    long seconds = DAY + (long) (random.nextDouble() * (100_000_000_000L - 3 * DAY));
    if (random.nextInt(4) > 0) {
      seconds = 1_500_000_000L + random.nextInt(500_000_000);
    }
    ZoneOffset offset = offset(random);
    boolean whole = random.nextInt(8) == 0;
    boolean minute = whole && random.nextBoolean();
    if (minute) {
      seconds -= Math.floorMod(seconds, 60L);
    }
    int digits = whole ? 0 : 1 + random.nextInt(9);
    int unit = (int) Math.round(StrictMath.pow(10, 9 - digits));
    int nanos = whole ? 0 : random.nextInt(1_000_000_000 / unit) * unit;
    LocalDateTime local = LocalDateTime.ofEpochSecond(seconds, nanos, offset);
    StringBuilder text = new StringBuilder(DATE.format(local));
    text.append("TTTTt ".charAt(random.nextInt(6)));
    text.append((minute ? MINUTE : CLOCK).format(local));
    if (!whole) {
      String fraction = String.format(Locale.ROOT, "%09d", nanos).substring(0, digits);
      text.append(random.nextInt(5) == 0 ? ',' : '.').append(fraction);
    }
    text.append(text(offset, random));
    return new Iso(text.toString(), local.toInstant(offset));
  }

  private static ZoneOffset offset(Random random) {
    if (random.nextBoolean()) {
      return ZoneOffset.UTC;
    }
    return ZoneOffset.ofTotalSeconds(60 * (random.nextInt(2 * 18 * 60 + 1) - 18 * 60));
  }

  private static String text(ZoneOffset offset, Random random) {
    int minutes = offset.getTotalSeconds() / 60;
    if (minutes == 0) {
      return ZERO[random.nextInt(ZERO.length)];
    }
    int hours = Math.abs(minutes) / 60;
    int rest = Math.abs(minutes) % 60;
    String sign = minutes < 0 ? "-" : "+";
    if (rest == 0 && random.nextBoolean()) {
      return sign + String.format(Locale.ROOT, "%02d", hours);
    }
    return sign
        + String.format(Locale.ROOT, random.nextBoolean() ? "%02d:%02d" : "%02d%02d", hours, rest);
  }

  /** A time of which one character was changed, lost or doubled. */
  static String damaged(Random random) {
    StringBuilder text = new StringBuilder(good(random).text());
    int at = random.nextInt(text.length());
    switch (random.nextInt(3)) {
      case 0 -> text.deleteCharAt(at);
      case 1 -> text.insert(at, text.charAt(at));
      default -> text.setCharAt(at, "0123456789-:.,TZ+ x".charAt(random.nextInt(19)));
    }
    return text.toString();
  }
}
