package lumen.signal.fusion;

import java.io.IOException;
import lumen.golden.GoldenState;
import lumen.signal.cycle.Cycles;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;

/** The state of a tenant's figures of now, as every version writes and reads it. */
class NowFusionStateTest {
  private static final FusionSettings SETTINGS =
      RhythmChannels.settings(12, Weighting.ENVELOPE, Fallback.DEGRADE);
  private static final long DELAY_MICROS = 400_000;
  private static final int STEPS = 40;

  private static NowFusion beginning() {
    return new TenantFusion(SETTINGS, "rig").now(DELAY_MICROS);
  }

  /** Two channels of one rhythm, of which one ends early; the last steps wait. */
  private static NowFusion played() {
    NowFusion now = beginning();
    for (String key : new String[] {"a", "ö"}) {
      int last = key.equals("a") ? STEPS : STEPS - 10;
      for (int i = 0; i < last; i++) {
        long step = RhythmChannels.FIRST + i;
        double cycles = Cycles.wrap(0.18 * i + 0.01 * key.length());
        now.accept(new ChannelId("rig", key), 1, step, cycles, 1 + 0.1 * i, 0.01, 0.02, 0.9);
      }
    }
    while (now.nextStep() < RhythmChannels.FIRST + STEPS - 3) {
      now.process(now.nextStep());
    }
    return now;
  }

  @Test
  void provisionalSteps() throws IOException {
    GoldenState.rewritten(
        "tenant-now",
        new StateForm("tenant-now", 1, 0),
        played().snapshot(),
        bytes -> {
          NowFusion restored = beginning();
          restored.restore(bytes);
          return restored.snapshot();
        });
  }
}
