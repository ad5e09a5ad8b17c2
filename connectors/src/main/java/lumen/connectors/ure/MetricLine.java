package lumen.connectors.ure;

import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;

/**
 * One line of the Prometheus text format, read from left to right. What it does not describe ends
 * in a {@link MalformedLine} that names the column.
 */
final class MetricLine {
  private static final Set<String> TYPES =
      Set.of(
          "counter",
          "gauge",
          "histogram",
          "summary",
          "untyped",
          "unknown",
          "info",
          "stateset",
          "gaugehistogram");

  /** Why a line cannot be read, and at which column, from 1. */
  static final class MalformedLine extends Exception {
    private static final long serialVersionUID = 1L;
    final int column;

    MalformedLine(String message, int column) {
      super(message, null, false, false);
      this.column = column;
    }
  }

  private final String text;
  private final int number;
  private final boolean openMetrics;
  private int at;

  /**
   * Takes a line.
   *
   * @param text the line without its end
   * @param number its number, from 1
   * @param openMetrics whether a time stamp is in seconds, as OpenMetrics has it, instead of
   *     milliseconds
   */
  MetricLine(String text, int number, boolean openMetrics) {
    this.text = text;
    this.number = number;
    this.openMetrics = openMetrics;
  }

  /** The sample, or null for a comment or an empty line. */
  MetricSample read() throws MalformedLine {
    skipBlanks();
    if (at == text.length()) {
      return null;
    }
    if (text.charAt(at) == '#') {
      readComment();
      return null;
    }
    String name = readName("metric name", true);
    boolean apart = skipBlanks();
    SortedMap<String, String> labels = MetricSample.noLabels();
    if (at < text.length() && text.charAt(at) == '{') {
      labels = readLabels();
      apart = true;
    }
    skipBlanks();
    require(apart || at == text.length(), "a blank must follow the metric name");
    double value = readValue("value");
    skipBlanks();
    long micros = MetricSample.UNSTAMPED;
    if (at < text.length() && text.charAt(at) != '#') {
      micros = readTimestamp();
      skipBlanks();
    }
    if (at < text.length()) {
      readExemplar();
    }
    return new MetricSample(name, labels, value, micros, number);
  }

  private void readComment() throws MalformedLine {
    at++;
    skipBlanks();
    String word = peekToken();
    if (!word.equals("HELP") && !word.equals("TYPE")) {
      at = text.length();
      return;
    }
    at += word.length();
    skipBlanks();
    readName("metric name", true);
    require(at == text.length() || isBlank(text.charAt(at)), "a blank must follow the metric name");
    if (word.equals("TYPE")) {
      skipBlanks();
      String type = peekToken();
      require(TYPES.contains(type), "type must be counter, gauge, histogram, summary or untyped");
      at += type.length();
      skipBlanks();
      require(at == text.length(), "nothing may follow the type");
    }
  }

  private SortedMap<String, String> readLabels() throws MalformedLine {
    SortedMap<String, String> labels = MetricSample.noLabels();
    at++;
    skipBlanks();
    while (true) {
      if (take('}')) {
        labels.values().removeIf(String::isEmpty);
        return labels;
      }
      int start = at;
      String name = readName("label name", false);
      skipBlanks();
      require(take('='), "= must follow the label name");
      skipBlanks();
      String value = readQuoted();
      if (labels.put(name, value) != null) {
        throw new MalformedLine("a label may stand once: " + name, start + 1);
      }
      skipBlanks();
      require(take(',') || (at < text.length() && text.charAt(at) == '}'), ", or } must follow");
      skipBlanks();
    }
  }

  private String readQuoted() throws MalformedLine {
    require(take('"'), "a label value must begin with \"");
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c == '\\') {
        at++;
        value.append(readEscaped());
      } else {
        value.append(c);
        at++;
      }
    }
    throw here("a label value must end with \"");
  }

  private char readEscaped() throws MalformedLine {
    char c = at < text.length() ? text.charAt(at) : ' ';
    require(c == '\\' || c == '"' || c == 'n', "\\ must be followed by \\, \" or n");
    at++;
    return c == 'n' ? '\n' : c;
  }

  private String readName(String what, boolean colons) throws MalformedLine {
    int start = at;
    while (at < text.length() && isNamePart(text.charAt(at), at > start, colons)) {
      at++;
    }
    require(at > start, what + " must begin with a letter or _");
    return text.substring(start, at);
  }

  private static boolean isNamePart(char c, boolean digits, boolean colons) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c == ':' && colons)
        || (c >= '0' && c <= '9' && digits);
  }

  private double readValue(String what) throws MalformedLine {
    String token = peekToken();
    require(!token.isEmpty(), what + " is missing");
    double value;
    switch (token.toLowerCase(Locale.ROOT)) {
      case "nan", "+nan", "-nan" -> value = Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> value = Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> value = Double.NEGATIVE_INFINITY;
      default -> {
        require(isDecimal(token), what + " must be a number, NaN, +Inf or -Inf");
        value = Double.parseDouble(token);
        require(Double.isFinite(value), what + " must be in the range of a double");
      }
    }
    at += token.length();
    return value;
  }

  /** Whether it is [sign] digits [. digits] [e [sign] digits], a digit on one side of the point. */
  private static boolean isDecimal(String token) {
    int i = signed(token, 0);
    int whole = digits(token, i);
    int fraction = 0;
    i += whole;
    if (i < token.length() && token.charAt(i) == '.') {
      fraction = digits(token, i + 1);
      i += 1 + fraction;
    }
    if (whole + fraction == 0) {
      return false;
    }
    if (i < token.length() && (token.charAt(i) == 'e' || token.charAt(i) == 'E')) {
      i = signed(token, i + 1);
      int exponent = digits(token, i);
      return exponent > 0 && i + exponent == token.length();
    }
    return i == token.length();
  }

  private static int signed(String token, int i) {
    return i < token.length() && (token.charAt(i) == '+' || token.charAt(i) == '-') ? i + 1 : i;
  }

  private static int digits(String token, int from) {
    int i = from;
    while (i < token.length() && token.charAt(i) >= '0' && token.charAt(i) <= '9') {
      i++;
    }
    return i - from;
  }

  private long readTimestamp() throws MalformedLine {
    String token = peekToken();
    long micros;
    if (openMetrics) {
      require(isDecimal(token), "time stamp must be a number of seconds");
      double exact = Math.rint(Double.parseDouble(token) * 1e6);
      require(Math.abs(exact) < 9e18, "time stamp must be in the range of a clock");
      micros = (long) exact;
    } else {
      int sign = signed(token, 0);
      int digits = digits(token, sign);
      require(
          digits > 0 && sign + digits == token.length(),
          "time stamp must be a whole number of milliseconds");
      require(digits <= 15, "time stamp must be in the range of a clock");
      micros = Long.parseLong(token) * 1000;
    }
    at += token.length();
    return micros;
  }

  private void readExemplar() throws MalformedLine {
    require(take('#'), "nothing but an exemplar may follow");
    skipBlanks();
    require(at < text.length() && text.charAt(at) == '{', "an exemplar must begin with {");
    readLabels();
    skipBlanks();
    readValue("exemplar value");
    skipBlanks();
    if (at < text.length()) {
      readValue("exemplar time stamp");
      skipBlanks();
    }
    require(at == text.length(), "nothing may follow the exemplar");
  }

  private String peekToken() {
    int end = at;
    while (end < text.length() && !isBlank(text.charAt(end))) {
      end++;
    }
    return text.substring(at, end);
  }

  private boolean take(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private boolean skipBlanks() {
    int start = at;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at > start;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private void require(boolean holds, String rule) throws MalformedLine {
    if (!holds) {
      throw here(rule);
    }
  }

  private MalformedLine here(String rule) {
    return new MalformedLine(rule, at + 1);
  }
}
