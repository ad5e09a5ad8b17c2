package lumen.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import lumen.connectors.outage.OutageLines;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PostgresWriterTest {
  private static final String ALL =
      "SELECT tenant, (extract(epoch FROM ts) * 1000000)::bigint, phase_diff, sync_quality,"
          + " entropy_ratio FROM resonance_events ORDER BY tenant, ts";

  @TempDir private static Path folder;
  private static LocalPostgres postgres;

  private final SimpleCounter written = new SimpleCounter();

  /** Counts the tries that failed, and tells of the first. */
  private static final class Retries extends SimpleCounter {
    final CountDownLatch first = new CountDownLatch(1);

    @Override
    public void inc() {
      super.inc();
      first.countDown();
    }
  }

  private final Retries retried = new Retries();

  @BeforeAll
  static void startServer() {
    postgres = LocalPostgres.start(folder);
  }

  @AfterAll
  static void stopServer() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }

  @BeforeEach
  void forgetTable() throws SQLException {
    postgres.run("DROP TABLE IF EXISTS resonance_events");
  }

  private PostgresWriter writer(int batchRows, double retryS) throws IOException {
    return new PostgresWriter(postgres.options(batchRows, retryS), written, retried);
  }

  private static ResonanceEvent event(String tenant, long micros, double phaseDiff) {
    return new ResonanceEvent(tenant, micros, phaseDiff, 0.9, Double.NaN);
  }

  @Test
  void theTableIsMadeAndRowsAreExact() throws Exception {
    try (PostgresWriter writer = writer(100, 5)) {
      writer.write(event("a", 1_700_000_000_123_457L, 0.1 + 0.2), null);
      writer.write(event("b\0'; --", -1, Double.MIN_VALUE), null);
      assertThat(postgres.rows(ALL)).isEmpty();
      writer.flush(false);
      assertThat(postgres.rows(ALL))
          .containsExactly(
              "a 1700000000123457 0.30000000000000004 0.9 null", "b\u2400'; -- -1 5e-324 0.9 null");
      assertThat(written.getCount()).isEqualTo(2);
      assertThat(
              postgres.rows(
                  "SELECT column_name, data_type, is_nullable FROM information_schema.columns"
                      + " WHERE table_name = 'resonance_events' ORDER BY ordinal_position"))
          .containsExactly(
              "tenant text NO",
              "ts timestamp with time zone NO",
              "phase_diff double precision YES",
              "sync_quality double precision YES",
              "entropy_ratio double precision YES");
    }
  }

  @Test
  void aRowReplacesTheRowOfItsTenantAndTimeInABatchAndLater() throws Exception {
    try (PostgresWriter writer = writer(100, 5)) {
      writer.write(event("a", 1, 0.1), null);
      writer.write(event("a", 2, 0.2), null);
      writer.write(event("b", 1, 0.3), null);
      writer.write(event("a", 1, 0.4), null);
      writer.flush(false);
      writer.write(event("a", 2, Double.NaN), null);
      writer.flush(true);
    }
    assertThat(postgres.rows(ALL))
        .containsExactly("a 1 0.4 0.9 null", "a 2 null 0.9 null", "b 1 0.3 0.9 null");
  }

  @Test
  void aFullBatchIsWrittenAtOnce() throws Exception {
    try (PostgresWriter writer = writer(3, 5)) {
      for (int i = 0; i < 7; i++) {
        writer.write(event("a", i, 0), null);
      }
      assertThat(postgres.rows("SELECT count(*) FROM resonance_events")).containsExactly("6");
    }
  }

  @Test
  void aServerThatComesBackGetsTheWholeBatch() throws Exception {
    try (OutageLines log = new OutageLines("PostgreSQL table resonance_events");
        PostgresWriter writer = writer(100, 60)) {
      writer.write(event("a", 1, 0.1), null);
      writer.flush(false);
      postgres.stop();
      CompletableFuture<Void> back =
          CompletableFuture.runAsync(
              () -> {
                try {
                  retried.first.await();
                  postgres.start();
                } catch (IOException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      writer.write(event("a", 2, 0.2), null);
      writer.flush(false);
      back.get();
      assertThat(postgres.rows(ALL)).containsExactly("a 1 0.1 0.9 null", "a 2 0.2 0.9 null");
      assertThat(retried.getCount()).isPositive();
      assertThat(written.getCount()).isEqualTo(2);
      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().get(0)).startsWith("WARN").contains("(SQLSTATE ");
      assertThat(log.lines().get(1))
          .isEqualTo("INFO is back, after " + retried.getCount() + " failures");
    }
  }

  @Test
  void aServerThatStaysAwayFailsTheTaskWithOneClearMessage() throws Exception {
    try (PostgresWriter writer = writer(100, 0.3)) {
      writer.write(event("a", 1, 0.1), null);
      postgres.stop();
      try {
        assertThatThrownBy(() -> writer.flush(false))
            .isInstanceOf(IOException.class)
            .hasMessageMatching(
                "rows must reach resonance_events of jdbc:postgresql://127.0.0.1:[0-9]+/postgres"
                    + " within 0.3 s: Connection to 127.0.0.1:[0-9]+ refused.* \\(SQLSTATE 08001\\)");
      } finally {
        postgres.start();
      }
    }
  }

  @Test
  void whatWaitingCannotMendFailsAtOnce() throws Exception {
    postgres.run("CREATE TABLE resonance_events (tenant text)");
    try (PostgresWriter writer = writer(1, 60)) {
      assertThatThrownBy(() -> writer.write(event("a", 1, 0.1), null))
          .hasMessageContaining("column \"ts\" of relation \"resonance_events\" does not exist")
          .hasMessageEndingWith("(SQLSTATE 42703)");
    }
    assertThat(retried.getCount()).isZero();
  }

  @Test
  void anExistingTableNeedsNoRightToCreate() throws Exception {
    writer(1, 5).close();
    postgres.run("REVOKE CREATE ON SCHEMA public FROM public");
    postgres.run("DROP ROLE IF EXISTS frames");
    postgres.run("CREATE ROLE frames LOGIN");
    postgres.run("GRANT SELECT, INSERT, UPDATE ON resonance_events TO frames");
    PostgresOptions frames = PostgresOptions.of(postgres.url(), "frames", "", "");
    try (PostgresWriter writer = new PostgresWriter(frames, written, retried)) {
      writer.write(event("a", 1, 0.1), null);
      writer.flush(true);
    }
    assertThat(postgres.rows(ALL)).hasSize(1);
    PostgresOptions elsewhere =
        new PostgresOptions(postgres.url(), "frames", "", "", "public.others", 1, 60);
    assertThatThrownBy(() -> new PostgresWriter(elsewhere, written, retried))
        .hasMessageContaining("permission denied for schema public");
    postgres.run("DROP OWNED BY frames");
  }

  @Test
  void thePasswordIsReadFromItsFileWhenConnecting() throws Exception {
    Path secret = folder.resolve("secret");
    PostgresOptions options = PostgresOptions.of(postgres.url(), "postgres", secret.toString(), "");
    assertThatThrownBy(() -> new PostgresWriter(options, written, retried))
        .hasMessage("password_file must exist: " + secret);
    Files.writeString(secret, "top secret\nand a remark\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> new PostgresWriter(options, written, retried))
        .hasMessage(
            "password_file must be readable by its owner alone, is rw-r-----: chmod 600 " + secret);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    assertThat(options.password()).isEqualTo("top secret");
    new PostgresWriter(options, written, retried).close();
    assertThat(PostgresOptions.of(postgres.url(), "u", "", "PATH").password())
        .isEqualTo(System.getenv("PATH"));
    assertThatThrownBy(() -> PostgresOptions.of(postgres.url(), "u", "", "NO_SUCH").password())
        .hasMessage("the environment must hold the password: NO_SUCH");
  }
}
