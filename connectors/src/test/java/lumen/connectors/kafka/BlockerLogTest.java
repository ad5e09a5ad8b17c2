package lumen.connectors.kafka;

import static lumen.connectors.kafka.BlockerRun.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Map;
import lumen.connectors.live.LogLines;
import lumen.event.Account;
import lumen.event.LateEvent;
import lumen.event.Position;
import lumen.event.SampleBlock;
import lumen.golden.GoldenState;
import lumen.intake.IntakeMaker;
import lumen.intake.RecordIntake;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic that holds a log of decided events is carried out as it says. */
class BlockerLogTest {
  private static final KafkaInputOptions LOG =
      new KafkaInputOptions(
          "log",
          "localhost:9092",
          "lumen.log",
          null,
          KafkaInputOptions.Start.COMMITTED_ELSE_EARLIEST,
          Map.of(),
          KafkaInputOptions.DEFAULT_FLUSH_MILLIS,
          KafkaInputOptions.DEFAULT_FLUSH_SAMPLES,
          0,
          EndingSource.NEVER,
          true,
          "");
  private static final LogLines LINES = new LogLines();

  private static byte[] event(String stream, double seconds, double arrival, String fate) {
    return bytes(
        "{\"ts\":%s,\"source\":\"rig\",\"key\":\"x\",\"value\":1,\"meta\":{\"stream\":\"%s\",\"at\":%s%s}}"
            .formatted(
                1_700_000_000L + seconds,
                stream,
                1_700_000_000L + arrival,
                fate.isEmpty() ? "" : ",\"fate\":\"" + fate + "\""));
  }

  private static BlockerRun log() throws Exception {
    BlockerRun run = new BlockerRun(LOG, BlockerRun.rules());
    run.assign(0);
    run.take(0, 0, LINES.header(100_000));
    run.take(0, 1, event("osc_1", 4.95, 5.0, ""));
    run.take(0, 2, event("osc_2", 1.0, 6.0, "late"));
    run.take(0, 3, event("osc_2", 5.9, 6.0, ""));
    run.take(0, 4, LINES.beat(BlockerRun.T0_MICROS + 9_000_000));
    return run;
  }

  @Test
  void verdictsOfTheLogHoldAndItsClockIsEventTime() throws Exception {
    try (BlockerRun run = log()) {
      run.pass(200);
      assertThat(run.all(SampleBlock.class))
          .extracting(SampleBlock::stream)
          .containsExactly("osc_1", "osc_2");
      assertThat(run.all(LateEvent.class)).extracting(LateEvent::stream).containsExactly("osc_2");
      assertThat(run.watermark()).isEqualTo(8.899);
    }
  }

  @Test
  void accountsAreThoseOfTheStreamsWithinTheLogAlsoAfterARestore() throws Exception {
    try (BlockerRun run = log()) {
      run.restore();
      run.assign(0);
      run.take(0, 5, event("osc_2", 8.95, 9.0, ""));
      run.take(0, 6, bytes("{}"));
      run.beforeBarrier();
      assertThat(run.all(Account.class))
          .filteredOn(a -> a.stream().equals("osc_2"))
          .last()
          .extracting(Account::counts)
          .isEqualTo(new Account.Counts(3, 2, 0, 1, 0, 0));
      assertThat(run.all(Account.class))
          .filteredOn(a -> a.stream().equals("log"))
          .last()
          .extracting(Account::rejects)
          .hasToString("{malformed_log=1}");
      assertThat(run.all(Account.class).stream().filter(a -> a.stream().equals("osc_1")))
          .allMatch(a -> a.counts().equals(new Account.Counts(1, 1, 0, 0, 0, 0)));
    }
  }

  /** A partition of either kind, as every version writes and reads it. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void partitionIsThatOfEveryVersion(boolean ofLog) throws Exception {
    KafkaInputOptions input =
        ofLog ? LOG : KafkaInputOptions.of("log", "localhost:9092", "lumen.log");
    RecordIntake intake = new RecordIntake(input.stream(), BlockerRun.rules(), ofLog);
    intake.take(LINES.header(100_000), new Position("lumen.log", 0, 1));
    intake.take(event("osc_1", 4.95, 5.0, ""), new Position("lumen.log", 1, 2));
    intake.take(event("osc_2", 1.0, 6.0, "late"), new Position("lumen.log", 2, 3));
    intake.drain(new ArrayList<>());
    GoldenState.rewritten(
        ofLog ? "partition-log" : "partition",
        new StateForm("partition", 2, 1),
        new StoredPartition(new PartitionId("lumen.log", 3), intake).write(),
        bytes ->
            StoredPartition.read(bytes, input, IntakeMaker.ofEvents(BlockerRun.rules())).write());
  }

  @Test
  void stateOfALogIsNotTakenForEvents() throws Exception {
    RecordIntake log = new RecordIntake("log", BlockerRun.rules(), true);
    byte[] state = new StoredPartition(new PartitionId("lumen.log", 0), log).write();
    KafkaInputOptions events = KafkaInputOptions.of("log", "localhost:9092", "lumen.log");
    assertThatThrownBy(
            () -> StoredPartition.read(state, events, IntakeMaker.ofEvents(BlockerRun.rules())))
        .hasMessage("state \"partition\" must be of the kind of its input: events, is of a log");
  }
}
