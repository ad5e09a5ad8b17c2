package lumen.signal.resample;

import static lumen.signal.reference.Agreement.assertAgree;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import lumen.signal.grid.TargetGrid;
import lumen.signal.reference.ReferenceVector;
import lumen.signal.regularise.RateRatio;
import org.junit.jupiter.api.Test;

class ResampleReferenceTest {
  @Test
  void outputsAndTapsAgreeWithScipy() {
    assertThat(ReferenceVector.cases("resample.json")).hasSize(9).allSatisfy(this::agrees);
  }

  private void agrees(ReferenceVector vector) {
    TargetGrid grid = TargetGrid.ofHz(vector.number("target_hz"));
    RateRatio ratio = RateRatio.of((int) vector.number("rate_hz"), grid);
    assertThat(ratio.up()).isEqualTo((long) vector.number("up"));
    assertThat(ratio.down()).isEqualTo((long) vector.number("down"));
    Resampler resampler = new Resampler(ratio);
    DoubleStream.Builder found = DoubleStream.builder();
    long next = (long) vector.number("first_output");
    for (double x : vector.doubles("input")) {
      if (resampler.accept(x)) {
        assertThat(resampler.index()).isEqualTo(next++);
        found.add(resampler.value());
      }
    }
    assertAgree(ratio.toString(), found.build().toArray(), vector.doubles("output"), 1e-12);
    if (vector.has("taps") && ratio.down() > 1) {
      double[] expected = vector.doubles("taps");
      double[] taps = new double[expected.length];
      for (int i = 0; i < taps.length; i++) {
        taps[i] = PolyphaseTaps.of(ratio).tap(i - taps.length / 2);
      }
      assertAgree(ratio + " taps", taps, expected, 1e-14);
    }
  }
}
