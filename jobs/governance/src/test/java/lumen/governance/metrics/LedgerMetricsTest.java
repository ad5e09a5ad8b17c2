package lumen.governance.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import lumen.governance.record.Fields;
import lumen.governance.rollback.RollbackState;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class LedgerMetricsTest {
  private final Map<String, Gauge<?>> series = new TreeMap<>();
  private final LedgerMetrics metrics = new LedgerMetrics(group(""), true, 1);

  /** A group that keeps its series by name and labels. */
  private MetricGroup group(String labels) {
    return new UnregisteredMetricsGroup() {
      @Override
      public MetricGroup addGroup(String key, String value) {
        return group(labels + (labels.isEmpty() ? "" : ",") + key + '=' + value);
      }

      @Override
      public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        series.put(name + '{' + labels + '}', gauge);
        return gauge;
      }
    };
  }

  private static Fields card(double roi) {
    return new Fields()
        .put("figures", new Fields().put("p95_ms", new Fields().put("value", 120.5)))
        .put(
            "slo", new Fields().put("errors", new Fields().put("value", 0.999).put("burn_1h", 2.0)))
        .put("budget", new Fields().put("amount", 200.0).put("forecast", 150.0))
        .put("roi", new Fields().put("roi", roi))
        .put("trends", new Fields().put("p95_ms", new Fields().put("per_day", -1.5)))
        .put("rollback", "held")
        .put("counter_resets", 3L);
  }

  private double value(String name) {
    return ((Number) series.get(name).getValue()).doubleValue();
  }

  @Test
  void figuresAreThoseOfTheNewestScorecard() {
    assertThat(value("lumen_live{}")).isEqualTo(1);
    metrics.scorecard("api", card(1));
    metrics.scorecard("api", card(20.3675));
    assertThat(value("lumen_roi_percent{tenant=api}")).isEqualTo(2036.75);
    assertThat(value("lumen_latency_p95_ms{tenant=api}")).isEqualTo(120.5);
    assertThat(value("lumen_budget_forecast_percent{tenant=api}")).isEqualTo(75);
    assertThat(value("lumen_slo_value{tenant=api,slo=errors}")).isEqualTo(0.999);
    assertThat(value("lumen_burn_rate_1h{tenant=api,slo=errors}")).isEqualTo(2);
    assertThat(value("lumen_trend_per_day{tenant=api,figure=p95_ms}")).isEqualTo(-1.5);
    assertThat(value("lumen_counter_resets_total{tenant=api}")).isEqualTo(3);
    assertThat(value("lumen_rollback_state{tenant=api}")).isEqualTo(3);
  }

  @Test
  void whatIsNotKnownHasNoValue() {
    metrics.scorecard("api", card(Double.NaN));
    assertThat(value("lumen_roi_percent{tenant=api}")).isNaN();
    assertThat(value("lumen_maturity_score{tenant=api}")).isNaN();
    assertThat(value("lumen_slo_availability{tenant=api}")).isNaN();
  }

  @Test
  void rollbackIsToldAtOnce() {
    metrics.rollback("api", RollbackState.ADVISED);
    assertThat(series).containsOnlyKeys("lumen_live{}");
    metrics.scorecard("api", card(1));
    metrics.rollback("api", RollbackState.ADVISED);
    assertThat(value("lumen_rollback_state{tenant=api}")).isEqualTo(1);
  }

  @Test
  void servicesBeyondTheCapAreOther() {
    for (int i = 0; i < 1_100; i++) {
      metrics.scorecard("s" + i, card(1));
    }
    assertThat(series.keySet().stream().filter(name -> name.startsWith("lumen_roi_percent")))
        .hasSizeLessThanOrEqualTo(1_000)
        .contains("lumen_roi_percent{tenant=other}");
    assertThat(series).hasSizeLessThanOrEqualTo(10_000);
    assertThat(value("lumen_roi_percent{tenant=other}")).isEqualTo(100);
  }
}
