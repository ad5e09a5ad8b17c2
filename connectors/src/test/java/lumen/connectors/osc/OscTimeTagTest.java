package lumen.connectors.osc;

import static org.assertj.core.api.Assertions.assertThat;

import com.illposed.osc.argument.OSCTimeTag64;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OscTimeTagTest {
  private static final Instant NTP_EPOCH = Instant.parse("1900-01-01T00:00:00Z");

  /** Published pairs: RFC 5905 figure 4 (era 0), and the start of era 1. */
  @ParameterizedTest
  @CsvSource({
    "2208988800, 0, 1970-01-01T00:00:00Z",
    "2272060800, 0, 1972-01-01T00:00:00Z",
    "3155587200, 0, 1999-12-31T00:00:00Z",
    "2147483648, 0, 1968-01-20T03:14:08Z",
    "4294967295, 4294967295, 2036-02-07T06:28:16Z",
    "0, 2147483648, 2036-02-07T06:28:16.5Z",
    "63104, 0, 2036-02-08T00:00:00Z",
    "3889555200, 4294967, 2023-04-04T00:00:00.001Z",
    "3889555200, 2147, 2023-04-04T00:00:00Z",
    "3889555200, 2148, 2023-04-04T00:00:00.000001Z",
  })
  void tellsTheTimeOfNtp(long seconds, long fraction, Instant time) {
    assertThat(OscTimeTag.toMicros(seconds << 32 | fraction)).isEqualTo(micros(time));
  }

  @Test
  void agreesWithExactArithmetic() {
    long seed = 20_360_207;
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      long tag = random.nextLong();
      assertThat(OscTimeTag.toMicros(tag)).as("seed %s tag %016x", seed, tag).isEqualTo(exact(tag));
    }
  }

  @Test
  void everyMicrosecondOfBothErasComesBack() {
    long seed = 19_680_120;
    Random random = new Random(seed);
    long first = micros(Instant.parse("1968-01-20T03:14:08Z"));
    long last = micros(Instant.parse("2104-02-26T09:42:23Z"));
    for (int i = 0; i < 200_000; i++) {
      long micros = first + (long) (random.nextDouble() * (last - first));
      assertThat(OscTimeTag.toMicros(OscTimeTag.ofMicros(micros)))
          .as("seed %s", seed)
          .isEqualTo(micros);
    }
  }

  /**
   * Why the library's time is not used. Its own arithmetic has no time zone in it, only an error.
   */
  @ParameterizedTest
  @CsvSource({"UTC", "Europe/Berlin", "Europe/London", "America/New_York", "Asia/Kolkata"})
  void libraryIsAnHourEarlyAndSeventyYearsLate(String zone) {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    try {
      for (String text : new String[] {"2024-01-15T12:00:00Z", "2024-07-15T12:00:00Z"}) {
        Instant time = Instant.parse(text);
        long tag = OscTimeTag.ofMicros(micros(time));
        assertThat(tag >>> 32).isEqualTo(Duration.between(NTP_EPOCH, time).toSeconds());
        assertThat(OscTimeTag.toMicros(tag)).isEqualTo(micros(time));

        OSCTimeTag64 library = OSCTimeTag64.valueOf(tag);
        Instant date = library.toDate(time.toEpochMilli()).toInstant();
        assertThat(date).isEqualTo(time.minus(Duration.ofHours(1)));
        assertThat(library.toInstant())
            .isEqualTo(time.plus(Duration.between(NTP_EPOCH, Instant.EPOCH)));
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void immediatelyAndUnknownTellNoTime() {
    assertThat(OscTimeTag.tells(OscTimeTag.IMMEDIATELY)).isFalse();
    assertThat(OscTimeTag.tells(OscTimeTag.UNKNOWN)).isFalse();
    assertThat(OscTimeTag.tells(2)).isTrue();
    assertThat(OscTimeTag.tells(1L << 32)).isTrue();
  }

  private static long micros(Instant time) {
    return Duration.between(Instant.EPOCH, time).toNanos() / 1000;
  }

  private static long exact(long tag) {
    BigInteger unsigned = new BigInteger(Long.toUnsignedString(tag));
    if (!unsigned.testBit(63)) {
      unsigned = unsigned.setBit(64);
    }
    BigDecimal seconds =
        new BigDecimal(unsigned).divide(new BigDecimal(BigInteger.ONE.shiftLeft(32)));
    return seconds
        .subtract(BigDecimal.valueOf(Duration.between(NTP_EPOCH, Instant.EPOCH).toSeconds()))
        .movePointRight(6)
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }
}
