package lumen.watch.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import lumen.watch.gate.GateVerdict.Outcome;
import lumen.watch.prometheus.Prometheus;

/**
 * What a gate says now.
 *
 * @param gate its name
 * @param open whether every tenant that has a bridge holds every condition, and there is one
 * @param verdicts by condition and tenant
 */
public record GateReading(String gate, boolean open, List<GateVerdict> verdicts) {
  /** Whoever has a bridge, by what the job tells: the rules need not be loaded for it. */
  private static final String BRIDGES = "max by (tenant) (last_over_time(bridge_state[10m]))";

  private static final String TENANT = "tenant";

  /** Copies the list. */
  public GateReading {
    verdicts = List.copyOf(verdicts);
  }

  /** The verdicts on these tenants together. */
  static GateReading of(Gate gate, Set<String> tenants, List<GateVerdict> verdicts) {
    boolean held = verdicts.stream().allMatch(one -> one.outcome() == Outcome.PASS);
    boolean asksTenants = gate.conditionsOf(Scope.TENANT) > 0;
    return new GateReading(gate.name(), held && !(asksTenants && tenants.isEmpty()), verdicts);
  }

  /**
   * Asks a Prometheus.
   *
   * @param only the tenant that is asked about, empty for each that has a bridge
   */
  public static GateReading of(Gate gate, Prometheus prometheus, Optional<String> only) {
    return of(gate, prometheus, only, ConditionQuery::new);
  }

  /** Asks a Prometheus in a way, such as about what came since a moment. */
  static GateReading of(
      Gate gate,
      Prometheus prometheus,
      Optional<String> only,
      Function<GateCondition, ConditionQuery> way) {
    Set<String> tenants =
        new TreeSet<>(only.map(Set::of).orElseGet(() -> keys(prometheus, BRIDGES)));
    List<GateVerdict> verdicts = new ArrayList<>();
    for (GateCondition condition : gate.conditions().values()) {
      ConditionQuery query = way.apply(condition);
      Map<String, Double> values = prometheus.values(query.value(), TENANT);
      Map<String, Double> samples =
          query.samples().map(count -> prometheus.values(count, TENANT)).orElseGet(TreeMap::new);
      Set<String> asked = new TreeSet<>(condition.scope() == Scope.JOB ? Set.of("") : tenants);
      if (values.containsKey("")) {
        asked.add("");
      }
      // A window may hold samples of something that has ended: that is no value of now.
      query.alive().ifPresent(now -> values.keySet().retainAll(keys(prometheus, now)));
      for (String tenant : asked) {
        double value = values.getOrDefault(tenant, Double.NaN);
        String counted = condition.isOfRecords() ? "" : tenant;
        long held = samples.getOrDefault(counted, 0.0).longValue();
        verdicts.add(GateVerdict.of(query.condition(), tenant, value, held));
      }
    }
    return of(gate, tenants, verdicts);
  }

  private static Set<String> keys(Prometheus prometheus, String expression) {
    return prometheus.values(expression, TENANT).keySet();
  }
}
