package lumen.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LastWordsTest {
  @TempDir private Path temp;
  private Path out;
  private Path log;

  @BeforeEach
  void name() {
    out = temp.resolve("jobmanager.out");
    log = temp.resolve("jobmanager.log");
  }

  @Test
  void complaintOfTheJvmComesFirst() throws IOException {
    Files.writeString(
        out,
        "Error occurred during initialization of VM\nCould not reserve enough space for heap\n");
    assertThat(LastWords.of(out, log, 0))
        .isEqualTo(
            "Error occurred during initialization of VM | Could not reserve enough space for heap");
  }

  @Test
  void lastErrorOfTheLogGivesItsInnermostCause() throws IOException {
    Files.writeString(
        log,
        """
        2026-01-01 00:00:00,000 ERROR org.apache.flink.A [] - Could not start.
        org.apache.flink.util.FlinkException: outer
        \tat a.B.c(B.java:1)
        Caused by: java.net.BindException: Could not start rest endpoint on any port in 8081
        \tat a.B.c(B.java:1)
        2026-01-01 00:00:01,000 INFO  org.apache.flink.A [] - Shutting down
        """);
    assertThat(LastWords.of(out, log, 0))
        .isEqualTo("Could not start rest endpoint on any port in 8081");
  }

  @Test
  void brokersFarewellIsNoReason() throws IOException {
    Files.writeString(
        log,
        """
        2026-01-01 00:00:00,000 ERROR kafka.Kafka$ [] - Exiting Kafka due to fatal exception
        java.lang.RuntimeException: No readable meta.properties files found.
        \tat a.B.c(B.java:1)
        """);
    assertThat(LastWords.of(out, log, 0)).isEqualTo("No readable meta.properties files found.");
  }

  @Test
  void olderLogsDoNotSpeakForThisProcess() throws IOException {
    Files.writeString(log, "2026-01-01 00:00:00,000 ERROR a [] - old\n");
    assertThat(LastWords.of(out, log, Long.MAX_VALUE)).isEqualTo("it left no reason in " + log);
  }
}
