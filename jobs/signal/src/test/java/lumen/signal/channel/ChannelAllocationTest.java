package lumen.signal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import lumen.signal.bandpass.BandSettings;
import lumen.signal.clip.ClipSettings;
import lumen.signal.clip.ClipSettings.Method;
import lumen.signal.grid.TargetGrid;
import lumen.signal.regularise.Interpolation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelAllocationTest {
  private static final int BLOCK = 64;
  private static final int SAMPLES = BLOCK * 20_000;

  /** Over a million samples in blocks: one byte a sample would be 80 times the limit. */
  @ParameterizedTest
  @CsvSource({"QUANTILE, LINEAR", "HAMPEL, PREVIOUS", "NONE, LINEAR", "NONE, ONSET"})
  void theSteadyStateAllocatesNothing(Method clip, Interpolation interpolation) {
    ChannelSettings settings =
        new ChannelSettings(
            TargetGrid.ofHz(5),
            new ClipSettings(clip, 0.01, 0.99, 30, 20),
            interpolation,
            Double.NaN,
            2,
            10,
            90,
            new BandSettings(0.2, 2.2, 51));
    ChannelConditioner conditioner = new ChannelConditioner(settings);
    long[] micros = new long[BLOCK];
    double[] values = new double[BLOCK];
    double[] sum = new double[1];
    AlignedSink out = (step, value, phase, envelope) -> sum[0] += envelope;
    run(conditioner, micros, values, 0, SAMPLES / 10, out);
    long before = allocated();
    run(conditioner, micros, values, SAMPLES / 10, SAMPLES + SAMPLES / 10, out);
    assertThat(allocated() - before).isLessThan(SAMPLES / 80);
    assertThat(sum[0]).isPositive();
  }

  private static void run(
      ChannelConditioner conditioner,
      long[] micros,
      double[] values,
      int from,
      int to,
      AlignedSink out) {
    long noise = 12345;
    for (int i = from; i < to; i += BLOCK) {
      for (int j = 0; j < BLOCK; j++) {
        noise = noise * 6364136223846793005L + 1442695040888963407L;
        micros[j] = Samples.START + 10_000L * (i + j) + (noise >>> 52);
        values[j] = (i + j) % 100 < 50 ? 1 + (noise >> 40) * 1e-8 : (noise >> 40) * 1e-8;
      }
      conditioner.accept(micros, values, 0, BLOCK, out);
    }
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }
}
