package lumen.signal.regularise;

import static lumen.signal.reference.Agreement.assertAgree;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import lumen.signal.grid.TargetGrid;
import lumen.signal.reference.ReferenceVector;
import org.junit.jupiter.api.Test;

class OnsetReferenceTest {
  @Test
  void phasesBetweenOnsetsAgreeWithTheReference() {
    assertThat(ReferenceVector.cases("onset.json")).hasSize(2).allSatisfy(this::agrees);
  }

  private void agrees(ReferenceVector vector) {
    TargetGrid grid = TargetGrid.ofHz(vector.number("target_hz"));
    OnsetPhase onsets = new OnsetPhase(grid, Math.round(vector.number("max_gap_s") * 1e6));
    LongStream.Builder steps = LongStream.builder();
    DoubleStream.Builder phases = DoubleStream.builder();
    for (long micros : vector.longs("micros")) {
      onsets.accept(micros, 1);
      while (onsets.advance()) {
        steps.add(onsets.step());
        phases.add(onsets.phaseCycles());
      }
    }
    assertThat(steps.build().toArray()).isEqualTo(vector.longs("grid"));
    assertAgree("phase", phases.build().toArray(), vector.doubles("phase"), 1e-12);
  }
}
