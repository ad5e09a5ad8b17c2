package lumen.signal.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lumen.signal.regularise.RateRatio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
  @ParameterizedTest
  @CsvSource({"1, 20", "5, 32", "5, 6", "33, 40", "1, 2", "33, 997", "99, 100", "1, 1"})
  void everyOutputIsItsFullSumAndNoOtherExists(int up, int down) {
    RateRatio ratio = new RateRatio(up, down);
    Random random = new Random(up * 1000L + down);
    double[] x = random.doubles((40 * down + up - 1) / up, -1, 1).toArray();
    PolyphaseTaps taps = PolyphaseTaps.of(ratio);
    Resampler resampler = new Resampler(ratio);
    int half = down == 1 ? 0 : 10;
    long expectedIndex = half;
    for (int n = 1; n <= x.length; n++) {
      boolean complete = resampler.accept(x[n - 1]);
      long reach = (expectedIndex + half) * down;
      assertThat(complete).isEqualTo(reach <= (long) (n - 1) * up);
      if (complete) {
        assertThat(resampler.index()).isEqualTo(expectedIndex);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
          sum +=
              x[i]
                  * (down == 1
                      ? (i == expectedIndex ? 1 : 0)
                      : taps.tap(expectedIndex * down - (long) i * up));
        }
        assertThat(resampler.value()).isCloseTo(sum, within(1e-14));
        expectedIndex++;
      }
    }
    assertThat(expectedIndex).isGreaterThan(half + 15);
  }

  @Test
  void aRatioTooLongForATableGivesTheSameFilter() {
    long down = PolyphaseTaps.MAX_TABLE_DOWN + 1L;
    double direct = 0;
    PolyphaseTaps taps = PolyphaseTaps.of(new RateRatio(1, down));
    for (long k = -10 * down; k <= 10 * down; k++) {
      direct += taps.tap(k);
    }
    assertThat(direct).isCloseTo(1, within(1e-13));
  }

  /** Ratios of 20,479 Hz to 5 Hz, of a grid of 4.9999 Hz, and the longest there is. */
  @ParameterizedTest
  @CsvSource({"5, 20479", "1, 4097", "49999, 204790000", "1, 1000000000000"})
  void interpolatedTapsAreThoseOfTheFilter(long up, long down) {
    PolyphaseTaps taps = PolyphaseTaps.of(new RateRatio(up, down));
    double middle = taps.tap(0);
    Random random = new Random(down);
    for (int draw = 0; draw < 2000; draw++) {
      long edge = draw % 3 == 0 ? 0 : draw % 3 == 1 ? down - down / 4096 - 1 : down / 2;
      long r = draw < 3 ? edge : (long) (random.nextDouble() * down);
      double[] sums = new double[PolyphaseTaps.OUTPUTS];
      taps.scatter(2, r, sums);
      for (int j = 0; j < sums.length; j++) {
        double tap = taps.tap((j - 10) * down - r);
        assertThat(sums[j]).as("r=%d j=%d", r, j).isCloseTo(2 * tap, within(1e-13 * middle));
      }
    }
  }

  @Test
  void theGainOfAVeryLongFilterGoesOnAsTheSumsDo() {
    double difference = PolyphaseTaps.gain(2048) - PolyphaseTaps.gain(4096);
    double next = PolyphaseTaps.gain(4096) - PolyphaseTaps.gain(8192);
    assertThat(next).isCloseTo(difference / 4, within(2e-15));
    assertThat(PolyphaseTaps.gain(1_000_000_000_000L))
        .isCloseTo(PolyphaseTaps.gain(4096), within(1e-10));
  }

  @Test
  void aConstantPassesWithAGainOfOne() {
    Resampler resampler = new Resampler(new RateRatio(1, 20));
    List<Double> out = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      if (resampler.accept(3)) {
        out.add(resampler.value());
      }
    }
    assertThat(out).hasSize(80).allSatisfy(y -> assertThat(y).isCloseTo(3, within(1e-14)));
  }

  @Test
  void restartForgetsTheSegmentBefore() {
    RateRatio ratio = new RateRatio(5, 7);
    Resampler used = new Resampler(ratio);
    for (int i = 0; i < 777; i++) {
      used.accept(i * i % 31);
    }
    used.restart();
    Resampler fresh = new Resampler(ratio);
    for (int i = 0; i < 100; i++) {
      assertThat(used.accept(i % 13)).isEqualTo(fresh.accept(i % 13));
      assertThat(used.value())
          .satisfiesAnyOf(
              v -> assertThat(v).isEqualTo(fresh.value()), v -> assertThat(fresh.value()).isZero());
    }
    assertThat(used.index()).isEqualTo(fresh.index());
    assertThat(state(used)).isEqualTo(state(fresh));
  }

  private static ByteBuffer state(Resampler resampler) {
    ByteBuffer out = ByteBuffer.allocate(256);
    resampler.write(out);
    return out.flip();
  }

  @Test
  void aRatioThatRaisesTheRateIsRefused() {
    assertThatThrownBy(() -> new RateRatio(3, 2))
        .hasMessage("must have 1 <= up <= down <= 1e12: up=3 down=2");
    assertThatThrownBy(() -> new RateRatio(2, 4))
        .hasMessage("must be in lowest terms: up=2 down=4");
  }
}
