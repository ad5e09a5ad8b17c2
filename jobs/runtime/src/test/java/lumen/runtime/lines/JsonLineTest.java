package lumen.runtime.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How numbers and texts stand in a line. */
class JsonLineTest {

  private static String text(double value) {
    StringBuilder out = new StringBuilder();
    JsonLine.append(out, value);
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0.0, -0.0",
    "1, 1.0",
    "-1.5, -1.5",
    "0.1, 0.1",
    "0.001, 0.001",
    "9.99e-4, 0.000999",
    "1e-5, 0.00001",
    "-1.25e-5, -0.0000125",
    "9.999e-6, 9.999E-6",
    "100, 100.0",
    "1e7, 10000000.0",
    "12345678.9, 12345678.9",
    "1760000000.2, 1760000000.2",
    "1760000000123456, 1760000000123456.0",
    "9007199254740993, 9007199254740992.0",
    "1e15, 1000000000000000.0",
    "9999999999999998, 9999999999999998.0",
    "1e16, 1.0E16",
    "-2.5e300, -2.5E300",
    "4.9e-324, 4.9E-324",
    "2e-3, 0.002",
    "NaN, null",
    "Infinity, null",
    "-Infinity, null"
  })
  void numberStandsInItsShortestForm(double value, String expected) {
    assertThat(text(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyNumberReadsBackEqualFromItsShortestForm(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      double value =
          switch (i % 4) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextDouble();
            case 2 -> random.nextInt(2_000_000) / 1e6 + 1.76e9;
            default -> random.nextGaussian() * StrictMath.pow(10, random.nextInt(30) - 15);
          };
      if (Double.isFinite(value)) {
        String text = text(value);
        assertThat(Double.parseDouble(text)).as("seed %d", seed).isEqualTo(value);
        assertThat(text).matches("-?(0|[1-9][0-9]*)\\.[0-9]+(E-?[0-9]+)?");
        assertNoShorter(value, text);
      }
    }
  }

  /** Neither neighbour with one digit less reads back equal. */
  private static void assertNoShorter(double value, String text) {
    BigDecimal exact = new BigDecimal(text).stripTrailingZeros();
    int digits = exact.precision();
    if (digits < 3) {
      return;
    }
    for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
      double shorter = exact.round(new MathContext(digits - 1, mode)).doubleValue();
      assertThat(shorter).as("%s has %d digits", text, digits).isNotEqualTo(value);
    }
  }

  @Test
  void lineHoldsItsFieldsInTheOrderGiven() {
    String line =
        new JsonLine()
            .number("n", 3)
            .text("t", "a\"b\\c\n\u0001ü")
            .text("no", null)
            .flag("f", true)
            .raw("r", "{}")
            .number("x", Double.NaN)
            .end();
    assertThat(line)
        .isEqualTo(
            "{\"n\":3,\"t\":\"a\\\"b\\\\c\\n"
                + "\\u0001ü\",\"no\":null,\"f\":true,\"r\":{},\"x\":null}");
  }
}
