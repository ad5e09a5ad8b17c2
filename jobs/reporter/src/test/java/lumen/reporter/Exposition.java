package lumen.reporter;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text of the Prometheus format, read.
 *
 * @param values by series: name and labels
 * @param heads the lines that begin with #
 */
record Exposition(Map<String, Double> values, List<String> heads) {
  private static final Pattern SAMPLE = Pattern.compile("([^{]+)\\{(.*?),?\\} (\\S+)");

  static Exposition of(String text) {
    Map<String, Double> values = new TreeMap<>();
    for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
      Matcher sample = SAMPLE.matcher(line);
      if (!sample.matches()) {
        throw new IllegalArgumentException("must be a sample: " + line);
      }
      double value = Double.parseDouble(sample.group(3).replace("Inf", "Infinity"));
      values.put(sample.group(1) + '{' + sample.group(2) + '}', value);
    }
    List<String> heads =
        text.lines().filter(line -> line.startsWith("#")).sorted().collect(Collectors.toList());
    return new Exposition(values, heads);
  }

  /** The value of the series whose name ends so, NaN if there is none. */
  double valueOf(String name) {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().contains(name + '{'))
        .mapToDouble(Map.Entry::getValue)
        .findFirst()
        .orElse(Double.NaN);
  }
}
