package lumen.fusion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import lumen.event.Account;
import lumen.event.RejectReason;
import lumen.runtime.metrics.IngestMetrics;
import lumen.runtime.metrics.LateBornCounter;
import lumen.runtime.metrics.SeriesBudget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In a real registry of Flink. */
final class IngestMetricsTest {
  private static final long SINCE_1970 = 1_760_000_000_000L;

  private final OperatorRun operator = new OperatorRun();
  private long nowMillis = 1_000_000;

  @AfterEach
  void close() {
    operator.close();
  }

  private IngestMetrics metrics(List<String> configured, boolean restored) {
    return new IngestMetrics(
        operator.group(),
        FusionMetric.INPUT,
        configured,
        configured.stream().filter(source -> !source.equals("belt")).toList(),
        restored,
        () -> nowMillis,
        () -> nowMillis + SINCE_1970);
  }

  private void scrapersHaveSeenZero() {
    nowMillis += LateBornCounter.UNSEEN_MILLIS;
  }

  private static Account account(String stream, String source, long received) {
    return account(stream, source, new Account.Counts(received, received, 0, 0, 0, 0));
  }

  private static Account account(String stream, String source, Account.Counts counts) {
    return new Account(stream, source, counts, new TreeMap<>(), 0, 0, 0, 0, null);
  }

  @Test
  void everyReasonBeginsAtZero() {
    IngestMetrics metrics = metrics(List.of(), false);
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
  void configuredSourceIsThereFromTheStartAndCountsAtOnce() {
    IngestMetrics metrics = metrics(List.of("wrist", "belt", "never"), false);
    assertThat(operator.values())
        .containsEntry("fusion_stream_ingest_total{source=belt}", 0.0)
        .containsEntry("fusion_stream_ingest_total{source=never}", 0.0);
    metrics.account(account("s", "belt", 7));
    assertThat(operator.values())
        .containsEntry("fusion_stream_ingest_total{source=belt}", 7.0)
        .containsEntry("fusion_stream_ingest_total{source=never}", 0.0);
  }

  @Test
  void whatIsLostOrFilteredOfASourceIsCountedFromZero() {
    IngestMetrics metrics = metrics(List.of("belt"), false);
    assertThat(operator.values())
        .containsEntry("fusion_dropped_total{source=belt}", 0.0)
        .containsEntry("fusion_filtered_total{source=belt}", 0.0);
    metrics.account(account("s", "belt", new Account.Counts(10, 5, 0, 0, 2, 3)));
    metrics.account(account("t", "belt", new Account.Counts(4, 0, 0, 0, 3, 1)));
    metrics.account(account("s", "belt", new Account.Counts(11, 5, 0, 0, 2, 4)));
    assertThat(operator.values())
        .containsEntry("fusion_dropped_total{source=belt}", 5.0)
        .containsEntry("fusion_filtered_total{source=belt}", 5.0);
  }

  @Test
  void newestEventOfASourceIsTimedByTheClockAndAnExpectedOneFromTheStart() {
    IngestMetrics metrics = metrics(List.of("wrist", "belt"), false);
    assertThat(operator.values())
        .containsEntry("fusion_source_event_timestamp_seconds{source=wrist}", 1_760_001_000.0)
        .doesNotContainKey("fusion_source_event_timestamp_seconds{source=belt}");
    nowMillis += 5_500;
    metrics.account(account("s", "belt", 7));
    nowMillis += 1_000;
    metrics.account(account("s", "belt", 7));
    assertThat(operator.value("fusion_source_event_timestamp_seconds{source=belt}"))
        .as("the same account again is no event")
        .isEqualTo(1_760_001_005.5);
    assertThat(operator.value("fusion_source_event_timestamp_seconds{source=wrist}"))
        .isEqualTo(1_760_001_000.0);
  }

  @Test
  void sourceThatNobodyNamedBeginsAtZeroForEveryScraper() {
    IngestMetrics metrics = metrics(List.of(), false);
    for (int i = 1; i <= 3; i++) {
      metrics.account(account("s", "belt", 7L * i));
      assertThat(operator.value("fusion_stream_ingest_total{source=belt}")).isZero();
      nowMillis += LateBornCounter.UNSEEN_MILLIS / 3;
    }
    nowMillis += 1;
    assertThat(operator.value("fusion_stream_ingest_total{source=belt}")).isEqualTo(21);
    metrics.account(account("s", "belt", 22));
    assertThat(operator.value("fusion_stream_ingest_total{source=belt}")).isEqualTo(22);
  }

  @Test
  void operatorThatEndsTellsAllItCounted() {
    IngestMetrics metrics = metrics(List.of(), false);
    metrics.account(account("s", "belt", 7));
    assertThat(operator.value("fusion_stream_ingest_total{source=belt}")).isZero();
    metrics.end();
    assertThat(operator.value("fusion_stream_ingest_total{source=belt}")).isEqualTo(7);
  }

  @Test
  void configuredSourcesBeyondTheCapAreSummedAsOther() {
    List<String> many = IntStream.range(0, 1_100).mapToObj(i -> "source-" + (10_000 + i)).toList();
    IngestMetrics metrics = metrics(many, false);
    assertThat(operator.names())
        .filteredOn(name -> name.startsWith("fusion_stream_ingest_total"))
        .hasSize(SeriesBudget.PER_METRIC - 1);
    many.forEach(source -> metrics.account(account("s", source, 2)));
    scrapersHaveSeenZero();
    assertThat(operator.value("fusion_stream_ingest_total{source=other}")).isEqualTo(2 * 101);
    assertThat(operator.value("fusion_stream_ingest_total{source=source-10000}")).isEqualTo(2);
  }

  @Test
  void sourceIsCountedOverItsStreams() {
    IngestMetrics metrics = metrics(List.of(), false);
    metrics.account(account("s1", "belt", 10));
    metrics.account(account("s1", "belt", 25));
    metrics.account(account("s2", "belt", 5));
    metrics.account(account("s1", "wrist", 1));
    scrapersHaveSeenZero();
    assertThat(operator.values())
        .containsEntry("fusion_stream_ingest_total{source=belt}", 30.0)
        .containsEntry("fusion_stream_ingest_total{source=wrist}", 1.0);
  }

  @Test
  void afterARestoreOnlyWhatIsNewIsCounted() {
    IngestMetrics metrics = metrics(List.of(), true);
    metrics.account(account("s", "belt", 1_000));
    assertThat(operator.value("fusion_stream_ingest_total{source=belt}")).isZero();
    metrics.account(account("s", "belt", 1_250));
    scrapersHaveSeenZero();
    assertThat(operator.value("fusion_stream_ingest_total{source=belt}")).isEqualTo(250);
  }

  @Test
  void olderAccountCountsNothing() {
    IngestMetrics metrics = metrics(List.of(), false);
    metrics.account(account("s", "belt", 20));
    metrics.account(account("s", "belt", 15));
    metrics.account(account("s", "belt", 30));
    scrapersHaveSeenZero();
    assertThat(operator.value("fusion_stream_ingest_total{source=belt}")).isEqualTo(30);
  }

  @Test
  void sourcesBeyondTheCapAreSummedAsOther() {
    IngestMetrics metrics = metrics(List.of(), false);
    for (int i = 0; i < 1_100; i++) {
      metrics.account(account("s", "source-" + i, 2));
    }
    scrapersHaveSeenZero();
    assertThat(operator.names())
        .filteredOn(name -> name.startsWith("fusion_stream_ingest_total"))
        .hasSize(SeriesBudget.PER_METRIC);
    assertThat(operator.value("fusion_stream_ingest_total{source=other}")).isEqualTo(2 * 101);
  }
}
