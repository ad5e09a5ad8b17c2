package lumen.reporter;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of the Prometheus text format, as the bytes that are sent. A scrape of many tenants has
 * thousands of lines, most of them a text known since the series began and a small whole number, so
 * neither is made into a string first.
 */
final class ExpositionBytes {
  private static final int FIRST_BYTES = 1 << 16;
  private static final int LONGEST_WHOLE = 10;

  /** Up to here {@link Double#toString} writes a whole number without an exponent. */
  private static final double PLAIN_BELOW = 1e7;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;

  /** A text as it is sent. */
  static byte[] coded(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What is written so far, in bytes. */
  int length() {
    return length;
  }

  /** Takes back what was written since it had this length. */
  void cutTo(int shorter) {
    length = shorter;
  }

  void append(byte[] text) {
    reserve(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
  }

  /** The end of a line: a value as {@link Double#toString} has it. */
  void value(double value) {
    if (value == Math.rint(value) && Math.abs(value) < PLAIN_BELOW && !isNegativeZero(value)) {
      whole((int) value);
    } else {
      append(coded(Double.isInfinite(value) ? infinite(value) : Double.toString(value)));
    }
    reserve(1);
    bytes[length++] = '\n';
  }

  private static boolean isNegativeZero(double value) {
    return value == 0 && Double.doubleToRawLongBits(value) != 0;
  }

  private static String infinite(double value) {
    return value > 0 ? "+Inf" : "-Inf";
  }

  private void whole(int value) {
    reserve(LONGEST_WHOLE);
    if (value < 0) {
      bytes[length++] = '-';
    }
    int digits = 1;
    for (int rest = Math.abs(value) / 10; rest > 0; rest /= 10) {
      digits++;
    }
    int rest = Math.abs(value);
    for (int at = length + digits - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    bytes[length++] = '.';
    bytes[length++] = '0';
  }

  private void reserve(int more) {
    if (more > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  /** Sends all of it. */
  void sendTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }
}
