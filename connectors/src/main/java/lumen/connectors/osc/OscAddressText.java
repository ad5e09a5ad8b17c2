package lumen.connectors.osc;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Any text as OSC addresses can hold it: printable ASCII but for a space, the signs that OSC 1.0
 * keeps for patterns, and the percent sign, which stand as {@code %XX}, byte by byte of their
 * UTF-8.
 */
public final class OscAddressText {
  private static final String RESERVED = "#*,?[]{}%";
  private static final byte DELETE = 0x7F;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private OscAddressText() {}

  /** A whole address, or several parts of one: slashes stay. */
  public static String address(String text) {
    return escaped(text, RESERVED);
  }

  /** One part of an address: a slash is {@code %2F}. */
  public static String part(String text) {
    return escaped(text, RESERVED + '/');
  }

  private static String escaped(String text, String reserved) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < DELETE && reserved.indexOf(b) < 0) {
        escaped.append((char) b);
      } else {
        escaped.append('%').append(HEX.toHexDigits(b));
      }
    }
    return escaped.toString();
  }
}
