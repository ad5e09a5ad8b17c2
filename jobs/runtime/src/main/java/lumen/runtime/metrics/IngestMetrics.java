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
import lumen.event.Account.Counts;
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
  private static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

  private final MetricGroup operator;
  private final Names names;
  private final boolean restored;
  private final Map<RejectReason, Counter> rejected = new EnumMap<>(RejectReason.class);
  private final Counter late;
  private final Map<String, Counter> bySource = new HashMap<>();
  private final Map<String, Counts> received = new HashMap<>();
  private final SourceFates fates;
  private final List<LateBornCounter> lateBorn = new ArrayList<>();
  private final LongSupplier nowMillis;

  /**
   * The metrics of a job's input.
   *
   * @param received events read of an event source, whatever became of them
   * @param rejected what was not taken, by its reason
   * @param late events behind their stream's line
   * @param dropped events of a source lost to a full queue
   * @param filtered events of a source none of whose channels is selected
   * @param newest when the newest event of a source was read, by the clock
   */
  public record Names(
      ExportedMetric received,
      ExportedMetric rejected,
      ExportedMetric late,
      ExportedMetric dropped,
      ExportedMetric filtered,
      ExportedMetric newest) {}

  /**
   * Registers the metrics.
   *
   * @param operator the operator's group
   * @param configured event sources that may come
   * @param expected those of them that are waited for from now on
   * @param restored whether the job goes on from a checkpoint: then the first account of a source
   *     tells what earlier attempts have counted
   */
  public IngestMetrics(
      MetricGroup operator,
      Names names,
      Collection<String> configured,
      Collection<String> expected,
      boolean restored) {
    this(
        operator,
        names,
        configured,
        expected,
        restored,
        () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
        System::currentTimeMillis);
  }

  /**
   * Registers the metrics.
   *
   * @param nowMillis a clock that never goes back, milliseconds
   * @param clockMillis the clock of the host, milliseconds since 1970
   * @see #IngestMetrics(MetricGroup, Names, Collection, Collection, boolean)
   */
  public IngestMetrics(
      MetricGroup operator,
      Names names,
      Collection<String> configured,
      Collection<String> expected,
      boolean restored,
      LongSupplier nowMillis,
      LongSupplier clockMillis) {
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
    fates = new SourceFates(operator, names, clockMillis);
    for (String source : new TreeSet<>(configured)) {
      if (!isFull()) {
        bySource.put(source, register(source, new SimpleCounter()));
        fates.know(source, SimpleCounter::new);
      }
    }
    new TreeSet<>(expected).forEach(source -> fates.expect(source, SimpleCounter::new));
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
    Counts now = account.counts();
    Counts known = received.get(name);
    Counts before = known != null ? known : restored ? now : NONE;
    if (known == null || now.received() > before.received()) {
      received.put(name, now);
      source(account.source()).inc(now.received() - before.received());
      fates.read(
          account.source(),
          now.dropped() - before.dropped(),
          now.filtered() - before.filtered(),
          this::born);
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
