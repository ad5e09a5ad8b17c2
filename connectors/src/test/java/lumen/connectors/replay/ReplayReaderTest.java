package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lumen.event.Account;
import lumen.event.Command;
import lumen.event.Envelope;
import lumen.event.Reject;
import lumen.event.SampleBlock;
import lumen.intake.ReplayOptions;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.InternalSourceReaderMetricGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayReaderTest {
  private static final long SEED = 12;

  @TempDir private Path folder;
  private final MetricListener metrics = new MetricListener();
  private CommandFile control = CommandFile.NONE;
  private long nanos;

  @Test
  void waitsUntilAllStreamsAreKnown() throws Exception {
    ReplayReader reader = reader(Playback.OPTIONS);
    Output output = new Output();
    reader.addSplits(List.of(split("a", walk("a", 3, 1, 0))));

    assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    assertThat(reader.isAvailable()).isNotDone();
    reader.notifyNoMoreSplits();
    assertThat(reader.isAvailable()).isDone();
    finish(reader, output);
    assertThat(output.playback().sampleCount()).isEqualTo(3);
  }

  @Test
  void watermarksFollowTheBlocksOfAChunkStrictlyBelowTheLine() throws Exception {
    Output output = new Output();
    ReplayReader reader = started(Playback.OPTIONS, split("a", walk("a", 100, 1, 0)));

    assertThat(reader.pollNext(output)).isEqualTo(InputStatus.MORE_AVAILABLE);
    assertThat(output.events.get(output.events.size() - 1)).isInstanceOf(Account.class);
    assertThat(output.watermarks).isEmpty();

    Output chunked = new Output();
    ReplayReader other = started(Playback.OPTIONS, split("b", walk("b", 20_000, 10, 0)));
    assertThat(other.pollNext(chunked)).isEqualTo(InputStatus.MORE_AVAILABLE);
    SampleBlock block = (SampleBlock) chunked.events.get(0);
    long line = block.micros()[block.size() - 1] - 2_000_000;
    assertThat(chunked.watermarks).containsExactly(line / 1_000 - 1);
    reader.close();
    other.close();
  }

  @Test
  void severalFilesSideBySideMakeNothingLateByTheOrderOfReading() throws Exception {
    ReplaySplit[] splits = {
      split("dense", walk("dense", 60_000, 10, 0)),
      split("sparse", walk("sparse", 6_000, 100, 3)),
      split("later", walk("later", 10_000, 10, 300)),
      split("empty", Playback.write(folder, "empty", new byte[0])),
    };
    Output output = new Output();

    finish(started(Playback.OPTIONS, splits), output);

    assertThat(output.playback().late()).isEmpty();
    assertThat(output.playback().sampleCount()).isEqualTo(76_000);
    assertThat(output.watermarks).hasSizeGreaterThan(10).isSorted();
    assertThat(output.behindWatermark).isZero();
  }

  @Test
  void linesThatAreRejectedAreErrorsOfTheSource() throws Exception {
    String good = Playback.event(1_600_000_000, "s", "1");
    String text = good + "\n{\"ts\":\nno\n" + Playback.event(1_600_000_001, "s", "2") + "\n";
    Path file = Playback.write(folder, "some.ndjson", text.getBytes(StandardCharsets.UTF_8));
    Output output = new Output();
    finish(started(Playback.OPTIONS, split("a", file)), output);

    Counter errors = metrics.getCounter("numRecordsInErrors").orElseThrow();
    assertThat(output.events.stream().filter(Reject.class::isInstance)).hasSize(2);
    assertThat(errors.getCount()).isEqualTo(2);
    assertThat(metrics.getGauge("pendingRecords")).as("nobody has counted").isEmpty();
  }

  @Test
  void streamNotYetReadHoldsTheWatermarkBack() throws Exception {
    Output output = new Output();
    Path silent = Playback.write(folder, "silent", new byte[0]);
    ReplayReader reader =
        started(
            Playback.options(10, 0, true),
            split("a", walk("a", 20_000, 10, 0)),
            split("silent", silent));
    while (reader.pollNext(output) == InputStatus.MORE_AVAILABLE) {
      assertThat(output.watermarks).isEmpty();
    }
    Files.writeString(silent, Playback.event(1_600_000_050, "s", "1") + "\n");
    reader.pollNext(output);
    assertThat(output.watermarks).as("it has no line yet").isEmpty();
    StringBuilder more = new StringBuilder();
    for (int i = 1; i <= 11; i++) {
      more.append(Playback.event(1_600_000_050 + i, "s", "1")).append('\n');
    }
    Files.writeString(silent, more, StandardOpenOption.APPEND);
    reader.pollNext(output);

    assertThat(output.watermarks).containsExactly(1_600_000_058_999L);
    reader.close();
  }

  @Test
  void readerFurthestBehindInEventTimeIsAdvanced() throws Exception {
    Output output = new Output();
    ReplayReader reader =
        started(
            Playback.OPTIONS,
            split("a", walk("a", 60_000, 10, 0)),
            split("b", walk("b", 60_000, 10, 0)));
    long[] reached = {0, 0};
    while (reader.pollNext(output) == InputStatus.MORE_AVAILABLE) {
      int last = output.events.size() - 1;
      if (output.events.get(last) instanceof SampleBlock block) {
        int which = block.stream().equals("a") ? 0 : 1;
        assertThat(reached[which]).isLessThanOrEqualTo(reached[1 - which]);
        reached[which] = block.micros()[block.size() - 1];
      }
    }
    reader.close();
  }

  @Test
  void pacedReplayHandsOutEachEventAtItsDeadline() throws Exception {
    Output output = new Output();
    ReplayReader reader =
        started(
            Playback.options(10, 10, false),
            split("a", walk("a", 1_100, 10, 0)),
            split("b", walk("b", 100, 100, 1)));
    long first = 1_600_000_000_000_000L;
    poll(reader, output);
    long wall = nanos;
    for (int tick = 0; tick < 1_100; tick++) {
      nanos = wall + tick * 1_000_000L;
      poll(reader, output);
      long due = first + tick * 10_000L;
      assertThat(output.newest).isBetween(due - 10_000, Math.max(due, first + 1_000_000));
    }
    assertThat(reader.pollNext(output)).isEqualTo(InputStatus.END_OF_INPUT);
    assertThat(output.playback().sampleCount()).isEqualTo(1_200);
    reader.close();
  }

  @Test
  void timeInDoubtStopsNobodyAndAClockThatIsAheadIsPacedByWhenItJoined() throws Exception {
    ClockRig rig =
        new ClockRig()
            .device("a", 0, 30, 10, t -> t == 0 ? 36_000 : t == 15 ? 50_000 : t)
            .device("ahead", 0.01, 30, 10, t -> t + 600)
            .device("behind", 0.02, 30, 10, t -> t - 600);
    Output output = new Output();
    ReplayReader reader = started(Playback.options(10, 1, false), split("rig", rig.write(folder)));
    poll(reader, output);
    for (int tenth = 0; tenth <= 300; tenth++) {
      poll(reader, output);
      int due = Math.min(rig.size(), 3 * tenth);
      assertThat(output.playback().sampleCount())
          .as("after %d", tenth)
          .isBetween(due - 4L, due + 12L);
      nanos += 100_000_000L;
    }
    finish(reader, output);
    assertThat(output.playback().sampleCount()).isEqualTo(rig.size());
  }

  @Test
  void pauseOfThePacedReplayIsCaughtUp() throws Exception {
    Output output = new Output();
    ReplayReader reader =
        started(Playback.options(10, 1, false), split("a", walk("a", 1_000, 10, 0)));
    poll(reader, output);
    nanos += 5_004_000_000L;
    poll(reader, output);

    assertThat(output.playback().sampleCount()).isEqualTo(501);
    reader.close();
  }

  @Test
  void restoredPacedReplayGoesOnFromWhereItWas() throws Exception {
    ReplayOptions paced = Playback.options(10, 1, false);
    Path file = walk("a", 1_000, 10, 0);
    Output output = new Output();
    ReplayReader reader = started(paced, split("a", file));
    poll(reader, output);
    nanos += 5_000_000_000L;
    poll(reader, output);
    List<ReplaySplit> state = reader.snapshotState(1);
    reader.close();
    nanos += 3_600_000_000_000L;

    ReplayReader restored = started(paced, state.toArray(ReplaySplit[]::new));
    poll(restored, output);
    assertThat(output.playback().sampleCount()).isEqualTo(501);
    nanos += 1_000_000_000L;
    poll(restored, output);
    assertThat(output.playback().sampleCount()).isEqualTo(601);
    nanos += 10_000_000_000L;
    finish(restored, output);
    assertThat(output.playback().samples()).isEqualTo(Playback.of(file).samples());
  }

  @Test
  void followedFileGivesItsAccountsAsTheyChange() throws Exception {
    Path file = walk("a", 10, 10, 0);
    Output output = new Output();
    ReplayReader reader = started(Playback.options(10, 0, true), split("a", file));
    poll(reader, output);
    assertThat(output.playback().total(Account.Counts::received)).isEqualTo(10);

    String half = Playback.event(1_600_000_001, "a", "1");
    Files.writeString(file, half, StandardOpenOption.APPEND);
    poll(reader, output);
    assertThat(output.playback().sampleCount()).isEqualTo(10);
    Files.writeString(file, "\n", StandardOpenOption.APPEND);
    poll(reader, output);
    assertThat(output.playback().sampleCount()).isEqualTo(11);
    reader.snapshotState(2);
    poll(reader, output);
    assertThat(output.playback().total(Account.Counts::received)).isEqualTo(11);
    assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    reader.close();
  }

  /** A recording of so many events, so many a second, of channels in turn. */
  private Path manyChannels(int events, double hz, int channels) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < events; i++) {
      double ts = 1_600_000_000 + i / hz;
      text.append(Playback.event(ts, "s" + i % channels, Integer.toString(i))).append('\n');
    }
    return Files.writeString(folder.resolve("many.ndjson"), text);
  }

  @Test
  void aChunkOfManyChannelsIsHandedOutInSlicesAndACheckpointTakesWhatIsLeft() throws Exception {
    Path file = manyChannels(8_000, 100.0, 500);
    Output whole = new Output();
    ReplayReader reader = started(Playback.OPTIONS, split("many", file));
    assertThat(reader.pollNext(whole)).isEqualTo(InputStatus.MORE_AVAILABLE);
    int handedOut = whole.events.size();
    assertThat(handedOut).as("of 500 blocks and more").isBetween(2, 499);
    assertThat(whole.watermarks).as("only behind a whole chunk").isEmpty();
    List<ReplaySplit> state = taken(reader.snapshotState(1));
    assertThat(state.get(0).rest()).isNotEmpty();

    finish(reader, whole);
    assertThat(whole.playback().samples()).isEqualTo(Playback.of(file).samples());
    assertThat(whole.watermarks).isNotEmpty();
    Output rest = new Output();
    finish(started(Playback.OPTIONS, state.toArray(ReplaySplit[]::new)), rest);
    assertThat(rest.watermarks.get(0)).isEqualTo(whole.watermarks.get(0));
    List<Envelope> both = new ArrayList<>(whole.events.subList(0, handedOut));
    both.addAll(rest.events);
    assertThat(Playback.of(both).samples()).isEqualTo(whole.playback().samples());
  }

  @Test
  void aCheckpointEndsAChunkThatIsBeingReadAndNothingIsLost() throws Exception {
    Path file = manyChannels(200_000, 1e4, 1_900);
    Output whole = new Output();
    ReplayReader reader = started(Playback.OPTIONS, split("many", file));
    int before;
    do {
      before = whole.events.size();
      assertThat(reader.pollNext(whole)).isEqualTo(InputStatus.MORE_AVAILABLE);
    } while (whole.events.size() > before);
    List<ReplaySplit> state = taken(reader.snapshotState(1));
    assertThat(state.get(0).rest()).as("what was read of the chunk").isNotEmpty();

    Output rest = new Output();
    finish(started(Playback.OPTIONS, state.toArray(ReplaySplit[]::new)), rest);
    List<Envelope> both = new ArrayList<>(whole.events);
    both.addAll(rest.events);
    finish(reader, whole);
    assertThat(whole.playback().samples()).isEqualTo(Playback.of(file).samples());
    assertThat(whole.behindWatermark).isZero();
    assertThat(Playback.of(both).samples()).isEqualTo(whole.playback().samples());
  }

  @Test
  void commandsComeBeforeAllDataAndOnce() throws Exception {
    Path file = walk("a", 30_000, 10, 0);
    control = CommandFile.of(commands("control.ndjson", "lift", "weigh"));
    Output output = new Output();
    ReplayReader reader = started(Playback.OPTIONS, split("a", file));
    assertThat(reader.pollNext(output)).isEqualTo(InputStatus.MORE_AVAILABLE);
    assertThat(output.watermarks).isEmpty();
    assertThat(output.events).hasSize(2).hasOnlyElementsOfType(Command.class);
    assertThat(output.playback().commands())
        .extracting(Command::id, command -> command.position().line())
        .containsExactly(tuple("lift", 1L), tuple("weigh", 2L));
    List<ReplaySplit> first = taken(reader.snapshotState(1));
    reader.pollNext(output);
    List<ReplaySplit> second = taken(reader.snapshotState(2));
    reader.close();

    for (List<ReplaySplit> state : List.of(first, second)) {
      Files.deleteIfExists(folder.resolve("control.ndjson"));
      Output rest = new Output();
      finish(started(Playback.OPTIONS, state.toArray(ReplaySplit[]::new)), rest);
      assertThat(rest.playback().commands()).isEmpty();
      assertThat(rest.playback().sampleCount()).isPositive();
    }
  }

  @Test
  void stateThatKnowsOfNoCommandsIsGivenThem() throws Exception {
    Path file = walk("a", 30_000, 10, 0);
    ReplayReader reader = started(Playback.OPTIONS, split("a", file), split("b", file));
    reader.pollNext(new Output());
    List<ReplaySplit> state = taken(reader.snapshotState(1));
    reader.close();

    for (String name : new String[] {"one", "other"}) {
      control = CommandFile.of(commands(name, "of " + name));
      Output output = new Output();
      ReplayReader restored = started(Playback.OPTIONS, state.toArray(ReplaySplit[]::new));
      restored.pollNext(output);
      assertThat(output.playback().commands())
          .as("a job that is taken up with other commands is given them")
          .extracting(Command::id)
          .containsExactly("of " + name);
      state = taken(restored.snapshotState(2));
      restored.close();
    }
  }

  private static List<ReplaySplit> taken(List<ReplaySplit> state) throws IOException {
    ReplaySplitSerializer form = new ReplaySplitSerializer();
    List<ReplaySplit> read = new ArrayList<>();
    for (ReplaySplit split : state) {
      read.add(form.deserialize(form.getVersion(), form.serialize(split)));
    }
    return read;
  }

  private Path commands(String name, String... ids) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String id : ids) {
      text.append("{\"id\":\"").append(id).append("\",\"type\":\"release\"}\n");
    }
    return Files.writeString(folder.resolve(name), text);
  }

  private ReplayReader started(ReplayOptions options, ReplaySplit... splits) {
    ReplayReader reader = reader(options);
    reader.start();
    reader.addSplits(List.of(splits));
    reader.notifyNoMoreSplits();
    return reader;
  }

  private ReplayReader reader(ReplayOptions options) {
    return new ReplayReader(
        new Context(InternalSourceReaderMetricGroup.mock(metrics.getMetricGroup())),
        LinePlay.of(options),
        Map.of(),
        control,
        () -> nanos);
  }

  private static void poll(ReplayReader reader, Output output) throws Exception {
    for (int i = 0; i < 100; i++) {
      if (reader.pollNext(output) != InputStatus.MORE_AVAILABLE) {
        return;
      }
    }
    throw new AssertionError("the reader never rests");
  }

  private static void finish(ReplayReader reader, Output output) throws Exception {
    InputStatus status;
    do {
      status = reader.pollNext(output);
    } while (status == InputStatus.MORE_AVAILABLE);
    assertThat(status).isEqualTo(InputStatus.END_OF_INPUT);
    reader.close();
  }

  private static ReplaySplit split(String stream, Path file) {
    return new ReplaySplit(stream, List.of(file.toString()), new byte[0]);
  }

  /** Events of one source at a steady rate. */
  private Path walk(String name, int events, int periodMillis, int startSeconds)
      throws IOException {
    Random random = new Random(SEED);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < events; i++) {
      long millis = 1_600_000_000_000L + startSeconds * 1_000L + (long) i * periodMillis;
      text.append(Playback.event(millis / 1e3, name, "" + random.nextInt(10))).append('\n');
    }
    return Playback.write(
        folder, name + ".ndjson", text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** What the reader gave. */
  private static final class Output implements ReaderOutput<Envelope> {
    private final List<Envelope> events = new ArrayList<>();
    private final List<Long> watermarks = new ArrayList<>();
    private long newest = Long.MIN_VALUE;
    private int behindWatermark;

    Playback playback() {
      return Playback.of(events);
    }

    @Override
    public void collect(Envelope envelope) {
      events.add(envelope);
      if (envelope instanceof SampleBlock block) {
        for (long micros : block.micros()) {
          newest = Math.max(newest, micros);
          boolean behind =
              !watermarks.isEmpty()
                  && Math.floorDiv(micros, 1_000) <= watermarks.get(watermarks.size() - 1);
          behindWatermark += behind ? 1 : 0;
        }
      }
    }

    @Override
    public void collect(Envelope envelope, long timestamp) {
      collect(envelope);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      watermarks.add(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {
      throw new AssertionError("a replay is never idle");
    }

    @Override
    public void markActive() {
      throw new AssertionError("a replay is never idle");
    }

    @Override
    public SourceOutput<Envelope> createOutputForSplit(String split) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String split) {
      // The streams share one output.
    }
  }

  private record Context(SourceReaderMetricGroup metricGroup) implements SourceReaderContext {
    @Override
    public Configuration getConfiguration() {
      return new Configuration();
    }

    @Override
    public String getLocalHostName() {
      return "localhost";
    }

    @Override
    public int getIndexOfSubtask() {
      return 0;
    }

    @Override
    public void sendSplitRequest() {
      throw new AssertionError("streams are handed out unasked");
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent event) {
      throw new AssertionError("the reader has nothing to tell");
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
    }
  }
}
