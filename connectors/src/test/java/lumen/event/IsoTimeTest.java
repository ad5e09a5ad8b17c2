package lumen.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsoTimeTest {
  private static final long SEED = 20_260_102L;
  private static final int TEXTS = 50_000;

  private static final long END_S = 100_000_000_000L;

  /** An offset beyond 18 h, which java.time does not know. */
  private static final Pattern BEYOND_JAVA = Pattern.compile("^.{11}.*[+-](1[89]|2[0-3])");

  private static final List<DateTimeFormatter> FORMS =
      List.of(form("+HH:MM", "Z"), form("+HH:MM", "z"), form("+HHMM", "Z"), form("+HH", "Z"));

  private final IsoTime time = new IsoTime();

  @Test
  void timesAreThoseOfTheCalendar() {
    Random random = new Random(SEED);
    for (int i = 0; i < TEXTS; i++) {
      IsoTexts.Iso iso = IsoTexts.good(random);
      assertThat(read(iso.text())).as("seed %d: %s", SEED, iso.text()).isTrue();
      assertThat(time.micros())
          .as("seed %d: %s", SEED, iso.text())
          .isEqualTo(micros(iso.instant()));
      assertThat(time.seconds()).isEqualTo(iso.instant().getEpochSecond());
    }
  }

  /** Nanoseconds rounded half to even, by another way. */
  private static long micros(Instant instant) {
    return BigDecimal.valueOf(instant.getEpochSecond())
        .movePointRight(6)
        .add(BigDecimal.valueOf(instant.getNano(), 3))
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  @Test
  void ofDamagedTextsThoseAreTakenThatStillAreTimes() {
    Random random = new Random(SEED + 1);
    int taken = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = IsoTexts.damaged(random);
      if (BEYOND_JAVA.matcher(text).find()) {
        continue;
      }
      boolean reads = read(text);
      taken += reads ? 1 : 0;
      assertThat(reads ? Optional.of(time.micros()) : Optional.empty())
          .as("seed %d: %s: %s", SEED + 1, text, reads ? "" : time.problem())
          .isEqualTo(expected(text));
    }
    assertThat(taken).isBetween(TEXTS / 20, TEXTS - TEXTS / 20);
  }

  private static Optional<Long> expected(String text) {
    // A small t, a space and a comma are not java.time's, but these it has.
    String javas = text.replaceFirst("^(.{10})[t ]", "$1T").replaceFirst("(:..),", "$1.");
    for (DateTimeFormatter form : FORMS) {
      try {
        Instant instant = OffsetDateTime.parse(javas, form).toInstant();
        boolean may = instant.isAfter(Instant.EPOCH) && instant.getEpochSecond() < END_S;
        return may ? Optional.of(micros(instant)) : Optional.empty();
      } catch (DateTimeException e) {
        // Of another form, or of none.
      }
    }
    return Optional.empty();
  }

  private static DateTimeFormatter form(String offset, String utc) {
    return new DateTimeFormatterBuilder()
        .appendPattern("uuuu-MM-dd'T'HH:mm")
        .optionalStart()
        .appendPattern(":ss")
        .optionalStart()
        .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
        .optionalEnd()
        .optionalEnd()
        .appendOffset(offset, utc)
        .toFormatter(Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00.0000005Z, 1767225600000000",
    "2026-01-01T00:00:00.0000015Z, 1767225600000002",
    "2026-01-01T00:00:00.000000501Z, 1767225600000001",
    "2026-01-01T00:00:00.9999995Z, 1767225601000000",
    "1970-01-01T00:00:00.000000001Z, 0",
    "1969-12-31T23:00:00-02:00, 3600000000",
    "2000-02-29T12:00:00Z, 951825600000000",
    "2026-01-01T00:00Z, 1767225600000000",
    "5138-11-16T09:46:39.999999Z, 99999999999999999",
  })
  void exactToTheMicrosecondHalvesToEven(String text, long micros) {
    assertThat(read(text)).isTrue();
    assertThat(time.micros()).isEqualTo(micros);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-01T00:00:00.5| must tell its offset from UTC: add Z",
        "2026-01-01T00:00| must tell its offset from UTC",
        "2026-01-01| must be a number of seconds since the epoch, or an ISO-8601 time with its offset",
        "20260101T000000Z| must be a number of seconds",
        "2026-W01-1T00:00:00Z| must be a number of seconds",
        "+12026-01-01T00:00:00Z| must be a number of seconds",
        "1767225600.5| must be a number of seconds",
        "now| must be a number of seconds",
        "2026-13-01T00:00:00Z| must have a month from 01 to 12",
        "2026-02-29T00:00:00Z| must have a day that its month has",
        "1900-02-29T00:00:00Z| must have a day that its month has",
        "2026-01-00T00:00:00Z| must have a day that its month has",
        "2026-01-01T24:00:00Z| must have an hour from 00 to 23 (24:00 is 00:00 of the next day)",
        "2026-01-01T00:60:00Z| must have a minute from 00 to 59",
        "2016-12-31T23:59:60Z| must have a second from 00 to 59 (the epoch's seconds know no leap",
        "2026-01-01T00:00:00.Z| must have 1 to 9 digits in a fraction",
        "2026-01-01T00:00:00.0123456789Z| must have 1 to 9 digits in a fraction",
        "2026-01-01T00:00:00+24:00| must end with its offset from UTC: Z, or such as +01:00",
        "2026-01-01T00:00:00+01:60| must end with its offset",
        "2026-01-01T00:00:00+1| must end with its offset",
        "2026-01-01T00:00:00+01:| must end with its offset",
        "2026-01-01T00:00:00Z[Europe/Berlin]| must end with its offset",
        "2026-01-01T00:00:00 CET| must end with its offset",
        "1970-01-01T00:00:00Z| must lie after 1970-01-01T00:00:00Z and before 5138",
        "1970-01-01T00:30:00+01:00| must lie after 1970",
        "0000-01-01T00:00:00Z| must lie after 1970",
        "5138-11-16T09:46:40Z| must lie after 1970-01-01T00:00:00Z and before 5138-11-16T09:46:40Z",
        "9999-12-31T23:59:59Z| must lie after 1970",
      })
  void whatIsNoTimeOfAnEventIsToldWithWhatWouldBeRight(String text, String problem) {
    assertThat(read(text)).isFalse();
    assertThat(time.problem()).startsWith(problem.strip()).endsWith(": is \"" + text + "\"");
  }

  @Test
  void problemIsOneShortLine() {
    assertThat(read("2026-01-01T00:00:00" + "é".repeat(1000))).isFalse();
    assertThat(time.problem()).hasSizeLessThan(200).endsWith("...\"");
  }

  private boolean read(String text) {
    byte[] bytes = ("x" + text + "7").getBytes(StandardCharsets.UTF_8);
    return time.read(bytes, 1, bytes.length - 1);
  }
}
