package lumen.fusion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lumen.runtime.metrics.SeriesBudget;
import lumen.runtime.metrics.TenantGroups;
import lumen.signal.fusion.FusedFrame;
import lumen.signal.fusion.Mode;
import lumen.signal.fusion.SensorLevel;
import lumen.signal.fusion.UreValue;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However tenants come and go, the caps hold and no counter falls. */
final class SeriesCapPropertyTest {
  private static final int PER_METRIC = 6;
  private static final int IN_ALL = 150;
  private static final List<FusionSeries> SETS = List.of(FusionSeries.values());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void capsHoldAndTheCountersOfOtherNeverFall(long seed) {
    Random random = new Random(seed);
    try (OperatorRun operator = new OperatorRun()) {
      TenantMetrics metrics =
          new TenantMetrics(operator.group(), new SeriesBudget(SETS, PER_METRIC, IN_ALL), () -> 0);
      Set<String> living = new TreeSet<>();
      double risksOfOthers = 0;
      for (int step = 0; step < 500; step++) {
        String tenant = "t" + random.nextInt(20);
        living.add(tenant);
        switch (random.nextInt(5)) {
          case 0 -> metrics.frame(frame(tenant, random.nextDouble()));
          case 1 -> metrics.control(tenant, 180, 1, 0, 1, 0, 0, step);
          case 2 -> metrics.risk(tenant);
          case 3 -> metrics.reference(tenant, UreValue.HZ, random.nextDouble());
          default -> {
            metrics.ended(tenant);
            living.remove(tenant);
          }
        }
        assertWithinCaps(operator.names(), "seed=" + seed + " step=" + step);
        double risks = operator.values().getOrDefault("evidence_risk_count{tenant=other}", 0.0);
        assertThat(risks).as("never falls").isGreaterThanOrEqualTo(risksOfOthers);
        risksOfOthers = risks;
      }
      living.forEach(metrics::ended);
      assertThat(operator.value("fusion_series_capped{}")).isZero();
      assertThat(operator.names()).allMatch(name -> name.contains("other") || name.endsWith("{}"));
    }
  }

  private static void assertWithinCaps(Set<String> names, String when) {
    Map<String, Long> byMetric =
        names.stream()
            .collect(
                Collectors.groupingBy(
                    name -> name.substring(0, name.indexOf('{')),
                    TreeMap::new,
                    Collectors.counting()));
    assertThat(byMetric.values()).as(when).allMatch(count -> count <= PER_METRIC);
    assertThat(names.size()).as(when).isLessThanOrEqualTo(IN_ALL);
  }

  @Test
  void sharesOfAllSubtasksStayWithinTheCapsOfTheJob() {
    for (int parallelism : new int[] {1, 2, 3, 8, 64}) {
      SeriesBudget budget = SeriesBudget.share(SETS, parallelism);
      int tenants = 0;
      while (budget.take(FusionSeries.FRAME)) {
        tenants++;
      }
      assertThat((tenants + 1) * parallelism)
          .as("parallelism " + parallelism)
          .isLessThanOrEqualTo(SeriesBudget.PER_METRIC);
      assertThat(tenants * FusionSeries.FRAME.size() * parallelism)
          .isLessThanOrEqualTo(SeriesBudget.IN_ALL - SeriesBudget.PER_METRIC);
    }
  }

  @Test
  void groupsOfTenantsThatEndedAreGivenUpAndTheLivingKeepTheirValues() {
    try (OperatorRun operator = new OperatorRun()) {
      TenantGroups groups = new TenantGroups(operator.group(), 10);
      SimpleCounter kept = new SimpleCounter();
      groups.register(List.of("kept"), EvidenceMetric.RISK_COUNT, kept);
      kept.inc(7);
      int before = operator.added();
      List<String> passing = new ArrayList<>();
      for (int i = 0; i < 35; i++) {
        String tenant = "passing-" + i;
        passing.add(tenant);
        groups.register(List.of(tenant), EvidenceMetric.RISK_COUNT, new SimpleCounter());
        groups.close(tenant);
      }
      assertThat(operator.added() - before)
          .as("registered anew whenever ten groups were closed")
          .isEqualTo(passing.size() + 3);
      assertThat(operator.values()).containsEntry("evidence_risk_count{tenant=kept}", 7.0);
      kept.inc();
      assertThat(operator.value("evidence_risk_count{tenant=kept}")).isEqualTo(8);
    }
  }

  private static FusedFrame frame(String tenant, double coherence) {
    return new FusedFrame(
        10.0,
        tenant,
        50,
        Mode.FUSED,
        0.02,
        0.9,
        coherence,
        0.1,
        0.85,
        0.99,
        0.001,
        0.002,
        0.1,
        0.1,
        0.1,
        3,
        4,
        SensorLevel.NONE);
  }
}
