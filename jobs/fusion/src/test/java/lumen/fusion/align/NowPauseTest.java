package lumen.fusion.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import lumen.event.SampleBlock;
import lumen.fusion.settings.ConfigFile;
import lumen.fusion.settings.FusionCatalogue;
import lumen.fusion.settings.LumenSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A live channel that comes back after a pause longer than that for which it is fresh: event time
 * lies in the pause, and the sample that ends it waits.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NowPauseTest {
  private static final long MICROS = 1_000_000;

  @Test
  void eventTimeGoesOnWhileTheNextSampleWaits() throws Exception {
    LumenSettings settings =
        FusionCatalogue.CATALOGUE
            .readTexts("", Map.of(ConfigFile.FUSION, "now: {enabled: true}\n"))
            .settings()
            .orElseThrow();
    try (AlignerRun run = AlignerRun.of(settings)) {
      run.take(block(100, 20)).watermark(119_900);
      run.restore();
      run.take(block(121.7, 1));
      assertThatCode(
              () -> {
                for (long millis = 120_000; millis < 123_000; millis += 20) {
                  run.watermark(millis);
                }
              })
          .doesNotThrowAnyException();
      assertThat(run.timers()).isPositive();
    }
  }

  private static SampleBlock block(double fromS, int seconds) {
    int n = 50 * seconds;
    long[] micros = new long[n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      micros[i] = Math.round(fromS * MICROS) + 20_000L * i;
      values[i] = Math.sin(0.13 * i);
    }
    return new SampleBlock("walk", "t", "imu", "x", micros, values);
  }
}
