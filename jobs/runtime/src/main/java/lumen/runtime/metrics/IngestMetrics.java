package lumen.runtime.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import lumen.event.Account;
import lumen.event.RejectReason;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;

/**
 * The metrics of the input, of the operator that separates samples from everything else. They count
 * from 0 in every attempt of the job; the accounts hold the exact counts over all of them. Every
 * reason and every configured source has its series from the start, another source from its first
 * event on: see {@link LateBornCounter}.
 */
public final class IngestMetrics {
  private final MetricGroup operator;
  private final Names names;
  private final boolean restored;
  private final Map<RejectReason, Counter> rejected = new EnumMap<>(RejectReason.class);
  private final Counter late;
  private final Map<String, Counter> bySource = new HashMap<>();
  private final Map<String, Long> received = new HashMap<>();
  private final List<LateBornCounter> lateBorn = new ArrayList<>();
  private final LongSupplier nowMillis;

  /**
   * The metrics of a job's input.
   *
   * @param received events read of an event source, whatever became of them
   * @param rejected what was not taken, by its reason
   * @param late events behind their stream's line
   */
  public record Names(ExportedMetric received, ExportedMetric rejected, ExportedMetric late) {}

  /**
   * Registers the metrics.
   *
   * @param operator the operator's group
   * @param configured event sources that may come
   * @param restored whether the job goes on from a checkpoint: then the first account of a source
   *     tells what earlier attempts have counted
   */
  public IngestMetrics(
      MetricGroup operator, Names names, Collection<String> configured, boolean restored) {
    this(
        operator,
        names,
        configured,
        restored,
        () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
  }

  /**
   * Registers the metrics.
   *
   * @param nowMillis a clock that never goes back, milliseconds
   */
  public IngestMetrics(
      MetricGroup operator,
      Names names,
      Collection<String> configured,
      boolean restored,
      LongSupplier nowMillis) {
    this.operator = operator;
    this.names = names;
    this.restored = restored;
    this.nowMillis = nowMillis;
    for (RejectReason reason : RejectReason.values()) {
      rejected.put(
          reason,
          operator
              .addGroup(MetricLabel.REASON.label(), reason.code())
              .counter(names.rejected().exportedName()));
    }
    late = operator.counter(names.late().exportedName());
    for (String source : new TreeSet<>(configured)) {
      if (!isFull()) {
        bySource.put(source, register(source, new SimpleCounter()));
      }
    }
  }

  /** The operator ends: whoever looks now is told all that was counted. */
  public void end() {
    lateBorn.forEach(LateBornCounter::end);
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
    boolean summed = isFull() && !name.equals(SeriesRegister.OTHER);
    Counter counter = summed ? source(SeriesRegister.OTHER) : register(name, born());
    bySource.put(name, counter);
    return counter;
  }

  private boolean isFull() {
    return bySource.size() >= SeriesBudget.PER_METRIC - 1;
  }

  private LateBornCounter born() {
    LateBornCounter counter = new LateBornCounter(nowMillis);
    lateBorn.add(counter);
    return counter;
  }

  private Counter register(String source, Counter counter) {
    return operator
        .addGroup(MetricLabel.SOURCE.label(), source)
        .counter(names.received().exportedName(), counter);
  }
}
