package lumen.signal.bandpass;

import static lumen.signal.reference.Agreement.assertAgree;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import lumen.signal.grid.TargetGrid;
import lumen.signal.reference.ReferenceVector;
import org.junit.jupiter.api.Test;

class BandPassReferenceTest {
  @Test
  void tapsAndOutputsAgreeWithTheReference() {
    assertThat(ReferenceVector.cases("bandpass.json")).hasSize(3).allSatisfy(this::agrees);
  }

  private void agrees(ReferenceVector vector) {
    double[] edges = vector.doubles("band_hz");
    BandSettings band = new BandSettings(edges[0], edges[1], (int) vector.number("taps"));
    TargetGrid grid = TargetGrid.ofHz(vector.number("target_hz"));
    BandTaps taps = BandTaps.of(band, grid);
    IntStream index = IntStream.range(0, taps.length());
    assertAgree("h_re", index.mapToDouble(taps::real).toArray(), vector.doubles("h_re"), 1e-14);
    index = IntStream.range(0, taps.length());
    assertAgree(
        "h_im", index.mapToDouble(taps::imaginary).toArray(), vector.doubles("h_im"), 1e-14);

    AnalyticBandPass filter = new AnalyticBandPass(band, grid);
    DoubleStream.Builder re = DoubleStream.builder();
    DoubleStream.Builder phase = DoubleStream.builder();
    DoubleStream.Builder envelope = DoubleStream.builder();
    int inputs = 0;
    for (double x : vector.doubles("input")) {
      boolean complete = filter.accept(x);
      assertThat(complete).isEqualTo(++inputs >= band.taps());
      if (complete) {
        re.add(filter.value());
        phase.add(filter.phaseCycles());
        envelope.add(filter.envelope());
      }
    }
    assertThat(band.half()).isEqualTo((int) vector.number("first_output"));
    assertAgree("re", re.build().toArray(), vector.doubles("re"), 1e-12);
    assertAgree("phase", phase.build().toArray(), vector.doubles("phase"), 1e-12);
    assertAgree("envelope", envelope.build().toArray(), vector.doubles("envelope"), 1e-12);
  }
}
