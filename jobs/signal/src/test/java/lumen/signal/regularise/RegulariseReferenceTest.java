package lumen.signal.regularise;

import static lumen.signal.reference.Agreement.assertAgree;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.DoubleStream;
import lumen.signal.grid.TargetGrid;
import lumen.signal.reference.ReferenceVector;
import org.junit.jupiter.api.Test;

class RegulariseReferenceTest {
  /** The vectors begin at the first k/F: the grid is F itself, so that each k/F is a step. */
  @Test
  void regularValuesAgreeWithTheReference() {
    assertThat(ReferenceVector.cases("regularise.json")).hasSize(4).allSatisfy(this::agrees);
  }

  private void agrees(ReferenceVector vector) {
    int rate = (int) vector.number("rate_hz");
    Interpolation interpolation =
        Interpolation.valueOf(vector.text("interpolation").toUpperCase(Locale.ROOT));
    Regulariser regulariser =
        new Regulariser(rate, new TargetGrid(rate, 1), interpolation, 2_000_000);
    long[] micros = vector.longs("micros");
    double[] input = vector.doubles("input");
    double[] expected = vector.doubles("output");
    DoubleStream.Builder found = DoubleStream.builder();
    for (int i = 0; i < input.length; i++) {
      regulariser.accept(micros[i], input[i]);
      while (regulariser.advance()) {
        found.add(regulariser.value() + expected[0]);
      }
    }
    assertThat(regulariser.firstStep()).isEqualTo((long) vector.number("first_k"));
    assertAgree(interpolation + " " + rate, found.build().toArray(), expected, 1e-12);
  }
}
