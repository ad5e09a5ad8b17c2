package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recordings by zstd and xz are what they are by gzip or plain, whole, damaged and taken up again.
 */
class CompressedPartTest {
  @TempDir private Path folder;

  @Test
  void theSameComesOutOfEveryCompression() throws IOException {
    byte[] content = lines(3_000);
    Playback plain = Playback.of(Playback.write(folder, "a.ndjson", content));
    assertThat(plain.sampleCount()).isEqualTo(3_000);

    for (byte[] zipped :
        List.of(Playback.gzip(content), Playback.zstd(content), Playback.xz(content))) {
      Path part = Playback.write(folder, "a.ndjson", zipped);
      assertThat(Playback.of(part)).isEqualTo(plain);
      assertThat(Playback.of(Playback.split(part), Playback.OPTIONS, 5_000, true)).isEqualTo(plain);
    }
  }

  @Test
  void damageIsToldOnceAndTheNextPartFollows() throws IOException {
    byte[] content = lines(15_000);
    Path next =
        Playback.write(folder, "p2.ndjson", Playback.lines(Playback.event(1.60001e9, "z", "1")));
    Map<String, byte[]> kinds = new TreeMap<>();
    kinds.put("damaged_gzip", Playback.gzip(content));
    kinds.put("damaged_zstd", Playback.zstd(content));
    kinds.put("damaged_xz", Playback.xz(content));
    for (Map.Entry<String, byte[]> kind : kinds.entrySet()) {
      byte[] whole = kind.getValue();
      byte[] broken = whole.clone();
      broken[whole.length - 40] ^= 0x55;
      for (byte[] damaged : List.of(Arrays.copyOf(whole, whole.length - 40), broken)) {
        Path part = Playback.write(folder, "p1.ndjson.any", damaged);
        Playback played = Playback.of(part, next);

        assertThat(played.rejectCodes()).as(kind.getKey()).containsOnlyOnce(kind.getKey());
        assertThat(played.rejects())
            .filteredOn(reject -> reject.reason().code().equals(kind.getKey()))
            .allMatch(reject -> reject.detail().startsWith("compressed part must be whole: "));
        assertThat(played.samples()).as(kind.getKey()).containsKey("default/z/k");
        assertThat(played.sampleCount()).as(kind.getKey()).isGreaterThan(1);
        assertThat(Playback.of(Playback.split(part, next), Playback.OPTIONS, 100_000, true))
            .as(kind.getKey())
            .isEqualTo(played);
      }
    }
  }

  private static byte[] lines(int count) {
    Random random = new Random(3);
    String[] lines = new String[count];
    for (int i = 0; i < count; i++) {
      lines[i] = Playback.event(1.6e9 + i * 0.02, "s" + i % 3, String.valueOf(random.nextDouble()));
    }
    return Playback.lines(lines);
  }
}
