package lumen.connectors.postgres;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lumen.connectors.outage.Outage;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects rows and writes them at a full batch and before each checkpoint. A batch that meets a
 * lost connection is written again as a whole, which changes nothing if it was already there; after
 * the configured time without success, or at once where waiting cannot help, the task fails.
 */
final class PostgresWriter implements SinkWriter<ResonanceEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresWriter.class);
  private static final long FIRST_WAIT_MILLIS = 100;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  /** What a row is known by. */
  private record RowId(String tenant, long micros) {}

  private interface Attempt {
    void run() throws SQLException, IOException;
  }

  private final PostgresOptions options;
  private final Counter written;
  private final Counter retried;
  private final Outage outage;
  private final Map<RowId, ResonanceEvent> rows = new LinkedHashMap<>();
  private ResonanceTable table;

  /** Connects; the table is there when this returns. */
  PostgresWriter(PostgresOptions options, Counter written, Counter retried) throws IOException {
    this.options = options;
    this.written = written;
    this.retried = retried;
    outage = new Outage("PostgreSQL table " + options.table());
    retry(this::connected);
  }

  @Override
  public void write(ResonanceEvent event, Context context) throws IOException {
    rows.put(new RowId(event.tenant(), event.micros()), event);
    if (rows.size() >= options.batchRows()) {
      flush(false);
    }
  }

  @Override
  public void flush(boolean endOfInput) throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    retry(
        () -> {
          connected();
          table.upsert(rows.values());
        });
    written.inc(rows.size());
    rows.clear();
  }

  private void connected() throws SQLException, IOException {
    if (table == null) {
      table = ResonanceTable.open(options);
    }
  }

  private void retry(Attempt attempt) throws IOException {
    long deadline = System.nanoTime() + (long) (options.retryS() * 1e9);
    long wait = FIRST_WAIT_MILLIS;
    while (true) {
      try {
        attempt.run();
        outage.back();
        return;
      } catch (SQLException e) {
        disconnect();
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        boolean passes = passes(e) && ConnectionFault.remedy(options, e).isEmpty();
        if (!passes || left <= 0) {
          throw failure(e, passes);
        }
        retried.inc();
        outage.lost(reason(e));
        pause(Math.min(wait, left));
        wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
      }
    }
  }

  /**
   * Whether waiting may help, by the state's class: connection lost (08), serialisation and
   * deadlock (40), no resources or connections left (53), server stopping or starting (57), and a
   * table that another writer makes at this moment (23505, 42P07).
   */
  private static boolean passes(SQLException thrown) {
    String state = thrown.getSQLState() == null ? "" : thrown.getSQLState();
    return state.matches("(08|40|53|57).*|23505|42P07|55P03");
  }

  private IOException failure(SQLException thrown, boolean waited) {
    String after = waited ? " within " + options.retryS() + " s" : "";
    return new IOException(
        "rows must reach %s of %s%s: %s%s"
            .formatted(
                options.table(),
                options.jdbcUrl(),
                after,
                ConnectionFault.why(thrown),
                ConnectionFault.remedy(options, thrown).map(text -> "; " + text).orElse("")),
        thrown);
  }

  static String reason(SQLException thrown) {
    SQLException last = thrown.getNextException() == null ? thrown : thrown.getNextException();
    String message = String.valueOf(last.getMessage()).strip().replaceAll("\\s*\\R\\s*", " | ");
    return message + " (SQLSTATE " + last.getSQLState() + ")";
  }

  private static void pause(long millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("writing was interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  private void disconnect() {
    ResonanceTable lost = table;
    table = null;
    try {
      if (lost != null) {
        lost.close();
      }
    } catch (SQLException e) {
      LOG.debug("the lost connection did not close", e);
    }
  }

  /** Rows of an unfinished batch come again from the last checkpoint. */
  @Override
  public void close() {
    disconnect();
  }
}
