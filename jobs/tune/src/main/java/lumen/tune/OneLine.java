package lumen.tune;

/** Text from outside as one short line: it must not steer the terminal. */
final class OneLine {
  private OneLine() {}

  /** Printable ASCII only, cut to a width. */
  static String of(String text, int width) {
    String safe = text.replaceAll("[^\\x20-\\x7E]", "?");
    return safe.length() <= width ? safe : safe.substring(0, width - 3) + "...";
  }
}
