package lumen.signal.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * A guard of speed without a clock: what a step of a tenant allocates, and what it gives to state.
 * The bounds leave room above what it was when they were written.
 */
class FusionCostTest {
  private static final int CHANNELS = 8;
  private static final int STEPS = 450;
  private static final int WINDOWS = 8;

  private final FusionSettings settings =
      RhythmChannels.settings(90, Weighting.ENVELOPE, Fallback.URE_ONLY);
  private final TenantFusion fusion = new TenantFusion(settings, "t1");
  private final double[][] phase = new double[CHANNELS][STEPS];
  private final double[] value = new double[STEPS];
  private final double[] envelope = new double[STEPS];
  private long next;
  private long frames;

  @Test
  void stepAllocatesItsFrameAlone() {
    window();
    window();
    long before = allocated();
    for (int i = 0; i < WINDOWS; i++) {
      window();
    }
    assertThat((allocated() - before) / (WINDOWS * STEPS)).isLessThan(400);
    assertThat(frames).isGreaterThan((WINDOWS + 1) * STEPS);
  }

  @Test
  void stateGrowsByTheDifferencesAlone() {
    window();
    window();
    fusion.takeDifferences();
    int small = fusion.snapshot().length;
    window();

    assertThat(fusion.takeDifferences().length / (CHANNELS * STEPS)).isLessThan(50);
    assertThat(fusion.snapshot().length).isLessThanOrEqualTo(small + 64);
    assertThat(small / CHANNELS).isLessThan(300);
  }

  private void window() {
    for (int c = 0; c < CHANNELS; c++) {
      for (int i = 0; i < STEPS; i++) {
        double cycles = 0.2 * (next + i) + 0.02 * c * StrictMath.sin(0.1 * (next + i));
        phase[c][i] = cycles - Math.ceil(cycles - 0.5);
        value[i] = StrictMath.cos(2 * Math.PI * cycles);
        envelope[i] = 1 + 0.1 * phase[c][i];
      }
      fusion.align(new ChannelId("s", "c" + c), 1, next, value, phase[c], envelope, STEPS);
    }
    next += STEPS;
    fusion.advance(
        settings.grid().ceilMicros(next) + settings.horizonMicros(), f -> frames++, null);
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }
}
