package lumen.fusion.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import lumen.golden.GoldenState;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order in which the log reads its chunks out, and what it drops. */
class SampleLogTest {

  private static SampleChunk chunk(long sequence, String stream, long[] micros, double... values) {
    return new SampleChunk(sequence, stream, micros, values);
  }

  private static long[] at(long... micros) {
    return micros;
  }

  private static String text(SampleLog log, long from, long to) {
    int n = log.read(from, to);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < n; i++) {
      text.append(log.micros()[i]).append('=').append(log.values()[i]).append(' ');
    }
    return text.toString().strip();
  }

  @Test
  void readsASpanWithItsFromAndWithoutItsTo() {
    SampleLog log = new SampleLog();
    log.add(chunk(0, "s", at(1, 2, 3), 10, 20, 30));
    log.add(chunk(1, "s", at(4, 5), 40, 50));
    assertThat(text(log, 2, 5)).isEqualTo("2=20.0 3=30.0 4=40.0");
    assertThat(text(log, 6, 9)).isEmpty();
    assertThat(text(log, Long.MIN_VALUE, Long.MAX_VALUE))
        .isEqualTo("1=10.0 2=20.0 3=30.0 4=40.0 5=50.0");
  }

  @Test
  void sortsSamplesWithinAndAcrossChunks() {
    SampleLog log = new SampleLog();
    log.add(chunk(0, "s", at(3, 1), 30, 10));
    log.add(chunk(1, "s", at(2, 5, 4), 20, 50, 40));
    assertThat(text(log, 0, 9)).isEqualTo("1=10.0 2=20.0 3=30.0 4=40.0 5=50.0");
    assertThat(log.duplicates()).isZero();
  }

  @Test
  void lastPositionOfAStreamWinsAtEqualTimes() {
    SampleLog log = new SampleLog();
    log.add(chunk(0, "s", at(1, 1, 2), 10, 11, 20));
    log.add(chunk(1, "s", at(2, 3), 21, 30));
    assertThat(text(log, 0, 9)).isEqualTo("1=11.0 2=21.0 3=30.0");
    assertThat(log.duplicates()).isEqualTo(2);
  }

  @Test
  void laterStreamNameWinsWhateverArrivedFirst() {
    SampleLog log = new SampleLog();
    log.add(chunk(0, "b", at(1, 2), 100, 200));
    log.add(chunk(1, "a", at(2, 3), 2, 3));
    log.add(chunk(2, "a", at(2, 4), 22, 4));
    assertThat(text(log, 0, 9)).isEqualTo("1=100.0 2=200.0 3=3.0 4=4.0");
    assertThat(log.duplicates()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithAMapThatIsWrittenInTheOrderOfStreamAndPosition(long seed) {
    Random random = new Random(seed);
    List<SampleChunk> chunks = new ArrayList<>();
    long now = 0;
    for (long sequence = 0; sequence < 60; sequence++) {
      int n = 1 + random.nextInt(20);
      long[] micros = new long[n];
      double[] values = new double[n];
      for (int i = 0; i < n; i++) {
        now += random.nextInt(3);
        boolean disorderly = random.nextInt(8) == 0;
        micros[i] = disorderly ? Math.max(0, now - random.nextInt(40)) : now;
        values[i] = random.nextInt(1000);
      }
      chunks.add(chunk(sequence, random.nextInt(5) == 0 ? "a" : "b", micros, values));
    }
    SampleLog log = new SampleLog();
    chunks.forEach(log::add);
    for (int read = 0; read < 20; read++) {
      long from = random.nextInt((int) now);
      long to = from + random.nextInt((int) now);
      assertThat(text(log, from, to)).as("seed %d", seed).isEqualTo(expected(chunks, from, to));
    }
    long frontier = random.nextInt((int) now);
    assertThat(log.pass(frontier)).isEqualTo(firstFrom(chunks, frontier));
    long to = frontier + random.nextInt((int) now);
    assertThat(text(log, frontier, to))
        .as("seed %d", seed)
        .isEqualTo(expected(chunks, frontier, to));
  }

  private static String expected(List<SampleChunk> chunks, long from, long to) {
    Map<Long, Double> last = new TreeMap<>();
    for (String stream : List.of("a", "b")) {
      for (SampleChunk chunk : chunks) {
        for (int i = 0; chunk.stream.equals(stream) && i < chunk.size(); i++) {
          if (chunk.micros[i] >= from && chunk.micros[i] < to) {
            last.put(chunk.micros[i], chunk.values[i]);
          }
        }
      }
    }
    StringBuilder text = new StringBuilder();
    last.forEach((t, x) -> text.append(t).append('=').append(x).append(' '));
    return text.toString().strip();
  }

  private static long firstFrom(List<SampleChunk> chunks, long frontier) {
    return chunks.stream()
        .flatMapToLong(chunk -> Arrays.stream(chunk.micros))
        .filter(t -> t >= frontier)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  @Test
  void dropsOnlyChunksThatLieWhollyBeforeTheTime() {
    SampleLog log = new SampleLog();
    log.add(chunk(0, "s", at(1, 2), 1, 2));
    log.add(chunk(1, "s", at(9, 3), 9, 3));
    log.add(chunk(2, "s", at(4, 5), 4, 5));
    List<Long> dropped = new ArrayList<>();
    log.pass(6);
    log.dropBefore(6, dropped::add);
    assertThat(dropped).containsExactly(0L, 2L);
    assertThat(log.retained()).isEqualTo(2);
    assertThat(text(log, 0, 10)).isEqualTo("3=3.0 9=9.0");
  }

  @Test
  void chunkReadsBackFromItsBytes() {
    SampleChunk chunk = chunk(7, "strömung", at(5, 3, 3), 1.5, -0.0, 4e-300);
    SampleChunk read = SampleChunk.decode(7, chunk.encode());
    assertThat(read.stream).isEqualTo("strömung");
    assertThat(read.micros).isEqualTo(chunk.micros);
    assertThat(read.values).isEqualTo(chunk.values);
    assertThat(List.of(read.earliest, read.latest)).containsExactly(3L, 5L);
    assertThat(read.ascending).isFalse();
  }

  @Test
  void chunkIsThatOfEveryVersion() throws IOException {
    GoldenState.rewritten(
        "samples",
        new StateForm("samples", 3, 0),
        chunk(7, "strömung", at(5, 3, 3), 1.5, -0.0, 4e-300).encode(),
        bytes -> SampleChunk.decode(7, bytes).encode());
  }
}
