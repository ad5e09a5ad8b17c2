package lumen.fusion.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import lumen.event.Command;
import lumen.event.CommandText;
import lumen.event.Envelope;
import lumen.event.EnvelopeSerializer;
import lumen.event.Fact;
import lumen.event.Position;
import lumen.event.Reject;
import lumen.event.RejectReason;
import lumen.event.SampleBlock;
import lumen.event.SampleBlockSerializer;
import lumen.fusion.command.NoiseBounds;
import lumen.fusion.command.OperatorCommand;
import lumen.fusion.command.OperatorCommandReader;
import lumen.fusion.command.RulesCheck;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.sink.NoticeLines;
import lumen.fusion.sink.Outputs;
import lumen.fusion.sink.RawSettings;
import lumen.fusion.tenant.CommandInput;
import lumen.fusion.tenant.FactInput;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.command.CommandHead;
import lumen.runtime.lines.RawLines;
import lumen.runtime.lines.UnorderedOutput;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where texts and commands go. */
class SplitOperatorTest {
  private static final Position PLACE = new Position("control.ndjson", 70, 3);

  private OneInputStreamOperatorTestHarness<Envelope, SampleBlock> harness;

  @BeforeEach
  void open() throws Exception {
    RawLines raw = RawSettings.lines(LumenSettings.defaults().fusion().privacy());
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new SplitOperator(
                raw,
                OperatorCommandReader.of(RulesCheck.NONE, NoiseBounds.ANY),
                List.of(),
                List.of()),
            EnvelopeSerializer.INSTANCE);
    harness.setup(SampleBlockSerializer.INSTANCE);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void take(Envelope envelope) throws Exception {
    harness.processElement(new StreamRecord<>(envelope));
  }

  private static Command command(String json) throws Exception {
    return CommandText.read(json).command(Command.STREAM, PLACE);
  }

  private <T> List<T> side(OutputTag<T> tag) {
    List<T> all = new ArrayList<>();
    Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
    if (records != null) {
      records.forEach(record -> all.add(record.getValue()));
    }
    return all;
  }

  private List<String> notices(UnorderedOutput<?> output) {
    return NoticeLines.of(output, side(Outputs.NOTICES.tag()));
  }

  @Test
  void textGoesToItsTenantAndToTheFacts() throws Exception {
    take(new Fact("walk", "rig-1", "watch", "mode", 5, "WALKING", new Position("p1", 99, 4)));
    assertThat(side(SplitOperator.TENANT_INPUT))
        .containsExactly(new FactInput("rig-1", "walk", "watch", "mode", 5, "WALKING", 99));
    assertThat(side(Outputs.FACTS.tag())).hasSize(1);
  }

  @Test
  void commandGoesToItsTenantOnly() throws Exception {
    String json =
        "{\"id\":\"a\",\"author\":\"ann\",\"tenant\":\"rig-1\",\"effective_ts\":1.5,\"type\":\"release\"}";
    take(command(json));
    assertThat(side(SplitOperator.TENANT_INPUT))
        .containsExactly(
            CommandInput.of(
                new OperatorCommand.Release(new CommandHead("a", "ann", "rig-1", 1_500_000)),
                json,
                PLACE));
    assertThat(notices(Outputs.REJECTS)).isEmpty();
    assertThat(harness.getOutput()).isEmpty();
  }

  @Test
  void whatWasReadWhereItCameInIsNotReadAgain() throws Exception {
    CommandText text =
        CommandText.read(
            "{\"id\":\"a\",\"author\":\"ann\",\"effective_ts\":1.5,\"type\":\"release\"}");
    Command read = text.command(Command.STREAM, PLACE);
    take(new Command(Command.STREAM, "", "", "", 0, "not read", PLACE, Optional.of(read.text())));
    take(new Command(Command.STREAM, "", "", "", 0, "read", PLACE));
    assertThat(side(SplitOperator.TENANT_INPUT))
        .containsExactly(
            CommandInput.of(
                new OperatorCommand.Release(new CommandHead("a", "ann", "default", 1_500_000)),
                "not read",
                PLACE));
    assertThat(notices(Outputs.REJECTS))
        .singleElement()
        .asString()
        .contains("command must be one JSON object");
  }

  @Test
  void commandThatIsNotAcceptedIsARejectWithEverythingThatIsWrong() throws Exception {
    String json = "{\"id\":\"a\",\"author\":\"ann\",\"type\":\"weights\",\"ure\":2}";
    take(command(json));
    take(command("{}"));
    List<TenantInput> none = side(SplitOperator.TENANT_INPUT);
    assertThat(none).isEmpty();
    assertThat(notices(Outputs.REJECTS).get(0))
        .isEqualTo(
            "{\"reason\":\"bad_command\",\"detail\":\"must be epoch seconds above 0 and below 1e11:"
                + " effective_ts is missing; must be a number in 0.6..0.9: ure=2; must be a number"
                + " in 0.1..0.4: sensors is missing\",\"stream\":\"control\",\"source\":\"ann\","
                + "\"file\":\"control.ndjson\",\"line\":3,\"offset\":70,\"raw\":"
                + "\"{\\\"id\\\":\\\"a\\\",\\\"author\\\":\\\"ann\\\",\\\"type\\\":\\\"weights\\\",\\\"ure\\\":2}\"}");
    assertThat(notices(Outputs.REJECTS).get(1)).contains("\"source\":null");
  }

  @Test
  void commandsAreCountedSinceTheLastBarrierAndApartFromEvents() throws Exception {
    take(command("{\"id\":\"a\",\"author\":\"b\",\"effective_ts\":1,\"type\":\"release\"}"));
    take(command("{}"));
    take(new Reject(RejectReason.BAD_COMMAND, "no", Command.STREAM, null, PLACE, "#"));
    take(new Reject(RejectReason.NOT_JSON, "no", "walk", null, PLACE, "#"));
    harness.prepareSnapshotPreBarrier(1);
    harness.prepareSnapshotPreBarrier(2);
    take(command("{}"));
    harness.endInput();
    assertThat(notices(Outputs.ACCOUNTS))
        .containsExactly(
            "{\"commands\":{\"received\":3,\"rejected\":2}}",
            "{\"commands\":{\"received\":1,\"rejected\":1}}");
    assertThat(notices(Outputs.REJECTS)).hasSize(4);
  }
}
