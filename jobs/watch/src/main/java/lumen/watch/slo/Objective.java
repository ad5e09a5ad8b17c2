package lumen.watch.slo;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import lumen.watch.prometheus.Prometheus;
import lumen.watch.prometheus.Prometheus.Told;

/**
 * An objective and what is left of its budget of 30 days.
 *
 * @param slo its name
 * @param tenant who is held to it, empty for the job
 * @param objective part that is promised to be good
 * @param good part that was good, null if nothing is known
 * @param budgetLeft of the bad part that is allowed, below 0 if overspent; null if nothing is known
 * @param samples how many the window holds, of 172,800
 */
public record Objective(
    String slo,
    String tenant,
    double objective,
    Double good,
    @JsonProperty("budget_left") Double budgetLeft,
    long samples) {
  private record Whose(String slo, String tenant) implements Comparable<Whose> {
    static Whose of(Told told) {
      return new Whose(told.label("slo"), told.label("tenant"));
    }

    @Override
    public int compareTo(Whose other) {
      int bySlo = slo.compareTo(other.slo);
      return bySlo != 0 ? bySlo : tenant.compareTo(other.tenant);
    }
  }

  /** Every one that is promised, of each tenant that it was ever judged of, in their order. */
  public static List<Objective> all(Prometheus prometheus) {
    SortedMap<Whose, Double> promised = by(prometheus, "slo:objective:ratio");
    SortedMap<Whose, Double> bad = by(prometheus, "slo:error:ratio_rate30d");
    SortedMap<Whose, Double> left = by(prometheus, "slo:budget_remaining:ratio");
    SortedMap<Whose, Double> samples = by(prometheus, "sum_over_time(slo:all:count5m[30d])");
    List<Objective> all = new ArrayList<>();
    promised.forEach(
        (of, ratio) -> {
          SortedSet<String> tenants = new TreeSet<>();
          bad.keySet().stream()
              .filter(whose -> whose.slo().equals(of.slo()))
              .forEach(whose -> tenants.add(whose.tenant()));
          if (tenants.isEmpty()) {
            tenants.add("");
          }
          for (String tenant : tenants) {
            Whose whose = new Whose(of.slo(), tenant);
            Double share = bad.get(whose);
            all.add(
                new Objective(
                    of.slo(),
                    tenant,
                    ratio,
                    share == null ? null : 1 - share,
                    left.get(whose),
                    samples.getOrDefault(whose, 0.0).longValue()));
          }
        });
    return all;
  }

  private static SortedMap<Whose, Double> by(Prometheus prometheus, String expression) {
    SortedMap<Whose, Double> values = new TreeMap<>();
    prometheus.told(expression).forEach(told -> values.put(Whose.of(told), told.value()));
    return values;
  }
}
