package lumen.fusion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import lumen.event.Account;
import lumen.event.RejectReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In a real registry of Flink. */
final class IngestMetricsTest {
  private final OperatorRun operator = new OperatorRun();

  @AfterEach
  void close() {
    operator.close();
  }

  private static Account account(String stream, String source, long received) {
    return new Account(
        stream,
        source,
        new Account.Counts(received, received, 0, 0, 0, 0),
        new TreeMap<>(),
        0,
        0,
        0,
        0,
        null);
  }

  @Test
  void everyReasonBeginsAtZero() {
    IngestMetrics metrics = new IngestMetrics(operator.group(), false);
    assertThat(operator.values()).hasSize(RejectReason.values().length + 1);
    assertThat(operator.values()).containsEntry("fusion_late_total{}", 0.0);
    metrics.reject(RejectReason.NOT_JSON);
    metrics.reject(RejectReason.NOT_JSON);
    metrics.late();
    assertThat(operator.values())
        .containsEntry("fusion_rejected_total{reason=not_json}", 2.0)
        .containsEntry("fusion_rejected_total{reason=bad_ts}", 0.0)
        .containsEntry("fusion_late_total{}", 1.0);
  }

  @Test
  void sourceIsCountedOverItsStreams() {
    IngestMetrics metrics = new IngestMetrics(operator.group(), false);
    metrics.account(account("s1", "belt", 10));
    metrics.account(account("s1", "belt", 25));
    metrics.account(account("s2", "belt", 5));
    metrics.account(account("s1", "wrist", 1));
    assertThat(operator.values())
        .containsEntry("fusion_stream_ingest_total{source=belt}", 30.0)
        .containsEntry("fusion_stream_ingest_total{source=wrist}", 1.0);
  }

  @Test
  void afterARestoreOnlyWhatIsNewIsCounted() {
    IngestMetrics metrics = new IngestMetrics(operator.group(), true);
    metrics.account(account("s", "belt", 1_000));
    assertThat(operator.value("fusion_stream_ingest_total{source=belt}")).isZero();
    metrics.account(account("s", "belt", 1_250));
    assertThat(operator.value("fusion_stream_ingest_total{source=belt}")).isEqualTo(250);
  }

  @Test
  void olderAccountCountsNothing() {
    IngestMetrics metrics = new IngestMetrics(operator.group(), false);
    metrics.account(account("s", "belt", 20));
    metrics.account(account("s", "belt", 15));
    metrics.account(account("s", "belt", 30));
    assertThat(operator.value("fusion_stream_ingest_total{source=belt}")).isEqualTo(30);
  }

  @Test
  void sourcesBeyondTheCapAreSummedAsOther() {
    IngestMetrics metrics = new IngestMetrics(operator.group(), false);
    for (int i = 0; i < 1_100; i++) {
      metrics.account(account("s", "source-" + i, 2));
    }
    assertThat(operator.names())
        .filteredOn(name -> name.startsWith("fusion_stream_ingest_total"))
        .hasSize(SeriesBudget.PER_METRIC);
    assertThat(operator.value("fusion_stream_ingest_total{source=other}")).isEqualTo(2 * 101);
  }
}
