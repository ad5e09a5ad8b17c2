package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineEstimateTest {
  private static final int LINES = 60_000;

  @TempDir private Path folder;

  /** About 100 bytes a line, several times what is looked at, compressible as recordings are. */
  private static byte[] recording() {
    Random random = new Random(5);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      lines
          .append("{\"ts\":")
          .append(1_760_000_000 + i)
          .append(",\"source\":\"belt\",\"key\":\"accelerometer\",\"value\":")
          .append(random.nextDouble())
          .append("}\n");
    }
    return lines.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private double lines(byte[]... parts) throws IOException {
    String[] files = new String[parts.length];
    for (int i = 0; i < parts.length; i++) {
      files[i] = Files.write(folder.resolve("part" + i), parts[i]).toString();
    }
    return LineEstimate.lines(List.of(new RecordedParts("s", List.of(files))));
  }

  @Test
  void shortPartsAreCounted() throws IOException {
    byte[] three = "a\nb\nc".getBytes(StandardCharsets.US_ASCII);
    assertThat(lines(three, new byte[0], Playback.gzip(three), Playback.xz(three))).isEqualTo(9);
  }

  @Test
  void longPartsAreTakenToGoOnAsTheyBegin() throws IOException {
    byte[] recording = recording();
    assertThat(recording.length).isGreaterThan(4 * LineEstimate.SAMPLE_BYTES);
    assertThat(lines(recording)).isCloseTo(LINES, withinPercentage(1));
    assertThat(lines(Playback.gzip(recording))).isCloseTo(LINES, withinPercentage(10));
    assertThat(lines(Playback.zstd(recording))).isCloseTo(LINES, withinPercentage(25));
    assertThat(lines(Playback.xz(recording))).isCloseTo(LINES, withinPercentage(25));
  }

  @Test
  void damagedPartEndsWhereItIsDamaged() throws IOException {
    byte[] zipped = Playback.gzip(recording());
    assertThat(lines(Arrays.copyOf(zipped, 20_000))).isBetween(100.0, 2_000.0);
  }
}
