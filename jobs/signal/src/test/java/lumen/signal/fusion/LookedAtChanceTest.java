package lumen.signal.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chance levels that are looked at now and then, and not kept. */
final class LookedAtChanceTest {
  private static final FusionSettings SETTINGS =
      RhythmChannels.settings(10, Weighting.ENVELOPE, Fallback.SENSORS_ONLY);
  private static final int STEPS = 200;

  /** Keeps no chance level, and looks at it or not. */
  private record Passer(List<ChannelFrame> frames, boolean looksAtChance)
      implements ChannelFrameSink {
    @Override
    public void accept(ChannelFrame frame) {
      frames.add(frame);
    }

    @Override
    public boolean wantsChance() {
      return false;
    }
  }

  private static RhythmChannels rig() {
    return new RhythmChannels(SETTINGS, 7)
        .jittering("a", RhythmChannels.FIRST, STEPS, 0.05, 1)
        .random("b", RhythmChannels.FIRST, STEPS);
  }

  @Test
  void isThatOfTheStepAndLeavesNoTrace() {
    RhythmChannels kept = rig().finish();
    List<ChannelFrame> looked = new ArrayList<>();
    TenantFusion looking = rig().fusion();
    looking.advance(Long.MAX_VALUE, frame -> {}, new Passer(looked, true));
    List<ChannelFrame> blind = new ArrayList<>();
    TenantFusion passing = rig().fusion();
    passing.advance(Long.MAX_VALUE, frame -> {}, new Passer(blind, false));

    assertThat(looked).hasSameSizeAs(kept.channelFrames);
    int compared = 0;
    for (int i = 0; i < looked.size(); i++) {
      ChannelFrame own = looked.get(i);
      ChannelFrame theirs = kept.channelFrames.get(i);
      boolean formed =
          Math.floorMod(own.grid(), SETTINGS.windowSteps()) % SETTINGS.chanceSteps() == 0;
      if (formed && !Double.isNaN(theirs.coherence())) {
        assertThat(own).isEqualTo(theirs);
        compared++;
      }
      assertThat(Double.isNaN(own.chance())).isEqualTo(Double.isNaN(own.coherence()));
      assertThat(blind.get(i).chance()).isNaN();
    }
    assertThat(compared).isGreaterThan(50);
    assertThat(looking.snapshot()).as("nothing is kept of it").isEqualTo(passing.snapshot());
  }
}
