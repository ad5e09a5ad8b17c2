package lumen.signal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.junit.jupiter.api.Test;

class ResidualWindowTest {
  private static final long S = 1_000_000;

  @Test
  void isThePopulationDeviationOfTenMinutes() {
    ResidualWindow window = new ResidualWindow();
    Random random = new Random(8);
    List<double[]> all = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 3000; i++) {
      now += random.nextInt((int) (4 * S));
      double value = 1e6 + random.nextGaussian();
      window.slide(now);
      window.add(now, value);
      all.add(new double[] {now, value});
      long from = now - 600 * S;
      double[] held = all.stream().filter(v -> v[0] > from).mapToDouble(v -> v[1]).toArray();
      if (held.length < 3) {
        assertThat(window.deviation()).isNaN();
      } else {
        assertThat(window.deviation())
            .isCloseTo(new StandardDeviation(false).evaluate(held), offset(1e-8));
      }
    }
  }

  @Test
  void valueIsForgottenAfterTenMinutes() {
    ResidualWindow window = new ResidualWindow();
    for (int i = 0; i < 4; i++) {
      window.add(i * S, i);
    }
    window.slide(600 * S - 1);
    assertThat(window.deviation()).isCloseTo(Math.sqrt(1.25), offset(1e-12));
    window.slide(600 * S);
    assertThat(window.deviation()).isCloseTo(Math.sqrt(2 / 3.0), offset(1e-12));
    window.slide(601 * S);
    assertThat(window.deviation()).isNaN();
  }

  @Test
  void noMagnitudeOverflows() {
    ResidualWindow window = new ResidualWindow();
    window.add(0, Double.MAX_VALUE);
    window.add(1, -Double.MAX_VALUE);
    window.add(2, Double.MAX_VALUE);
    assertThat(window.deviation()).isGreaterThan(1e307).isLessThan(Double.POSITIVE_INFINITY);
    ResidualWindow tiny = new ResidualWindow();
    for (int i = 0; i < 3; i++) {
      tiny.add(i, Double.MIN_VALUE * i);
    }
    assertThat(tiny.deviation()).isZero();
  }

  @Test
  void floodIsHeldToItsNewest() {
    ResidualWindow window = new ResidualWindow();
    for (int i = 0; i < 100_000; i++) {
      window.add(i, i < 34_464 ? 1e9 : 1);
    }
    assertThat(window.endOrdinal() - window.firstOrdinal()).isEqualTo(65_536);
    assertThat(window.deviation()).isZero();
  }
}
