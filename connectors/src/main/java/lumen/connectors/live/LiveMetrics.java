package lumen.connectors.live;

import java.util.List;
import java.util.function.LongSupplier;
import lumen.event.Envelope;
import lumen.event.Reject;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.runtime.metrics.MetricNames;

/**
 * What Flink asks of any source (FLIP-33), of the live one:
 *
 * <ul>
 *   <li>{@code pendingRecords}: messages and packets that have arrived and nobody has looked at
 *   <li>{@code numRecordsInErrors}: what was rejected
 *   <li>{@code currentFetchEventTimeLag}: how far the newest event lies behind its arrival,
 *       milliseconds, in the stream where that is most; by the arrival clock, never by another
 * </ul>
 */
final class LiveMetrics {
  /** What Flink shows of a lag that is not known. */
  static final long UNDEFINED = -1;

  private static final long MICROS_PER_MILLI = 1_000;

  private final Counter errors;
  private volatile LongSupplier waiting = () -> 0;
  private volatile long lagMillis = UNDEFINED;

  LiveMetrics(SourceReaderMetricGroup group) {
    errors = group.getNumRecordsInErrorsCounter();
    group.setPendingRecordsGauge(() -> waiting.getAsLong());
    group.gauge(MetricNames.CURRENT_FETCH_EVENT_TIME_LAG, () -> lagMillis);
  }

  /** Begins to show the inputs of a ingest. */
  void show(LiveIngest ingest) {
    waiting = ingest::waiting;
  }

  /** Notes what a look at the inputs gave, and how far behind they are. */
  void looked(LiveIngest ingest, List<Envelope> gave) {
    for (Envelope envelope : gave) {
      if (envelope instanceof Reject) {
        errors.inc();
      }
    }
    long lag = ingest.lagMicros();
    if (lag != Long.MIN_VALUE) {
      lagMillis = Math.floorDiv(lag, MICROS_PER_MILLI);
    }
  }
}
