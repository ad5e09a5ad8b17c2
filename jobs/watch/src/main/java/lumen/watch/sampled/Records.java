package lumen.watch.sampled;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lumen.watch.rules.RuleFile.Rule;

/**
 * Makes the records of the rules out of samples, by what the rules say: means, quantiles and
 * quotients by tenant. A record of another form is not made, so that a gate that asks for it has no
 * data.
 */
public final class Records {
  private static final String BY = "(?:avg|max) by \\(tenant\\) \\(";
  private static final Pattern MEAN =
      Pattern.compile(BY + "avg_over_time\\((\\w+)\\[(\\d+)m]\\)\\)");
  private static final Pattern QUANTILE =
      Pattern.compile(BY + "quantile_over_time\\((0\\.\\d+), (\\w+)\\[(\\d+)m]\\)\\)");
  private static final Pattern QUOTIENT =
      Pattern.compile(BY + "(\\w+)\\) / \\(" + BY + "(\\w+)\\) > 0\\)");
  private static final Pattern PLAIN = Pattern.compile(BY + "(\\w+)\\)");
  private static final long MINUTE_MS = 60_000;

  private final List<Rule> rules;
  private final RunSamples samples;

  /**
   * Records of these samples.
   *
   * @param rules the shipped rules
   */
  public Records(List<Rule> rules, RunSamples samples) {
    this.rules = List.copyOf(rules);
    this.samples = samples;
  }

  /** What a record is at a moment; NaN for nothing. */
  private interface Form {
    double at(String tenant, long millis);
  }

  /** A form, and a series that tells whose record it is. */
  private record Made(String of, Form form) {}

  /** Adds a record, every 15 s from the first sample to the moment at which is asked. */
  public void add(String name) {
    Optional<Made> made =
        rules.stream()
            .filter(rule -> !rule.alert() && rule.name().equals(name))
            .findFirst()
            .flatMap(rule -> made(rule.expr()));
    if (made.isEmpty() || samples.knows(name)) {
      return;
    }
    String of = made.get().of();
    for (String tenant : List.copyOf(samples.tenants(of))) {
      long first = Math.floorDiv(samples.firstMs(of, tenant), RunSamples.RECORD_MS);
      for (long at = (first + 1) * RunSamples.RECORD_MS;
          at <= samples.endMs();
          at += RunSamples.RECORD_MS) {
        double value = made.get().form().at(tenant, at);
        if (Double.isFinite(value)) {
          samples.put(name, tenant, at, value);
        }
      }
    }
  }

  private Optional<Made> made(String expr) {
    Matcher mean = MEAN.matcher(expr);
    if (mean.matches()) {
      String of = mean.group(1);
      long back = Long.parseLong(mean.group(2)) * MINUTE_MS;
      return form(
          of,
          (tenant, at) ->
              Arrays.stream(samples.window(of, tenant, back, at)).average().orElse(Double.NaN));
    }
    Matcher quantile = QUANTILE.matcher(expr);
    if (quantile.matches()) {
      double q = Double.parseDouble(quantile.group(1));
      String of = quantile.group(2);
      long back = Long.parseLong(quantile.group(3)) * MINUTE_MS;
      return form(of, (tenant, at) -> Quantile.of(q, samples.window(of, tenant, back, at)));
    }
    Matcher quotient = QUOTIENT.matcher(expr);
    if (quotient.matches()) {
      String of = quotient.group(1);
      String by = quotient.group(2);
      return form(
          of,
          (tenant, at) -> {
            double divisor = samples.newest(by, tenant, at);
            return divisor > 0 ? samples.newest(of, tenant, at) / divisor : Double.NaN;
          });
    }
    Matcher plain = PLAIN.matcher(expr);
    return plain.matches()
        ? form(plain.group(1), (tenant, at) -> samples.newest(plain.group(1), tenant, at))
        : Optional.empty();
  }

  private static Optional<Made> form(String of, Form form) {
    return Optional.of(new Made(of, form));
  }
}
