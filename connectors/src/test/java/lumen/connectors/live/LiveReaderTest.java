package lumen.connectors.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.RecordingFiles;
import lumen.connectors.replay.RecordingReader;
import lumen.event.Account;
import lumen.event.Command;
import lumen.event.Envelope;
import lumen.event.LateEvent;
import lumen.event.LogLine;
import lumen.event.Reject;
import lumen.event.RejectReason;
import lumen.golden.GoldenState;
import lumen.intake.LiveInputException;
import lumen.intake.LiveMessage;
import lumen.intake.ReplayOptions;
import lumen.state.StateForm;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.metrics.groups.InternalSourceReaderMetricGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveReaderTest {
  private static final long START = 1_767_225_600_000_000L;
  private static final long SECOND = 1_000_000;
  private static final ReplayOptions RULES =
      new ReplayOptions(
          2 * SECOND, 10 * SECOND, 3_600 * SECOND, 86_400 * SECOND, 10, Map.of(), true, 0, false);

  @TempDir private Path folder;
  private final ScriptedInput osc = new ScriptedInput();
  private final ScriptedInput ure = new ScriptedInput();
  private final LiveOutput output = new LiveOutput();
  private final List<LiveReader> readers = new ArrayList<>();
  private CommandCheck check = CommandCheck.NONE;
  private final MetricListener metrics = new MetricListener();
  private long now = START;

  @AfterEach
  void close() {
    readers.forEach(LiveReader::close);
  }

  /** What the streams share, as every version writes and reads it. */
  @Test
  void sharedStateIsThatOfEveryVersion() throws Exception {
    LiveReader reader = started(options(0, false));
    osc.queue.add(new LiveMessage.Scalar("/a", 1, LiveMessage.UNSTAMPED, now));
    osc.queue.add(new LiveMessage.Scalar("/a", 2, now - 200_000, now));
    osc.queue.add(new LiveMessage.Dropped(5, now));
    poll(reader);
    GoldenState.rewritten(
        "live-shared",
        new StateForm("live-shared", 2, 1),
        shared(reader),
        bytes ->
            shared(started(options(0, false), List.of(new LiveSplit(LiveSplit.CONTROL, bytes)))));
  }

  private static byte[] shared(LiveReader reader) {
    return reader.snapshotState(1).stream()
        .filter(split -> split.stream().equals(LiveSplit.CONTROL))
        .findFirst()
        .orElseThrow()
        .state();
  }

  @Test
  void everyMessageIsAccountedFor() throws Exception {
    LiveReader reader = started(options(0, false));
    osc.queue.add(new LiveMessage.Scalar("/a", 1, LiveMessage.UNSTAMPED, now));
    osc.queue.add(
        new LiveMessage.Elements("/b", new double[] {1, Double.NaN, 3}, now - 50_000, now));
    osc.queue.add(new LiveMessage.Scalar("/a", Double.NaN, LiveMessage.UNSTAMPED, now));
    osc.queue.add(new LiveMessage.Scalar("/a", 2, now - 200_000, now));
    osc.queue.add(new LiveMessage.Text("/mark", "take \uD800 two", LiveMessage.UNSTAMPED, now));
    osc.queue.add(new LiveMessage.Refused(RejectReason.MALFORMED_OSC, "odd length", "2f", now));
    osc.queue.add(new LiveMessage.Filtered(7, now));
    osc.queue.add(new LiveMessage.Dropped(5, now));
    ure.queue.add(new LiveMessage.Scalar("ure_hz", 5, LiveMessage.UNSTAMPED, now));
    poll(reader);

    Account account = output.account("osc_1");
    assertThat(account.counts()).isEqualTo(new Account.Counts(18, 3, 2, 1, 7, 5));
    assertThat(account.ignoredElements()).isEqualTo(1);
    assertThat(output.account("ure").counts()).isEqualTo(new Account.Counts(1, 1, 0, 0, 0, 0));
    assertThat(output.samples())
        .containsEntry("stage/rig//a", List.of(START + "=1.0"))
        .containsEntry("stage/rig//b[0]", List.of(START - 50_000 + "=1.0"))
        .containsEntry("stage/rig//b[2]", List.of(START - 50_000 + "=3.0"));
    assertThat(output.of(Reject.class))
        .extracting(reject -> reject.reason().code())
        .containsExactly("non_finite", "malformed_osc");
    assertThat(output.of(LateEvent.class))
        .singleElement()
        .satisfies(late -> assertThat(late.behindMicros()).isEqualTo(100_000));
  }

  @Test
  void metricsOfAnySourceTellWhatWaitsWhatWasRejectedAndTheLag() throws Exception {
    LiveReader reader = started(options(0, false));
    assertThat(lag()).as("no event yet").isEqualTo(-1);
    poll(reader);
    for (int i = 0; i < 5_000; i++) {
      osc.queue.add(new LiveMessage.Scalar("/a", i, now - 30_000, now));
    }
    ure.queue.add(new LiveMessage.Scalar("ure_hz", 5, LiveMessage.UNSTAMPED, now));
    ure.queue.add(new LiveMessage.Scalar("ure_hz", Double.NaN, LiveMessage.UNSTAMPED, now));
    ure.queue.add(new LiveMessage.Refused(RejectReason.PULL_FAILED, "no", "", now));
    assertThat(pending()).isEqualTo(5_003);
    assertThat(reader.pollNext(output)).isEqualTo(InputStatus.MORE_AVAILABLE);
    assertThat(pending()).isEqualTo(5_000 - 4_096);
    poll(reader);

    assertThat(pending()).isZero();
    assertThat(lag()).isEqualTo(30);
    Counter errors = metrics.getCounter("numRecordsInErrors").orElseThrow();
    assertThat(errors.getCount()).isEqualTo(2).isEqualTo(output.of(Reject.class).size());
    osc.queue.add(new LiveMessage.Scalar("/a", 1, LiveMessage.UNSTAMPED, now));
    now += 5 * SECOND;
    poll(reader);
    assertThat(lag()).as("by arrivals, whatever the clock says").isZero();
  }

  private long pending() {
    return metrics.<Long>getGauge("pendingRecords").orElseThrow().getValue();
  }

  private long lag() {
    return metrics.<Long>getGauge("currentFetchEventTimeLag").orElseThrow().getValue();
  }

  @Test
  void timeTagFarFromItsArrivalIsNotBelievedAndCounted() throws Exception {
    LiveReader reader = started(options(0, false));
    osc.queue.add(new LiveMessage.Scalar("/a", 1, now - 3_600 * SECOND, now));
    osc.queue.add(new LiveMessage.Scalar("/a", 2, now + 5 * SECOND, now));
    osc.queue.add(new LiveMessage.Scalar("/a", 3, now + 5 * SECOND + 1, now));
    poll(reader);

    assertThat(output.samples().get("stage/rig//a"))
        .containsExactly(START + "=1.0", START + 5 * SECOND + "=2.0", START + "=3.0");
    assertThat(output.account("osc_1").clamped()).isEqualTo(2);
  }

  @Test
  void eventTimeGoesOnWithTheClockWhenNothingComes() throws Exception {
    LiveReader reader = started(options(0, false));
    poll(reader);
    assertThat(output.watermark).isEqualTo(START / 1_000 - 100 - 1);
    now += 30 * SECOND;
    poll(reader);
    assertThat(output.watermark).isEqualTo(START / 1_000 + 30_000 - 100 - 1);
  }

  @Test
  void nothingAcceptedLiesBehindTheWatermark() throws Exception {
    LiveReader reader = started(options(0, false));
    for (int i = 0; i < 200; i++) {
      now += 7_000;
      osc.queue.add(new LiveMessage.Scalar("/a", i, now - i * 1_000L, now));
      poll(reader);
    }
    assertThat(output.behind).isZero();
    assertThat(output.account("osc_1").counts().late()).isEqualTo(99);
  }

  /** While nobody looks, all inputs go on; the line leaves room for a tenth of a second. */
  @Test
  void whatWaitedInOneInputMakesNothingLateInAnother() throws Exception {
    LiveReader reader = started(options(0, false));
    poll(reader);
    for (int i = 1; i <= 300; i++) {
      now += 10_000;
      osc.queue.add(new LiveMessage.Scalar("/a", i, now - 40_000, now));
      ure.queue.add(new LiveMessage.Scalar("ure_hz", i, LiveMessage.UNSTAMPED, now));
    }
    poll(reader);

    assertThat(output.account("osc_1").counts())
        .isEqualTo(new Account.Counts(300, 300, 0, 0, 0, 0));
    assertThat(output.account("ure").counts()).isEqualTo(new Account.Counts(300, 300, 0, 0, 0, 0));
    assertThat(output.behind).isZero();
  }

  @Test
  void captureRepeatsEveryDecision() throws Exception {
    LiveReader reader = started(options(0, true));
    for (int i = 0; i < 400; i++) {
      now += 3_000 + 11 * i % 977;
      osc.queue.add(new LiveMessage.Scalar("/a", 0.1 * i, now - i * 500L, now));
      osc.queue.add(
          new LiveMessage.Elements("/b", new double[] {i, -i}, LiveMessage.UNSTAMPED, now));
      osc.queue.add(
          new LiveMessage.Refused(RejectReason.MALFORMED_OSC, "odd \"length\"", "2f", now));
      ure.queue.add(new LiveMessage.Dropped(2, now));
      if (i % 3 == 0) {
        poll(reader);
      }
    }
    poll(reader);

    Path capture = captured();
    LiveOutput replayed = replay(capture);
    assertThat(replayed.samples()).isEqualTo(output.samples());
    assertThat(replayed.counts()).isEqualTo(output.counts());
    assertThat(output.account("osc_1").counts().late()).isPositive();
    try (Stream<Path> files = Files.list(capture)) {
      assertThat(files.filter(file -> file.toString().endsWith(".gz")).count()).isGreaterThan(3);
    }
  }

  @Test
  void stateIsTakenUpWhereItWasLeft() throws Exception {
    LiveReader reader = started(options(10 * SECOND, false));
    osc.queue.add(new LiveMessage.Scalar("/a", 1, LiveMessage.UNSTAMPED, now));
    poll(reader);
    List<LiveSplit> state = reader.snapshotState(1);
    reader.close();
    LiveSplitSerializer form = new LiveSplitSerializer();
    List<LiveSplit> read = new ArrayList<>();
    for (LiveSplit split : state) {
      read.add(form.deserialize(form.getVersion(), form.serialize(split)));
    }

    now += 6 * SECOND;
    LiveReader restored = started(options(10 * SECOND, false), read);
    osc.queue.add(new LiveMessage.Scalar("/a", 2, LiveMessage.UNSTAMPED, now));
    poll(restored);
    assertThat(output.account("osc_1").counts().received()).isEqualTo(2);
    now += 4 * SECOND;
    osc.queue.add(new LiveMessage.Scalar("/a", 3, LiveMessage.UNSTAMPED, now));
    assertThat(restored.pollNext(output)).isEqualTo(InputStatus.END_OF_INPUT);
    assertThat(output.account("osc_1").counts().received()).isEqualTo(3);
    assertThat(osc.open).isFalse();
  }

  @Test
  void commandIsStampedOnceAndHandedOnInOrderWithTheLog() throws Exception {
    LiveReader reader = started(options(0, true));
    poll(reader);
    RecordedCommands first =
        RecordedCommands.command(address(), "{\"id\":\"a\",\"author\":\"ann\"}");
    first.await(reader, output);
    now += SECOND;
    String named = "{\"id\":\"b\",\"tenant\":\"stage\",\"effective_ts\":1767225660.25}";
    RecordedCommands second = RecordedCommands.command(address(), named);
    second.await(reader, output);
    osc.queue.add(new LiveMessage.Scalar("/a", 1, LiveMessage.UNSTAMPED, now));
    poll(reader);

    List<Command> commands = output.of(Command.class);
    assertThat(commands).extracting(Command::id).containsExactly("a", "b");
    Command stamped = commands.get(0);
    assertThat(stamped.effectiveMicros()).isEqualTo(START);
    assertThat(stamped.json())
        .isEqualTo("{\"id\":\"a\",\"author\":\"ann\",\"effective_ts\":1767225600.000000}");
    assertThat(first.answer()).isEqualTo("200 {\"command\":" + stamped.json() + "}");
    assertThat(commands.get(1).effectiveMicros()).isEqualTo(START + 60_250_000);
    assertThat(second.answer()).isEqualTo("200 {\"command\":" + named + "}");

    LiveOutput replayed = replay(captured());
    assertThat(replayed.of(Command.class))
        .extracting(Command::json, Command::effectiveMicros)
        .containsExactly(
            tuple(stamped.json(), stamped.effectiveMicros()),
            tuple(named, commands.get(1).effectiveMicros()));
    assertThat(replayed.samples()).isEqualTo(output.samples());
    assertThat(replayed.counts()).isEqualTo(output.counts());
  }

  @Test
  void commandIsNeverStampedBehindTheLine() throws Exception {
    LiveReader reader = started(options(0, false));
    poll(reader);
    List<LiveSplit> state = reader.snapshotState(1);
    reader.close();
    now -= 10 * SECOND;
    LiveReader restored = started(options(0, false), state);
    poll(restored);
    RecordedCommands told = RecordedCommands.command(address(), "{\"id\":\"a\"}");
    told.await(restored, output);
    assertThat(output.of(Command.class))
        .singleElement()
        .satisfies(c -> assertThat(c.effectiveMicros()).isEqualTo(START - 100_000));
    assertThat(told.answer()).startsWith("200");
  }

  @Test
  void commandBehindTheLineOrFarAheadIsNotTaken() throws Exception {
    LiveReader reader = started(options(0, false));
    poll(reader);
    RecordedCommands late =
        RecordedCommands.command(address(), "{\"effective_ts\":1767225599.899999}");
    late.await(reader, output);
    RecordedCommands onTheLine =
        RecordedCommands.command(address(), "{\"effective_ts\":1767225599.9}");
    onTheLine.await(reader, output);
    RecordedCommands ahead = RecordedCommands.command(address(), "{\"effective_ts\":1767312000.1}");
    ahead.await(reader, output);
    assertThat(late.answer())
        .startsWith("409")
        .contains("must be no earlier than 1767225599.900000", "effective_ts=1767225599.899999");
    assertThat(onTheLine.answer()).startsWith("200");
    assertThat(ahead.answer()).startsWith("400").contains("must be at most 86400.0 s ahead");
    assertThat(output.of(Command.class)).hasSize(1);
    assertThat(output.watermark * 1_000).isLessThan(1_767_225_599_900_000L);
  }

  @Test
  void commandsThatWaitWhenTheInputsEndAreTakenAndLaterOnesAreTold() throws Exception {
    LiveReader reader = started(options(10 * SECOND, false));
    poll(reader);
    now += 10 * SECOND;
    RecordedCommands waiting = RecordedCommands.command(address(), "{\"id\":\"a\"}");
    await().until(() -> RecordedCommands.status(address()).contains("\"waiting\":1"));
    assertThat(reader.pollNext(output)).isEqualTo(InputStatus.END_OF_INPUT);
    assertThat(waiting.answer()).startsWith("200");
    assertThat(output.of(Command.class)).hasSize(1);
    assertThat(RecordedCommands.command(address(), "{\"id\":\"b\"}").answer())
        .startsWith("503")
        .contains("the job is ending");
  }

  @Test
  void addressThatIsTakenFailsTheFirstStartForGood() {
    osc.refusal = new LiveInputException("127.0.0.1:9000 is taken");
    LiveReader reader = started(options(0, false));
    assertThatThrownBy(() -> reader.pollNext(output))
        .isInstanceOf(SuppressRestartsException.class)
        .hasRootCauseMessage("stream osc_1: 127.0.0.1:9000 is taken");
  }

  @Test
  void jobIsAskedAndToldOnLoopback() throws Exception {
    LiveReader reader = started(options(0, false));
    poll(reader);
    URI at = address();
    assertThat(ask(HttpRequest.newBuilder(at.resolve("/status"))))
        .contains("\"osc_1\":\"open\"", "200");
    assertThat(ask(HttpRequest.newBuilder(at.resolve("/status")).header("Origin", "http://x")))
        .contains("403");
    assertThat(ask(HttpRequest.newBuilder(at.resolve("/end")))).contains("405");
    ask(post(at.resolve("/capture/on")));
    poll(reader);
    assertThat(output.of(LogLine.class)).isNotEmpty();
    ask(post(at.resolve("/end")));
    assertThat(reader.pollNext(output)).isEqualTo(InputStatus.END_OF_INPUT);
    reader.close();
    assertThat(folder.resolve("live.json")).doesNotExist();
  }

  private URI address() throws Exception {
    String announced = Files.readString(folder.resolve("live.json"));
    return URI.create("http://" + announced.replaceAll(".*:\"|\"}\\s*", ""));
  }

  private static HttpRequest.Builder post(URI uri) {
    return HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody());
  }

  private static String ask(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }

  private Path captured() throws Exception {
    Path capture = folder.resolve("capture");
    LogRotation rotation = new LogRotation(9_000, 3_600 * SECOND);
    byte[] header = new LogLines().header(100_000);
    try (LogFolder log = LogFolder.open(capture, rotation, true, header, Map.of())) {
      for (LogLine line : output.of(LogLine.class)) {
        if (!line.json().startsWith("{\"lumen\":\"log\"")) {
          log.line(line.json().getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return capture;
  }

  private static LiveOutput replay(Path capture) throws Exception {
    List<RecordedParts> found = RecordingFiles.find(List.of(capture));
    LiveOutput replayed = new LiveOutput();
    List<Envelope> chunk = new ArrayList<>();
    try (RecordingReader recording = new RecordingReader(found.get(0), RULES)) {
      while (recording.readChunk(chunk)) {
        chunk.forEach(replayed::collect);
        chunk.clear();
      }
    }
    return replayed;
  }

  private void poll(LiveReader reader) throws Exception {
    assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
  }

  private LiveOptions options(long forMicros, boolean capture) {
    String announcement = folder.resolve("live.json").toString();
    return new LiveOptions(
        100_000,
        86_400 * SECOND,
        RULES,
        forMicros,
        "127.0.0.1:0",
        announcement,
        capture,
        check,
        LineMarks.NONE);
  }

  private LiveReader started(LiveOptions options) {
    return started(options, List.of(new LiveSplit(LiveSplit.CONTROL, new byte[0])));
  }

  private LiveReader started(LiveOptions options, List<LiveSplit> splits) {
    LiveReader reader =
        new LiveReader(
            List.of(
                new LiveStream(
                    "osc_1", "rig", "stage", false, LiveClock.Factory.NONE, clock -> osc),
                new LiveStream(
                    "ure", "ure", "default", false, LiveClock.Factory.NONE, clock -> ure)),
            options,
            () -> now,
            new LiveMetrics(InternalSourceReaderMetricGroup.mock(metrics.getMetricGroup())));
    readers.add(reader);
    reader.start();
    reader.addSplits(splits);
    reader.notifyNoMoreSplits();
    return reader;
  }
}
