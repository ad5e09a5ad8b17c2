package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import lumen.event.Envelope;
import lumen.event.GoldenBytes;
import lumen.state.StateException;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplaySplitSerializerTest {
  private static final ReplaySplit SPLIT =
      new ReplaySplit("wälk", List.of("/r/p1.ndjson", "/r/p2.ndjson.gz"), new byte[] {1, 2, -1});

  private static final ReplaySplit COMMANDED = SPLIT.beside("5f");

  private final ReplaySplitSerializer serializer = new ReplaySplitSerializer();

  @Test
  void bytesOfBothOlderVersionsStayReadable() throws IOException {
    byte[] first = GoldenBytes.of("replay-split-v1.hex", new byte[0]);
    assertSame(serializer.deserialize(1, first), "");

    byte[] second = GoldenBytes.of("replay-split-v2.hex", new byte[0]);
    assertSame(serializer.deserialize(2, second), "5f");
  }

  private static void assertSame(ReplaySplit read, String commands) {
    assertThat(read.stream()).isEqualTo(SPLIT.stream());
    assertThat(read.parts()).isEqualTo(SPLIT.parts());
    assertThat(read.state()).isEqualTo(SPLIT.state());
    assertThat(read.commands()).isEqualTo(commands);
  }

  @Test
  void aSplitOfWhichSomethingIsLeftIsRefusedByThoseWhoWouldLoseIt() {
    StateForm before = new StateForm("replay-split", 3, 0);
    byte[] left = serializer.serialize(COMMANDED.before(new byte[] {7}));

    assertThat(serializer.deserialize(3, left).rest()).containsExactly(7);
    assertThat(serializer.deserialize(3, serializer.serialize(COMMANDED)).rest()).isEmpty();
    assertThatThrownBy(() -> before.read(left, in -> in, in -> in))
        .isInstanceOf(StateException.class)
        .hasMessage("state must be \"replay-split\", is \"replay-split-with-rest\"");
  }

  @Test
  void stateOfEveryVersionStaysReadable(@TempDir Path folder) throws IOException {
    byte[] content =
        Playback.lines(
            Playback.event(10.5, "imu", "1"),
            Playback.event(10.6, "gps", "[1,2,null]"),
            "garbage",
            Playback.event(5, "imu", "1"),
            Playback.event(2e6, "imu", "1"),
            Playback.event(11, "imu", "2"),
            Playback.event(5, "imu", "1"),
            Playback.event(21.5, "gps", "[3,4]"));
    Path file = Playback.write(folder, "walk.ndjson", content);
    int rest = 3 * Playback.event(5, "imu", "1").length();
    RecordedStream before = RecordedStream.open(Playback.split(file), Playback.OPTIONS, false);
    List<Envelope> out = new ArrayList<>();
    before.readChunk(content.length - rest - 1, Long.MAX_VALUE, out);
    byte[] today = before.snapshot().state();
    before.close();
    ReplaySplit parked = new ReplaySplit("walk", List.of(file.toString()), today);

    for (String version : List.of("v1", "v2")) {
      byte[] golden = GoldenBytes.of("replay-state-" + version + ".hex", new byte[0]);
      Playback read = rest(parked, golden);
      assertThat(read.samples().get("default/imu/k")).as(version).containsExactly("11000000=2.0");
      assertThat(read.samples().get("default/gps/k[0]")).containsExactly("21500000=3.0");
      assertThat(read.late()).as("there was a line at once").hasSize(1);
      assertThat(read.accounts().get("walk/imu").counts().received()).isEqualTo(5);
      assertThat(read.accounts().get("walk/imu").rejects()).containsEntry("ahead_of_stream", 1L);
    }
    byte[] golden = GoldenBytes.of("replay-state-v3.hex", new byte[0]);
    assertThat(rest(parked, golden)).isEqualTo(rest(parked, today));
  }

  private static Playback rest(ReplaySplit split, byte[] state) throws IOException {
    ReplaySplit parked = new ReplaySplit(split.stream(), split.parts(), state);
    List<Envelope> out = new ArrayList<>();
    RecordedStream stream = RecordedStream.open(parked, Playback.OPTIONS, false);
    while (!stream.isFinished()) {
      stream.readChunk(Long.MAX_VALUE, out);
    }
    stream.close();
    return Playback.of(out);
  }

  @Test
  void laterVersionIsRefused() {
    assertThatThrownBy(() -> serializer.deserialize(3, new byte[0]))
        .isInstanceOf(StateException.class)
        .hasMessage("state \"replay-split\" must begin with the mark of a state from version 3 on");
    ReplaySplit later = new ReplaySplit("walk", List.of("/x"), HexFormat.of().parseHex("04"));
    assertThatThrownBy(() -> RecordedStream.open(later, Playback.OPTIONS, false))
        .isInstanceOf(StateException.class)
        .hasMessage(
            "state \"recorded-stream\" must be of version 1 to 3, or begin with the mark of a"
                + " state, is 4");
  }

  @Test
  void streamsNotYetHandedOutAreKept() throws IOException {
    ReplayEnumeratorSerializer enumerators = new ReplayEnumeratorSerializer();
    List<ReplaySplit> read =
        enumerators.deserialize(3, enumerators.serialize(List.of(SPLIT, COMMANDED)));

    assertThat(read).hasSize(2).allMatch(split -> split.splitId().equals("wälk"));
    assertThat(read).extracting(ReplaySplit::commands).containsExactly("", "5f");
    byte[] one = GoldenBytes.of("replay-split-v1.hex", new byte[0]);
    byte[] first =
        ByteBuffer.allocate(8 + one.length).putInt(1).putInt(one.length).put(one).array();
    assertThat(enumerators.deserialize(1, first)).singleElement().satisfies(s -> assertSame(s, ""));
    assertThatThrownBy(() -> enumerators.deserialize(3, first))
        .hasMessage(
            "state \"replay-enumerator\" must begin with the mark of a state from version 3 on");
  }
}
