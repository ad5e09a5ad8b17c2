package lumen.fusion.metrics;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import lumen.event.Account;
import lumen.event.RejectReason;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics of the input, of the operator that separates samples from everything else. They count
 * from 0 in every attempt of the job; the accounts hold the exact counts over all of them.
 */
public final class IngestMetrics {
  private final MetricGroup operator;
  private final boolean restored;
  private final Map<RejectReason, Counter> rejected = new EnumMap<>(RejectReason.class);
  private final Counter late;
  private final Map<String, Counter> bySource = new HashMap<>();
  private final Map<String, Long> received = new HashMap<>();

  /**
   * Registers the metrics.
   *
   * @param operator the operator's group
   * @param restored whether the job goes on from a checkpoint: then the first account of a source
   *     tells what earlier attempts have counted
   */
  public IngestMetrics(MetricGroup operator, boolean restored) {
    this.operator = operator;
    this.restored = restored;
    for (RejectReason reason : RejectReason.values()) {
      rejected.put(
          reason,
          operator
              .addGroup(MetricLabel.REASON.label(), reason.code())
              .counter(FusionMetric.REJECTED_TOTAL.exportedName()));
    }
    late = operator.counter(FusionMetric.LATE_TOTAL.exportedName());
  }

  /** Counts a reject. */
  public void reject(RejectReason reason) {
    rejected.get(reason).inc();
  }

  /** Counts a late event. */
  public void late() {
    late.inc();
  }

  /** Counts what a source has given since its account before; an older account counts nothing. */
  public void account(Account account) {
    String name = account.stream() + '\0' + account.source();
    long now = account.counts().received();
    Long known = received.get(name);
    long before = known != null ? known : restored ? now : 0;
    if (known == null || now > before) {
      received.put(name, now);
      source(account.source()).inc(now - before);
    }
  }

  private Counter source(String name) {
    Counter known = bySource.get(name);
    if (known != null) {
      return known;
    }
    String label = bySource.size() < SeriesBudget.PER_METRIC - 1 ? name : SeriesRegister.OTHER;
    Counter counter =
        label.equals(name)
            ? operator
                .addGroup(MetricLabel.SOURCE.label(), name)
                .counter(FusionMetric.STREAM_INGEST_TOTAL.exportedName())
            : source(SeriesRegister.OTHER);
    bySource.put(name, counter);
    return counter;
  }
}
