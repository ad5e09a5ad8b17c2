package lumen.signal.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import lumen.signal.cycle.Cycles;
import lumen.signal.phase.ChanceEstimate;
import lumen.signal.phase.ChanceLevel;
import lumen.signal.reference.ReferenceVector;
import org.junit.jupiter.api.Test;

/** Chance level and pairwise phase consistency of the first of three channels. */
class ChanceReferenceTest {
  @Test
  void chanceLevelAndConsistencyAgreeWithTheReference() {
    assertThat(ReferenceVector.cases("chance.json")).hasSize(6).allSatisfy(this::agrees);
  }

  private void agrees(ReferenceVector vector) {
    JsonNode phases = vector.get("phases");
    JsonNode envelopes = vector.get("envelopes");
    FusionSettings settings = RhythmChannels.settings(90, Weighting.ENVELOPE, Fallback.URE_ONLY);
    FusedChannel[] channels = new FusedChannel[phases.size()];
    for (int c = 0; c < channels.length; c++) {
      channels[c] = new FusedChannel(new ChannelId("s", "c" + c), settings);
      channels[c].weight = 1;
    }
    PhaseDifferences differences = new PhaseDifferences(Weighting.ENVELOPE);
    for (int g = 0; g < phases.get(0).size(); g++) {
      for (int c = 0; c < channels.length; c++) {
        set(channels[c], phases.get(c).get(g).doubleValue(), envelopes.get(c).get(g).doubleValue());
      }
      differences.form(g, channels);
      channels[0].window.settle(0, 0, 0);
    }
    ChanceLevel found = new ChanceEstimate(true).of(channels[0].window);
    assertThat(found.level()).isCloseTo(vector.number("chance"), within(1e-9));
    if (vector.has("ppc")) {
      assertThat(found.ppc()).isCloseTo(vector.number("ppc"), within(1e-9));
    } else {
      assertThat(found.ppc()).isNaN();
    }
  }

  private static void set(FusedChannel c, double phase, double envelope) {
    c.phased = true;
    c.phase = phase;
    c.envelope = envelope;
    c.cos = StrictMath.cos(Cycles.radians(phase));
    c.sin = StrictMath.sin(Cycles.radians(phase));
  }
}
