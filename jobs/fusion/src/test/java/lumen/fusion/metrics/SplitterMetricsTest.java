package lumen.fusion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.LateEvent;
import lumen.event.Position;
import lumen.event.Reject;
import lumen.event.RejectReason;
import lumen.event.SampleBlock;
import lumen.fusion.command.OperatorCommandReader;
import lumen.fusion.ingest.SplitOperator;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.sink.RawSettings;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What the splitter counts of what passes it. */
final class SplitterMetricsTest {
  private static final Position POSITION = new Position("rig.ndjson", 10, 2);

  @Test
  void whatPassesIsCounted() throws Exception {
    try (OperatorRun run = new OperatorRun();
        OneInputStreamOperatorTestHarness<Envelope, SampleBlock> splitter = splitter(run)) {
      splitter.open();
      assertThat(run.values())
          .containsEntry("fusion_stream_ingest_total{source=wrist}", 0.0)
          .containsEntry("fusion_stream_ingest_total{source=ankle}", 0.0);
      take(splitter, new Reject(RejectReason.NOT_JSON, "no JSON", "rig", null, POSITION, "{"));
      take(splitter, new LateEvent("rig", "wrist", POSITION, 1, 2, "{}"));
      take(splitter, account(40));
      take(splitter, account(70));
      assertThat(run.values())
          .containsEntry("fusion_rejected_total{reason=not_json}", 1.0)
          .containsEntry("fusion_late_total{}", 1.0)
          .containsEntry("fusion_stream_ingest_total{source=wrist}", 70.0)
          .containsEntry("fusion_stream_ingest_total{source=ankle}", 0.0);
    }
  }

  @Test
  void afterARestoreWhatAnEarlierAttemptCountedIsNotCountedAgain() throws Exception {
    OperatorSubtaskState checkpoint;
    try (OperatorRun run = new OperatorRun();
        OneInputStreamOperatorTestHarness<Envelope, SampleBlock> splitter = splitter(run)) {
      splitter.open();
      take(splitter, account(70));
      checkpoint = splitter.snapshot(1, 1);
    }
    try (OperatorRun run = new OperatorRun();
        OneInputStreamOperatorTestHarness<Envelope, SampleBlock> splitter = splitter(run)) {
      splitter.initializeState(checkpoint);
      splitter.open();
      take(splitter, account(80));
      take(splitter, account(95));
      assertThat(run.value("fusion_stream_ingest_total{source=wrist}")).isEqualTo(15);
    }
  }

  private static void take(
      OneInputStreamOperatorTestHarness<Envelope, SampleBlock> splitter, Envelope envelope)
      throws Exception {
    splitter.processElement(new StreamRecord<>(envelope));
  }

  private static Account account(long received) {
    return new Account(
        "rig",
        "wrist",
        new Account.Counts(received, received, 0, 0, 0, 0),
        new TreeMap<>(),
        0,
        0,
        0,
        0,
        null);
  }

  private static OneInputStreamOperatorTestHarness<Envelope, SampleBlock> splitter(OperatorRun run)
      throws Exception {
    MockEnvironment environment =
        new MockEnvironmentBuilder().setTaskName("ingest").setMetricGroup(run.task()).build();
    return new OneInputStreamOperatorTestHarness<>(
        new SplitOperator(
            RawSettings.lines(LumenSettings.defaults().fusion().privacy()),
            OperatorCommandReader.standard(),
            List.of("wrist", "ankle"),
            List.of()),
        environment);
  }
}
