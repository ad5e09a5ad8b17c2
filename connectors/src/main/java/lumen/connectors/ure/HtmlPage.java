package lumen.connectors.ure;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells a page for people by how it begins. What the answer says of its type does not count: some
 * engines send metrics as text/html.
 */
final class HtmlPage {
  private static final int LOOKED_AT_BYTES = 1024;
  private static final Pattern BEGIN =
      Pattern.compile(
          "^\\ufeff?\\s*(<\\?xml[^>]*>\\s*)?(<!--.*?-->\\s*)*<(!doctype|html|head|body)\\b",
          Pattern.DOTALL);

  private HtmlPage() {}

  /** Whether the answer is one. */
  static boolean is(byte[] body) {
    int length = Math.min(body.length, LOOKED_AT_BYTES);
    String begin = new String(body, 0, length, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    return BEGIN.matcher(begin).find();
  }
}
