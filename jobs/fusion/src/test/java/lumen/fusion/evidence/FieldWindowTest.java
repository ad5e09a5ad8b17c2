package lumen.fusion.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of a window against those formed anew from all of its values. */
class FieldWindowTest {
  private static final long SECOND = 1_000_000;
  private static final long START = 1_767_225_600L * SECOND;
  private static final EnumSet<WindowFunction> ALL = EnumSet.allOf(WindowFunction.class);

  private record Timed(long micros, double value) {}

  private static double plain(WindowFunction function, List<Timed> window, long now, long span) {
    if (window.isEmpty() || 3 * (now - window.get(0).micros()) < span) {
      return Double.NaN;
    }
    double[] sorted = window.stream().mapToDouble(Timed::value).sorted().toArray();
    double mean = window.stream().mapToDouble(Timed::value).sum() / sorted.length;
    return switch (function) {
      case MEAN -> mean;
      case MIN -> sorted[0];
      case MAX -> sorted[sorted.length - 1];
      case STDDEV -> {
        double squares = 0;
        for (double value : sorted) {
          squares += (value - mean) * (value - mean);
        }
        yield Math.sqrt(squares / sorted.length);
      }
      case P95 -> {
        double rank = 0.95 * (sorted.length - 1);
        int below = (int) Math.floor(rank);
        int above = Math.min(below + 1, sorted.length - 1);
        yield sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
      }
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void figuresAreThoseOfTheValuesInTheWindow(long seed) {
    Random random = new Random(seed);
    long span = (1 + random.nextInt(100)) * SECOND;
    double level = random.nextBoolean() ? 0 : 1e4;
    FieldWindow window = new FieldWindow(span, ALL);
    List<Timed> values = new ArrayList<>();
    long now = START + random.nextInt(1000);
    for (int i = 0; i < 2000; i++) {
      now += step(random, span);
      window.advance(now);
      if (random.nextInt(10) > 0) {
        double value = random.nextInt(4) == 0 ? random.nextInt(3) : level + random.nextGaussian();
        window.add(value);
        values.add(new Timed(now, value));
      }
      long from = now - span;
      values.removeIf(timed -> timed.micros() <= from);
      if (i % 3 > 0) {
        continue;
      }
      for (WindowFunction function : WindowFunction.values()) {
        double tolerance = ofOrder(function) ? 0 : 1e-9 * (1 + level);
        double expected = plain(function, values, now, span);
        double figure = window.figure(function);
        if (Double.isNaN(expected)) {
          assertThat(figure).as("seed %d, step %d, %s", seed, i, function).isNaN();
        } else {
          assertThat(figure)
              .as("seed %d, step %d, %s", seed, i, function)
              .isCloseTo(expected, within(tolerance));
        }
      }
    }
  }

  private static boolean ofOrder(WindowFunction function) {
    return function == WindowFunction.MIN || function == WindowFunction.MAX;
  }

  /** Mostly the step of a grid; now and then a gap, up to several windows. */
  private static long step(Random random, long span) {
    return switch (random.nextInt(200)) {
      case 0 -> 1 + (long) (random.nextDouble() * 3 * span);
      case 1 -> span;
      case 2 -> 1;
      default -> 200_000;
    };
  }

  @Test
  void windowIsOpenAtItsBeginningAndClosedAtItsEnd() {
    FieldWindow window = new FieldWindow(9 * SECOND, ALL);
    for (long t = 0; t <= 9; t++) {
      window.advance(START + t * SECOND);
      window.add((double) t);
    }
    assertThat(window.figure(WindowFunction.MIN)).isEqualTo(1);
    assertThat(window.figure(WindowFunction.MAX)).isEqualTo(9);
    window.advance(START + 10 * SECOND - 1);
    assertThat(window.figure(WindowFunction.MIN)).isEqualTo(1);
    window.advance(START + 10 * SECOND);
    assertThat(window.figure(WindowFunction.MIN)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(WindowFunction.class)
  void isKnownOnceItsValuesReachOverAThirdOfIt(WindowFunction function) {
    FieldWindow window = new FieldWindow(9 * SECOND, EnumSet.of(function));
    assertThat(window.figure(function)).isNaN();
    window.advance(START);
    window.add(2);
    window.advance(START + 3 * SECOND - 1);
    window.add(2);
    assertThat(window.figure(function)).isNaN();
    window.advance(START + 3 * SECOND);
    assertThat(window.figure(function)).isEqualTo(function == WindowFunction.STDDEV ? 0 : 2);
    window.advance(START + 12 * SECOND);
    assertThat(window.figure(function)).isNaN();
  }

  @Test
  void spreadOfValuesFarFromZeroIsExact() {
    FieldWindow window = new FieldWindow(10 * SECOND, EnumSet.of(WindowFunction.STDDEV));
    for (int t = 0; t < 100; t++) {
      window.advance(START + t * SECOND);
      window.add(1e9 + t % 2);
      if (t >= 10) {
        assertThat(window.figure(WindowFunction.STDDEV)).isCloseTo(0.5, within(1e-6));
      }
    }
  }

  /** The order of addition follows from the times alone. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void windowMadeAnewFromItsValuesGoesOnToTheBit(long seed) {
    Random random = new Random(seed);
    long span = (5 + random.nextInt(60)) * SECOND;
    FieldWindow undisturbed = new FieldWindow(span, ALL);
    FieldWindow again = new FieldWindow(span, ALL);
    long now = START;
    for (int i = 0; i < 4000; i++) {
      now += step(random, span);
      double value = random.nextGaussian();
      undisturbed.advance(now);
      undisturbed.add(value);
      again.advance(now);
      again.add(value);
      if (random.nextInt(100) == 0) {
        FieldWindow copy = new FieldWindow(span, ALL);
        again.copyTo(copy);
        again = copy;
      }
      for (WindowFunction function : WindowFunction.values()) {
        if (Double.doubleToRawLongBits(again.figure(function))
            != Double.doubleToRawLongBits(undisturbed.figure(function))) {
          fail("seed %d, step %d, %s", seed, i, function);
        }
      }
    }
  }
}
