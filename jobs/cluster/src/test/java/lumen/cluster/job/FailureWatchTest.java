package lumen.cluster.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FailureWatchTest {
  private static final String MISSING =
      """
      org.apache.flink.util.FlinkRuntimeException: the writer could not be made
      \tat a.B.c(B.java:1)
      Caused by: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This server does not host this topic-partition. attempt %d
      \t... 4 more
      """;

  private static List<JobFailure> failures(String trace, long... millis) {
    List<JobFailure> failures = new ArrayList<>();
    for (int i = 0; i < millis.length; i++) {
      failures.add(0, new JobFailure(millis[i], trace.formatted(i)));
    }
    return failures;
  }

  @Test
  void fiveOfOneKindWithinTwoMinutesAreTooMany() {
    assertThat(FailureWatch.repeated(failures(MISSING, 0, 1, 2, 119_000))).isEmpty();
    assertThat(FailureWatch.repeated(failures(MISSING, 0, 1, 2, 3, 120_000)))
        .hasValue("This server does not host this topic-partition. attempt 4");
    assertThat(FailureWatch.repeated(failures(MISSING, 0, 1, 2, 3, 120_001))).isEmpty();
    assertThat(FailureWatch.repeated(failures(MISSING, 0, 1, 60_000, 119_000, 119_500, 120_001)))
        .isPresent();
  }

  @Test
  void failuresOfOtherKindsDoNotAddUp() {
    List<JobFailure> mixed = failures(MISSING, 0, 2, 4);
    mixed.addAll(failures("java.io.IOException: rows must reach t", 1, 3, 5, 6));
    assertThat(FailureWatch.repeated(mixed)).isEmpty();
    mixed.addAll(failures("java.io.IOException: rows must reach t", 7));
    assertThat(FailureWatch.repeated(mixed)).hasValue("rows must reach t");
  }

  @Test
  void theInnermostCauseTellsTheKind() {
    String other = MISSING.replace("UnknownTopicOrPartition", "TopicAuthorization");
    List<JobFailure> mixed = failures(MISSING, 0, 2, 4);
    mixed.addAll(failures(other, 1, 3));
    assertThat(FailureWatch.repeated(mixed)).isEmpty();
  }

  @Test
  void lossOfProcessesIsNotTheJobsFault() {
    String lost =
        """
        org.apache.flink.runtime.jobmaster.JobMasterException: TaskManager with id 127.0.0.1:1%d is no longer reachable.
        \tat a.B.c(B.java:1)
        """;
    String connection =
        """
        org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException: Connecting to remote task manager '127.0.0.1:%d' has failed.
        \tat a.B.c(B.java:1)
        Caused by: java.net.ConnectException: Connection refused: /127.0.0.1
        """;
    assertThat(FailureWatch.repeated(failures(lost, 0, 1, 2, 3, 4, 5))).isEmpty();
    assertThat(FailureWatch.repeated(failures(connection, 0, 1, 2, 3, 4, 5))).isEmpty();
  }

  /** Flink's packages and keys are named after its processes. */
  @Test
  void failureOfATimerOrOfAKeyIsTheJobsOwn() {
    String timer =
        """
        org.apache.flink.runtime.taskmanager.AsynchronousException: Caught exception while processing timer.
        \tat a.B.c(B.java:1)
        Caused by: java.io.IOException: rows must reach t
        """;
    String buffers =
        "java.io.IOException: Insufficient number of network buffers: raise"
            + " 'taskmanager.memory.network.fraction'";
    assertThat(FailureWatch.repeated(failures(timer, 0, 1, 2, 3, 4))).hasValue("rows must reach t");
    assertThat(FailureWatch.repeated(failures(buffers, 0, 1, 2, 3, 4))).isPresent();
  }

  @Test
  void idsOfFilesAreNoKinds() {
    String denied =
        "java.io.FileNotFoundException: /out/.part-0a1b2c3d-4e5f-6a7b-8c9d-0e1f2a3b4c5%d-0.ndjson"
            + " (Permission denied)";
    assertThat(FailureWatch.repeated(failures(denied, 0, 1, 2, 3, 4))).isPresent();
  }

  @Test
  void failureWithoutATraceIsAFailureToo() {
    assertThat(FailureWatch.repeated(failures("", 0, 1, 2, 3, 4))).isPresent();
  }
}
