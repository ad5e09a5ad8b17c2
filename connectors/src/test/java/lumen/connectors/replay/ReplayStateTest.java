package lumen.connectors.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.event.SampleBlock;
import lumen.golden.GoldenState;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The states of a replay, as every version writes and reads them. */
class ReplayStateTest {
  private static final ReplaySplit SPLIT =
      new ReplaySplit("wälk", List.of("/r/p1.ndjson", "/r/p2.ndjson.gz"), new byte[] {1, 2, -1})
          .beside("5f");

  /** Version of what Flink kept before the state told its own. */
  private static final int OLDER = 2;

  @TempDir private Path folder;

  @Test
  void split() throws IOException {
    ReplaySplitSerializer serializer = new ReplaySplitSerializer();
    GoldenState.rewritten(
        "replay-split",
        new StateForm("replay-split", 3, 0),
        serializer.serialize(SPLIT),
        bytes -> serializer.serialize(serializer.deserialize(version(bytes, serializer), bytes)));
  }

  @Test
  void splitOfWhichSomethingIsLeft() throws IOException {
    ReplaySplitSerializer serializer = new ReplaySplitSerializer();
    HandOut handOut = new HandOut();
    SampleBlock block =
        new SampleBlock("wälk", "t", "imu", "x", new long[] {10, 20}, new double[] {1.5, -2});
    handOut.chunk("wälk").add(block);
    GoldenState.rewritten(
        "replay-split-with-rest",
        new StateForm("replay-split-with-rest", 1, 0),
        serializer.serialize(SPLIT.before(handOut.rest("wälk"))),
        bytes -> serializer.serialize(serializer.deserialize(version(bytes, serializer), bytes)));
  }

  @Test
  void splitsNotYetHandedOut() throws IOException {
    ReplayEnumeratorSerializer serializer = new ReplayEnumeratorSerializer();
    GoldenState.rewritten(
        "replay-enumerator",
        new StateForm("replay-enumerator", 3, 0),
        serializer.serialize(List.of(SPLIT, SPLIT.beside(""))),
        bytes ->
            serializer.serialize(
                serializer.deserialize(
                    StateForm.isMarked(bytes) ? serializer.getVersion() : OLDER, bytes)));
  }

  private static int version(byte[] bytes, ReplaySplitSerializer serializer) {
    return StateForm.isMarked(bytes) ? serializer.getVersion() : OLDER;
  }

  /** A stream with a late run, a reset clock, a jump, rejects, and an event that waits. */
  @Test
  void placeAndIntakeOfARecording() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      lines.add(Playback.event(10 + i / 10.0, "imu", "[1,2,null]"));
      lines.add(Playback.event(10.05 + i / 10.0, "gps", "1"));
    }
    lines.add("garbage");
    lines.add(Playback.event(2e6, "imu", "1"));
    lines.add(Playback.event(11, "imu", "2"));
    lines.add(Playback.event(5, "gps", "1"));
    lines.add(Playback.event(5.1, "gps", "\"text\""));
    Path file = Playback.write(folder, "walk.ndjson", Playback.lines(lines.toArray(new String[0])));
    RecordedStream stream = RecordedStream.open(Playback.split(file), Playback.OPTIONS, false);
    check("recorded-stream", stream, Playback.split(file));
  }

  @Test
  void placeAndIntakeOfALog() throws IOException {
    Path file = Playback.write(folder, "log.ndjson", LogText.bytes(LogText.random(11, 60)));
    RecordedStream stream =
        RecordedStream.open(Playback.split(file), LinePlay.of(Playback.OPTIONS), false, true);
    check("recorded-log", stream, Playback.split(file));
  }

  private static void check(String golden, RecordedStream stream, ReplaySplit split)
      throws IOException {
    long bytes = java.nio.file.Files.size(Path.of(split.parts().get(0)));
    stream.readChunk(bytes - 1, Long.MAX_VALUE, new ArrayList<>());
    byte[] state = stream.snapshot().state();
    stream.close();
    GoldenState.rewritten(
        golden,
        new StateForm("recorded-stream", 4, 1),
        state,
        read -> {
          ReplaySplit parked = new ReplaySplit(split.stream(), split.parts(), read);
          try (RecordedStream again = RecordedStream.open(parked, Playback.OPTIONS, false)) {
            return again.snapshot().state();
          }
        });
  }
}
