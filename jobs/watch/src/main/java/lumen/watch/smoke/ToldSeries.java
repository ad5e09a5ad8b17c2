package lumen.watch.smoke;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The series that an endpoint of Lumen tells.
 *
 * @param series in the order of the text
 */
record ToldSeries(List<Series> series) {
  private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*)\\{(.*)} (\\S+)");
  private static final Pattern TENANT = Pattern.compile("(?:^|,)tenant=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** A series with its value; a tenant is empty where there is none. */
  record Series(String name, String tenant, double value) {}

  /** Reads a text; lines that are no samples are left out. */
  static ToldSeries of(String text) {
    List<Series> all = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher sample = LINE.matcher(line);
      if (sample.matches()) {
        Matcher tenant = TENANT.matcher(sample.group(2));
        double value = Double.parseDouble(sample.group(3).replace("Inf", "Infinity"));
        all.add(new Series(sample.group(1), tenant.find() ? tenant.group(1) : "", value));
      }
    }
    return new ToldSeries(List.copyOf(all));
  }

  /** All series of a name. */
  List<Series> named(String name) {
    return series.stream().filter(one -> one.name().equals(name)).toList();
  }

  /** The value of a tenant's series. */
  OptionalDouble value(String name, String tenant) {
    return named(name).stream()
        .filter(one -> one.tenant().equals(tenant))
        .mapToDouble(Series::value)
        .findFirst();
  }
}
