package lumen.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers by eight digits at a time are the numbers that are read digit by digit. */
class JsonNumberTest {
  private static final long SEED = 20_261_129L;
  private static final String BYTES = "0123456789012345678901234567890123456789.-eE+ ,}\"\u00ff";

  private final Random random = new Random(SEED);
  private final JsonNumber number = new JsonNumber();

  @Test
  void whereItEndsAndWhatItIs() {
    int numbers = 0;
    for (int i = 0; i < 300_000; i++) {
      byte[] line = new byte[1 + random.nextInt(40)];
      for (int k = 0; k < line.length; k++) {
        line[k] = (byte) BYTES.charAt(random.nextInt(BYTES.length()));
      }
      int from = random.nextInt(line.length);
      int end = from + random.nextInt(line.length - from + 1);
      String text = new String(line, from, end - from, StandardCharsets.ISO_8859_1);
      int length = numberLength(text);

      int stop = number.read(line, from, end);

      assertThat(stop).as("seed %d: %s", SEED, text).isEqualTo(length < 0 ? -1 : from + length);
      if (length >= 0) {
        numbers++;
        assertThat(Double.doubleToRawLongBits(number.value()))
            .as("seed %d: %s", SEED, text)
            .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text.substring(0, length))));
      }
    }
    assertThat(numbers).isGreaterThan(100_000);
  }

  /** Length of the number of JSON that a text begins with; -1 if what begins is none. */
  private static int numberLength(String text) {
    int at = text.startsWith("-") ? 1 : 0;
    int whole = digits(text, at);
    if (whole == 0 || (whole > 1 && text.charAt(at) == '0')) {
      return -1;
    }
    at += whole;
    if (at < text.length() && text.charAt(at) == '.') {
      int fraction = digits(text, at + 1);
      if (fraction == 0) {
        return -1;
      }
      at += 1 + fraction;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      boolean signed = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0;
      int from = at + (signed ? 2 : 1);
      int exponent = digits(text, from);
      return exponent == 0 ? -1 : from + exponent;
    }
    return at;
  }

  private static int digits(String text, int from) {
    int n = 0;
    while (from + n < text.length()
        && text.charAt(from + n) >= '0'
        && text.charAt(from + n) <= '9') {
      n++;
    }
    return n;
  }
}
