package lumen.reporter;

import java.util.Map;

/** The parts of a line of the Prometheus text format, version 0.0.4. */
final class SampleText {
  private SampleText() {}

  /** A name with every character that no name may hold replaced. */
  static String name(String text) {
    StringBuilder name = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == ':'
              || c == '_';
      name.append(allowed ? c : '_');
    }
    return name.toString();
  }

  /** Labels as they stand between braces, quoted and separated by commas. */
  static String labels(Map<String, String> labels) {
    StringBuilder text = new StringBuilder();
    labels.forEach(
        (name, value) -> {
          if (!text.isEmpty()) {
            text.append(',');
          }
          text.append(name).append("=\"").append(escaped(value, true)).append('"');
        });
    return text.toString();
  }

  /** A text on one line. */
  static String escaped(String text, boolean quotes) {
    String line = text.replace("\\", "\\\\").replace("\n", "\\n");
    return quotes ? line.replace("\"", "\\\"") : line;
  }
}
