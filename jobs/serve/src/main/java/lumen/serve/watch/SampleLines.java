package lumen.serve.watch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Lumen's own samples of a page in Prometheus' text format 0.0.4. The scope that Flink puts
 * before a name is passed over, so that it does not matter which reporter wrote the page. What is
 * no sample of ours, or not wanted, is left out.
 *
 * <p>A page of many tenants is half a megabyte, comes every second and is read for a part of its
 * names: lines are told apart as bytes, a name is read once for all its lines, and only a line that
 * is wanted becomes text.
 */
final class SampleLines {
  private static final Pattern OURS = Pattern.compile("(?:fusion|bridge|ure|evidence)_.+");
  private static final Pattern SCOPED =
      Pattern.compile(
          "^flink_taskmanager_job_task_operator_(?:(?:tenant|tenant_source_key|source|reason)_)?((?:fusion|bridge|ure|evidence)_.+)$");

  private final byte[] page;
  private final Predicate<String> wanted;
  private final List<PlainSample> samples = new ArrayList<>();

  /** The name that was read last, and what it is; null if it is not wanted. */
  private int nameFrom;

  private int nameTo;
  private String plain;

  private SampleLines(byte[] page, Predicate<String> wanted) {
    this.page = page;
    this.wanted = wanted;
  }

  static List<PlainSample> read(byte[] page, Predicate<String> wanted) {
    SampleLines lines = new SampleLines(page, wanted);
    int from = 0;
    while (from < page.length) {
      int to = from;
      while (to < page.length && page[to] != '\n') {
        to++;
      }
      lines.line(from, to);
      from = to + 1;
    }
    return lines.samples;
  }

  private void line(int from, int to) {
    int end = from;
    while (end < to && isOfName(page[end])) {
      end++;
    }
    if (end == from) {
      return;
    }
    if (!Arrays.equals(page, from, end, page, nameFrom, nameTo)) {
      plain = wantedName(new String(page, from, end - from, StandardCharsets.US_ASCII));
      nameFrom = from;
      nameTo = end;
    }
    if (plain != null) {
      sample(new String(page, end, to - end, StandardCharsets.UTF_8));
    }
  }

  private static boolean isOfName(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '_';
  }

  private String wantedName(String name) {
    Matcher scoped = SCOPED.matcher(name);
    String its = scoped.matches() ? scoped.group(1) : name;
    return OURS.matcher(its).matches() && wanted.test(its) ? its : null;
  }

  /** What stands behind a name: labels if there are any, a value, and the time that may follow. */
  private void sample(String rest) {
    int value = rest.lastIndexOf("} ");
    try {
      samples.add(
          new PlainSample(
              plain,
              value < 0 ? Map.of() : labels(rest.substring(0, value)),
              number(rest.substring(value + 1).strip().split(" ", 2)[0])));
    } catch (NumberFormatException e) {
      // No number, no sample.
      return;
    }
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** Labels of {@code {name="value",name="value"}}, up to the first that is not whole. */
  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    int from = 1;
    while (from < text.length()) {
      int equals = text.indexOf("=\"", from);
      int end = equals < 0 ? -1 : closing(text, equals + 2);
      if (end < 0) {
        break;
      }
      labels.put(text.substring(from, equals).strip(), unescaped(text.substring(equals + 2, end)));
      from = end + 1;
      while (from < text.length() && (text.charAt(from) == ',' || text.charAt(from) == ' ')) {
        from++;
      }
    }
    return labels;
  }

  /** The quotation mark that ends a value; -1 where there is none. */
  private static int closing(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '"') {
        return i;
      }
      if (text.charAt(i) == '\\') {
        i++;
      }
    }
    return -1;
  }

  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        c = text.charAt(i) == 'n' ? '\n' : text.charAt(i);
      }
      plain.append(c);
    }
    return plain.toString();
  }
}
