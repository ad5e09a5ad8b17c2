package lumen.serve.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Lumen's own samples of a page in Prometheus' text format 0.0.4. The scope that Flink puts
 * before a name is passed over, so that it does not matter which reporter wrote the page. What is
 * no sample of ours is left out.
 */
final class SampleLines {
  private static final Pattern OURS = Pattern.compile("(?:fusion|bridge|ure|evidence)_.+");
  private static final Pattern SCOPED =
      Pattern.compile(
          "^flink_taskmanager_job_task_operator_(?:(?:tenant|tenant_source_key|source|reason)_)?((?:fusion|bridge|ure|evidence)_.+)$");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private SampleLines() {}

  static List<PlainSample> read(String text) {
    List<PlainSample> samples = new ArrayList<>();
    text.lines().forEach(line -> sample(line).ifPresent(samples::add));
    return samples;
  }

  private static Optional<PlainSample> sample(String line) {
    int end = nameEnd(line);
    String plain = plainName(line.substring(0, end));
    if (!OURS.matcher(plain).matches()) {
      return Optional.empty();
    }
    int value = line.lastIndexOf("} ");
    int from = value < 0 ? end : value + 1;
    try {
      return Optional.of(
          new PlainSample(
              plain,
              value < 0 ? Map.of() : labels(line.substring(end, value)),
              number(line.substring(from).strip().split(" ", 2)[0])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static int nameEnd(String line) {
    int end = 0;
    while (end < line.length()
        && (Character.isLetterOrDigit(line.charAt(end)) || line.charAt(end) == '_')) {
      end++;
    }
    return end;
  }

  private static String plainName(String name) {
    Matcher scoped = SCOPED.matcher(name);
    return scoped.matches() ? scoped.group(1) : name;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    Matcher label = LABEL.matcher(text);
    while (label.find()) {
      labels.put(label.group(1), unescaped(label.group(2)));
    }
    return labels;
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
