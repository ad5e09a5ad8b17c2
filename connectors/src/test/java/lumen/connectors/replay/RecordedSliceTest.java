package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.event.Envelope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chunk of many channels is read slice by slice. */
class RecordedSliceTest {
  @TempDir private Path folder;
  private ReplaySplit split;

  /** So many channels that chunks grow beyond a slice. */
  @BeforeEach
  void record() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      double ts = 1_600_000_000 + i / 1e4;
      text.append(Playback.event(ts, "s" + i % 1_900, Integer.toString(i))).append('\n');
    }
    split = Playback.split(Files.writeString(folder.resolve("many.ndjson"), text));
  }

  @Test
  void slicesMakeTheChunksThatAreReadAtOnce() throws IOException {
    List<Integer> slices = new ArrayList<>();
    List<Integer> atOnce = new ArrayList<>();
    List<Envelope> sliced = new ArrayList<>();
    List<Envelope> whole = new ArrayList<>();
    int parts = 0;
    try (RecordedStream stream = RecordedStream.open(split, Playback.OPTIONS, false);
        RecordedStream other = RecordedStream.open(split, Playback.OPTIONS, false)) {
      while (!stream.isFinished()) {
        long read;
        do {
          read = stream.readSlice(Long.MAX_VALUE, sliced);
          parts += stream.isReading() ? 1 : 0;
        } while (stream.isReading());
        assertThat(other.readChunk(Long.MAX_VALUE, whole)).isEqualTo(read);
        slices.add(sliced.size());
        atOnce.add(whole.size());
      }
    }
    assertThat(parts).as("slices that end no chunk").isGreaterThan(3);
    assertThat(slices).isEqualTo(atOnce).hasSizeGreaterThan(3);
    assertThat(Playback.of(sliced)).isEqualTo(Playback.of(whole));
  }

  @Test
  void aChunkThatIsCutGoesOnWhereItWas() throws IOException {
    List<Envelope> out = new ArrayList<>();
    int cuts = 0;
    RecordedStream stream = RecordedStream.open(split, Playback.OPTIONS, false);
    while (!stream.isFinished()) {
      stream.readSlice(Long.MAX_VALUE, out);
      if (stream.isReading()) {
        cuts++;
        stream.cut(out);
        assertThat(stream.isReading()).isFalse();
        if (cuts % 2 == 0) {
          ReplaySplit state = stream.snapshot();
          stream.close();
          stream = RecordedStream.open(state, Playback.OPTIONS, false);
        }
      }
    }
    stream.close();
    assertThat(cuts).isPositive();
    assertThat(Playback.of(out))
        .isEqualTo(Playback.of(split, Playback.OPTIONS, Long.MAX_VALUE, false));
  }
}
