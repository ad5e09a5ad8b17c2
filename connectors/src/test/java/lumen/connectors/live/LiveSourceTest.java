package lumen.connectors.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import lumen.event.Account;
import lumen.intake.LiveMessage;
import lumen.intake.ReplayOptions;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source as Flink takes it up again, with other streams than before. */
class LiveSourceTest {
  private static final long START = 1_767_225_600_000_000L;
  private static final ReplayOptions RULES =
      new ReplayOptions(
          2_000_000, 10_000_000, 3_600_000_000L, 86_400_000_000L, 10, Map.of(), true, 0, false);

  @TempDir private Path folder;
  private final Map<String, ScriptedInput> inputs = new LinkedHashMap<>();
  private final List<LiveReader> readers = new ArrayList<>();
  private final LiveOutput output = new LiveOutput();

  @AfterEach
  void close() {
    readers.forEach(LiveReader::close);
  }

  @Test
  void everyStreamIsGivenToTheOneReaderOnce() {
    Reader reader = new Reader(1);
    LiveEnumerator fresh = new LiveEnumerator(reader, List.of("", "osc", "ure"), List.of());
    fresh.start();
    fresh.addReader(0);
    assertThat(reader.streams).containsExactly("", "osc", "ure");
    assertThat(reader.told).isTrue();
    fresh.addReader(0);
    assertThat(reader.streams).hasSize(3);
    assertThat(fresh.snapshotState(1)).containsExactly("", "osc", "ure");
  }

  @Test
  void streamThatIsNewIsGivenToTheReaderOfARestore() {
    Reader reader = new Reader(1);
    LiveEnumerator restored =
        new LiveEnumerator(reader, List.of("", "midi", "osc"), List.of("", "osc", "ure"));
    restored.addReader(0);
    assertThat(reader.streams).containsExactly("midi");
    assertThat(restored.snapshotState(2)).containsExactly("", "midi", "osc", "ure");
  }

  @Test
  void streamsOfAReaderThatDiedAreGivenAgain() {
    Reader reader = new Reader(1);
    LiveEnumerator enumerator = new LiveEnumerator(reader, List.of("", "osc"), List.of());
    enumerator.addReader(0);
    enumerator.addSplitsBack(List.of(new LiveSplit("osc", new byte[] {7})), 0);
    assertThat(enumerator.snapshotState(1)).containsExactly("");
    enumerator.addReader(0);
    assertThat(reader.streams).containsExactly("", "osc", "osc");
    assertThat(reader.states.get(2)).containsExactly(7);
  }

  @Test
  void moreReadersThanOneAreRefused() {
    LiveEnumerator enumerator = new LiveEnumerator(new Reader(2), List.of(""), List.of());
    assertThatThrownBy(enumerator::start).hasMessageContaining("parallelism 1");
  }

  @Test
  void enumeratorsStateIsReadBack() throws Exception {
    LiveSource source = new LiveSource(List.of(), options());
    var form = source.getEnumeratorCheckpointSerializer();
    List<String> state = List.of("", "osc", "ure");
    assertThat(form.deserialize(form.getVersion(), form.serialize(state))).isEqualTo(state);
    Reader reader = new Reader(1);
    try (SplitEnumerator<LiveSplit, List<String>> enumerator =
        source.restoreEnumerator(reader, state)) {
      enumerator.addReader(0);
      assertThat(reader.streams).isEmpty();
      assertThat(reader.told).isTrue();
    }
  }

  @Test
  void streamThatIsTakenOutAndPutBackKeepsItsAccount() throws Exception {
    LiveReader both = reader(List.of(new LiveSplit("", new byte[0])), "osc", "ure");
    say("osc", 3);
    say("ure", 2);
    both.pollNext(output);
    LiveReader less = reader(both.snapshotState(1), "osc");
    both.close();
    say("osc", 1);
    less.pollNext(output);
    assertThat(output.account("ure").counts().received()).isEqualTo(2);

    List<LiveSplit> state = less.snapshotState(2);
    less.close();
    assertThat(state).extracting(LiveSplit::stream).contains("", "osc");
    LiveReader again = reader(state, "osc", "ure");
    say("ure", 5);
    again.pollNext(output);
    assertThat(output.account("ure").counts()).isEqualTo(new Account.Counts(7, 7, 0, 0, 0, 0));
    assertThat(output.account("osc").counts()).isEqualTo(new Account.Counts(4, 4, 0, 0, 0, 0));
  }

  @Test
  void streamThatIsNewCountsFromZeroBesideTheOthers() throws Exception {
    LiveReader one = reader(List.of(new LiveSplit("", new byte[0])), "osc");
    say("osc", 3);
    one.pollNext(output);
    List<LiveSplit> state = new ArrayList<>(one.snapshotState(1));
    one.close();
    state.add(new LiveSplit("midi", new byte[0]));
    LiveReader more = reader(state, "midi", "osc");
    say("midi", 1);
    say("osc", 1);
    more.pollNext(output);
    assertThat(output.account("midi").counts().received()).isEqualTo(1);
    assertThat(output.account("osc").counts().received()).isEqualTo(4);
  }

  private void say(String stream, int messages) {
    for (int i = 0; i < messages; i++) {
      inputs
          .get(stream)
          .queue
          .add(new LiveMessage.Scalar("/" + stream, i, LiveMessage.UNSTAMPED, START + i));
    }
  }

  private LiveReader reader(List<LiveSplit> splits, String... names) {
    List<LiveStream> streams = new ArrayList<>();
    for (String name : names) {
      ScriptedInput input = new ScriptedInput();
      inputs.put(name, input);
      streams.add(
          new LiveStream(name, name, "stage", false, LiveClock.Factory.NONE, clock -> input));
    }
    LiveReader reader =
        new LiveReader(
            streams,
            options(),
            () -> START + 10,
            new LiveMetrics(UnregisteredMetricsGroup.createSourceReaderMetricGroup()));
    readers.add(reader);
    reader.start();
    reader.addSplits(splits);
    reader.notifyNoMoreSplits();
    return reader;
  }

  private LiveOptions options() {
    String announcement = folder.resolve("live.json").toString();
    return new LiveOptions(
        100_000,
        86_400_000_000L,
        RULES,
        0,
        "127.0.0.1:0",
        announcement,
        false,
        CommandCheck.NONE,
        LineMarks.NONE);
  }

  /** The one reader, as its enumerator sees it. */
  private static final class Reader implements SplitEnumeratorContext<LiveSplit> {
    final List<String> streams = new ArrayList<>();
    final List<byte[]> states = new ArrayList<>();
    boolean told;
    private final int parallelism;

    Reader(int parallelism) {
      this.parallelism = parallelism;
    }

    @Override
    public int currentParallelism() {
      return parallelism;
    }

    @Override
    public void assignSplits(SplitsAssignment<LiveSplit> assignment) {
      for (LiveSplit split : assignment.assignment().get(0)) {
        streams.add(split.stream());
        states.add(split.state());
      }
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
      told = true;
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sendEventToSourceReader(int subtask, SourceEvent event) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
      return Map.of();
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> void callAsync(
        Callable<T> callable, BiConsumer<T, Throwable> handler, long delay, long period) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
      runnable.run();
    }
  }
}
