package lumen.signal.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import lumen.signal.clip.ClipSettings.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ClipTest {
  private record Sample(long micros, double value) {}

  @ParameterizedTest
  @CsvSource({
    "noise,0.01,0.99",
    "noise,0,1",
    "noise,0.25,0.75",
    "noise,0.5,0.5",
    "noise,1,1",
    "noise,0,0",
    "rising,0.01,0.99",
    "falling,0.05,0.9",
    "levels,0.01,0.99",
    "saw,0.02,0.98",
    "levels,0.3,0.6"
  })
  void quantilesEqualThoseOfASortedWindow(String shape, double low, double high) {
    compare(new ClipSettings(Method.QUANTILE, low, high, 1, 20), shape);
  }

  @ParameterizedTest
  @CsvSource({"noise", "rising", "falling", "levels", "saw", "modes"})
  void hampelEqualsTheMedianAndMadOfASortedWindow(String shape) {
    compare(new ClipSettings(Method.HAMPEL, 0, 1, 1, 20), shape);
  }

  private static void compare(ClipSettings settings, String shape) {
    Random random = new Random(5);
    Clip clip = Clip.of(settings);
    Deque<Sample> window = new ArrayDeque<>();
    long micros = 0;
    for (int i = 0; i < 6000; i++) {
      micros += random.nextInt(500) == 0 ? 600_000 : 1 + random.nextInt(4000);
      double x = value(shape, i, random);
      window.add(new Sample(micros, x));
      long after = micros - 1_000_000;
      window.removeIf(s -> s.micros() <= after);
      double[] sorted = window.stream().mapToDouble(Sample::value).sorted().toArray();
      assertThat(clip.accept(micros, x))
          .as("seed 5 sample %d", i)
          .isEqualTo(sorted.length < 20 ? x : expected(settings, sorted, x));
      assertThat(clip.size()).isEqualTo(sorted.length);
    }
  }

  private static double value(String shape, int i, Random random) {
    return switch (shape) {
      case "noise" -> random.nextGaussian();
      case "rising" -> i + random.nextDouble();
      case "falling" -> -i;
      case "levels" -> random.nextInt(3) - 1;
      case "saw" -> i % 700;
      default -> (random.nextBoolean() ? 10 : -10) + random.nextGaussian();
    };
  }

  private static double expected(ClipSettings settings, double[] s, double x) {
    int n = s.length;
    if (settings.method() == Method.QUANTILE) {
      double lo = s[Math.min(n - 1, (int) Math.floor(settings.pLow() * n))];
      double hi = s[Math.min(n - 1, (int) Math.floor(settings.pHigh() * n))];
      return Math.min(Math.max(x, lo), hi);
    }
    double median = (s[(n - 1) / 2] + s[n / 2]) / 2;
    double[] off = Arrays.stream(s).map(v -> Math.abs(v - median)).sorted().toArray();
    double mad = (off[(n - 1) / 2] + off[n / 2]) / 2;
    return Math.abs(x - median) > 3 * 1.4826 * mad ? median : x;
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void aLoadedWindowContinuesLikeTheOneItWasTakenFrom(Method method) {
    ClipSettings settings = new ClipSettings(method, 0.02, 0.97, 1, 20);
    Random random = new Random(6);
    long[] micros = new long[3000];
    double[] values = new double[3000];
    for (int i = 0; i < 3000; i++) {
      micros[i] = 2000L * i;
      values[i] = random.nextInt(9) == 0 ? -0.0 : random.nextGaussian();
    }
    for (int cut = 0; cut < 3000; cut += 97) {
      Clip whole = Clip.of(settings);
      for (int i = 0; i < cut; i++) {
        whole.accept(micros[i], values[i]);
      }
      Clip loaded = Clip.of(settings);
      loaded.load(micros, values, Math.max(0, cut - 500), cut);
      assertThat(loaded.size()).isEqualTo(whole.size());
      for (int i = cut; i < Math.min(3000, cut + 600); i++) {
        assertThat(Double.doubleToRawLongBits(loaded.accept(micros[i], values[i])))
            .as("seed 6 cut %d sample %d", cut, i)
            .isEqualTo(Double.doubleToRawLongBits(whole.accept(micros[i], values[i])));
      }
    }
  }

  @Test
  void fewerThanMinSamplesAreUnchanged() {
    Clip clip = Clip.of(new ClipSettings(Method.QUANTILE, 0.2, 0.8, 30, 5));
    assertThat(clip.accept(1, 1)).isEqualTo(1);
    assertThat(clip.accept(2, 2)).isEqualTo(2);
    assertThat(clip.accept(3, 3)).isEqualTo(3);
    assertThat(clip.accept(4, 1e9)).isEqualTo(1e9);
    assertThat(clip.accept(5, -1e9)).isEqualTo(1);
  }

  @Test
  void aSampleExactlyOneWindowOldIsOutside() {
    Clip clip = Clip.of(new ClipSettings(Method.QUANTILE, 0, 0, 1, 1));
    clip.accept(0, -5);
    assertThat(clip.accept(999_999, 7)).isEqualTo(-5);
    assertThat(clip.accept(1_000_000, 7)).isEqualTo(7);
    assertThat(clip.size()).isEqualTo(2);
  }

  @Test
  void withAMadOfZeroEveryValueOffTheMedianIsReplaced() {
    Clip clip = Clip.of(new ClipSettings(Method.HAMPEL, 0, 1, 30, 3));
    clip.accept(1, 4);
    clip.accept(2, 4);
    assertThat(clip.accept(3, 4.000001)).isEqualTo(4);
    assertThat(clip.accept(4, 4)).isEqualTo(4);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new ClipSettings(Method.QUANTILE, 0.9, 0.1, 30, 20))
        .hasMessage("clip must have 0 <= p_low <= p_high <= 1: p_low=0.9 p_high=0.1");
    assertThatThrownBy(() -> new ClipSettings(Method.QUANTILE, 0, 1, 0, 20))
        .hasMessage("clip.window_s must be in [1e-6, 1e6]: 0.0");
    assertThatThrownBy(() -> new ClipSettings(Method.QUANTILE, 0, 1, 30, 0))
        .hasMessage("clip.min_samples must be >= 1: 0");
  }
}
