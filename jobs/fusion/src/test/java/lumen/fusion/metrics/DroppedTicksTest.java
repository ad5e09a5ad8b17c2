package lumen.fusion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import lumen.runtime.metrics.LateBornCounter;
import lumen.runtime.metrics.SeriesBudget;
import org.junit.jupiter.api.Test;

/** In a real registry of Flink. */
final class DroppedTicksTest {
  private static final String OF_A = "bridge_ticks_dropped_total{tenant=a,output=osc}";
  private static final String OF_OTHERS = "bridge_ticks_dropped_total{tenant=other,output=osc}";

  private long nowMillis;

  @Test
  void everyTenantBeginsAtZeroAndCountsItsOwn() {
    try (OperatorRun run = new OperatorRun()) {
      DroppedTicks ticks = new DroppedTicks(run.group(), "osc", () -> nowMillis);
      ticks.known("a");
      assertThat(run.values()).containsOnly(Map.entry(OF_A, 0.0));
      ticks.dropped("a");
      ticks.dropped("b");
      ticks.dropped("a");
      assertThat(run.value(OF_A)).as("no scraper has seen it at 0 for sure").isZero();
      nowMillis = LateBornCounter.UNSEEN_MILLIS;
      assertThat(run.value(OF_A)).isEqualTo(2);
      assertThat(run.value(OF_A.replace("=a", "=b"))).isEqualTo(1);
    }
  }

  @Test
  void tenantsBeyondTheCapAreToldTogether() {
    try (OperatorRun run = new OperatorRun()) {
      DroppedTicks ticks = new DroppedTicks(run.group(), "osc", () -> nowMillis);
      int tenants = 3 * SeriesBudget.OF_AN_OUTPUT;
      for (int i = 0; i < tenants; i++) {
        ticks.dropped("t" + i);
      }
      nowMillis = LateBornCounter.UNSEEN_MILLIS;
      assertThat(run.names()).hasSize(SeriesBudget.OF_AN_OUTPUT);
      assertThat(run.value(OF_OTHERS)).isEqualTo(tenants - SeriesBudget.OF_AN_OUTPUT + 1.0);
    }
  }
}
