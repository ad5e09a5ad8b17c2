package lumen.signal.strict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Every bit is that of StrictMath. {@code -Dlumen.strict.values} takes more of them. */
final class StrictFunctionsTest {
  private static final long SEED = 20_261_201;
  private static final int VALUES = Integer.getInteger("lumen.strict.values", 500_000);

  /** Numbers at which a method takes another way, and those beside them. */
  private static final double[] EDGES = {
    0,
    Double.MIN_VALUE,
    Double.MIN_NORMAL,
    0x1p-60,
    0x1p-29,
    0x1p-27,
    0x1p-20,
    0.3,
    7.0 / 16,
    0.5,
    11.0 / 16,
    Math.sqrt(0.5),
    0.78125,
    Math.PI / 4,
    1,
    19.0 / 16,
    Math.sqrt(2),
    1.5,
    Math.PI / 2,
    2,
    3 * Math.PI / 4,
    39.0 / 16,
    Math.PI,
    5 * Math.PI / 4,
    2 * Math.PI,
    100,
    0x1p60,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NaN
  };

  private final Random random = new Random(SEED);

  @Test
  void logarithm() {
    compare("log", StrictFunctions::log, StrictMath::log);
  }

  @Test
  void sine() {
    compare("sin", StrictFunctions::sin, StrictMath::sin);
  }

  @Test
  void cosine() {
    compare("cos", StrictFunctions::cos, StrictMath::cos);
  }

  @Test
  void angle() {
    for (double y : EDGES) {
      for (double x : EDGES) {
        for (int step = -2; step <= 2; step++) {
          angle(beside(y, step), x);
          angle(-beside(y, step), x);
          angle(beside(y, step), -x);
          angle(-beside(y, step), -x);
        }
      }
    }
    for (int i = 0; i < VALUES; i++) {
      angle(value(i), value(i));
      angle(2 * random.nextDouble() - 1, 2 * random.nextDouble() - 1);
    }
  }

  private static void angle(double y, double x) {
    same("atan2", StrictFunctions::atan2, StrictMath::atan2, y, x);
  }

  private void compare(String name, DoubleUnaryOperator ours, DoubleUnaryOperator strict) {
    DoubleBinaryOperator our = (x, unused) -> ours.applyAsDouble(x);
    DoubleBinaryOperator its = (x, unused) -> strict.applyAsDouble(x);
    for (double edge : EDGES) {
      for (int step = -64; step <= 64; step++) {
        same(name, our, its, beside(edge, step), 0);
        same(name, our, its, -beside(edge, step), 0);
      }
    }
    for (int i = 0; i < VALUES; i++) {
      same(name, our, its, value(i), 0);
    }
  }

  /** Shares, angles, numbers close to 1 and any bits, in turn. */
  private double value(int i) {
    return switch (i % 4) {
      case 0 -> random.nextDouble();
      case 1 -> 4 * Math.PI * (random.nextDouble() - 0.5);
      case 2 -> 1 + random.nextGaussian() * 0x1p-18;
      default -> Double.longBitsToDouble(random.nextLong());
    };
  }

  private static double beside(double edge, int step) {
    return Double.isFinite(edge) ? edge + step * Math.ulp(edge) : edge;
  }

  private static void same(
      String name, DoubleBinaryOperator ours, DoubleBinaryOperator strict, double a, double b) {
    double found = ours.applyAsDouble(a, b);
    double wanted = strict.applyAsDouble(a, b);
    if (Double.doubleToLongBits(found) != Double.doubleToLongBits(wanted)) {
      assertThat(found)
          .as("seed %d, %s(%s, %s) of %s, %s", SEED, name, a, b, Double.toHexString(a), b)
          .isEqualTo(wanted);
    }
  }
}
