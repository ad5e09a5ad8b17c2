package lumen.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Quantiles within one hundredth, whatever the order of adding and merging. */
class SketchTest {
  @Test
  void oneToAThousand() {
    Sketch sketch = new Sketch();
    for (int value = 1; value <= 1000; value++) {
      sketch.add(value, 1);
    }
    assertThat(sketch.count()).isEqualTo(1000);
    assertThat(sketch.quantile(0.95).value()).isCloseTo(950, within(9.5));
    assertThat(sketch.quantile(0).value()).isCloseTo(1, within(0.01));
    assertThat(sketch.quantile(1).value()).isCloseTo(1000, within(10.0));
  }

  @Test
  void aBinStandsForItsMiddle() {
    assertThat(Sketch.bin(200)).isEqualTo(265);
    assertThat(Sketch.value(265)).isCloseTo(198.37, within(0.005));
    assertThat(Sketch.bin(0.1)).isEqualTo(-115);
    assertThat(Sketch.bin(3_600_000)).isEqualTo(755);
    assertThat(Sketch.ratio(5)).isCloseTo(Math.pow(1.01 / 0.99, 5), within(1e-12));
  }

  @Test
  void whatLiesBeyondAnEdgeIsThatEdgeAndMore() {
    Sketch sketch = new Sketch();
    sketch.add(100, 900);
    sketch.add(200, 40);
    sketch.addBeyond(200, 60);
    assertThat(sketch.quantile(0.95)).isEqualTo(new Sketch.Quantile(200, true, 265));
    assertThat(sketch.quantile(0.92).isBeyond()).isFalse();
    sketch.add(300, 1000);
    assertThat(sketch.quantile(0.48)).isEqualTo(new Sketch.Quantile(200, true, 265));
    assertThat(sketch.quantile(0.51).isBeyond()).isFalse();
  }

  @Test
  void anyOrderOfMergingIsTheSame() {
    long seed = 17;
    Random random = new Random(seed);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      values.add(Math.exp(random.nextGaussian() * 2 + 4));
    }
    Sketch all = new Sketch();
    values.forEach(value -> all.add(value, 1));
    for (int run = 0; run < 5; run++) {
      Collections.shuffle(values, random);
      List<Sketch> parts = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        Sketch part = new Sketch();
        values.subList(i * 100, i * 100 + 100).forEach(value -> part.add(value, 1));
        parts.add(part);
      }
      Collections.shuffle(parts, random);
      Sketch merged = new Sketch();
      parts.forEach(merged::add);
      assertThat(merged.bins()).as("seed %d", seed).isEqualTo(all.bins());
      assertThat(merged.count()).isEqualTo(5000);
    }
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    for (double q : new double[] {0.01, 0.5, 0.95, 0.99}) {
      double exact = sorted[(int) Math.floor(q * 4999)];
      assertThat(all.quantile(q).value()).isCloseTo(exact, within(exact * Sketch.ALPHA * 1.0001));
    }
  }

  @Test
  void nothingHasNoQuantile() {
    Sketch sketch = new Sketch();
    sketch.add(5, 0);
    assertThat(sketch.bins()).isEmpty();
    assertThatThrownBy(() -> sketch.quantile(0.5)).hasMessageContaining("needs a value");
    assertThatThrownBy(() -> sketch.add(5, -1)).hasMessageContaining("0 or more");
    assertThat(Arrays.asList(sketch.beyond().size(), (int) sketch.count())).containsExactly(0, 0);
  }
}
