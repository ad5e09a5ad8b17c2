package lumen.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

final class ProgressBarTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);

  @Test
  void printsNothingWhereNobodyWatches() {
    try (ProgressBar bar = new ProgressBar(out, "replay", false)) {
      bar.update(0.5, "1.2 M/s");
      bar.complete("done");
    }
    assertThat(bytes.size()).isZero();
  }

  @Test
  void drawsOneLineOfAtMostAHundredColumns() {
    try (ProgressBar bar = new ProgressBar(out, "replay", true)) {
      bar.update(0.5, "x".repeat(200));
      bar.complete("done");
    }
    String[] drawn = bytes.toString(UTF_8).strip().split("\r", -1);
    assertThat(drawn).hasSize(2).allMatch(line -> line.length() < TextTable.WIDTH);
    assertThat(drawn[0]).startsWith("replay [###############...............]  50 %");
    assertThat(drawn[1]).startsWith("replay [##############################] 100 %  done");
  }

  @Test
  void drawsAtMostTenTimesASecond() {
    try (ProgressBar bar = new ProgressBar(out, "replay", true)) {
      for (int i = 0; i < 1_000; i++) {
        bar.update(Double.NaN, "step");
      }
    }
    assertThat(bytes.toString(UTF_8).chars().filter(c -> c == '\r').count()).isLessThan(100);
  }
}
