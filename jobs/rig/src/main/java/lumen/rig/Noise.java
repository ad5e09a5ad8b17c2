package lumen.rig;

import java.util.SplittableRandom;

/**
 * Seeded randomness of one part of the rig.
 *
 * <p>Every part draws from a stream of its own, named after it, so that adding a sensor to one
 * tenant leaves every number of the others as it was. Only {@link SplittableRandom#nextLong} and
 * {@link StrictMath} are used: the same numbers on every JVM.
 */
final class Noise {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private final SplittableRandom random;

  Noise(long seed, String name) {
    random = new SplittableRandom((seed + 1) * GOLDEN ^ ((long) name.hashCode() << 21));
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [lo, hi). */
  double uniform(double lo, double hi) {
    return lo + (hi - lo) * uniform();
  }

  /** True with the given probability. */
  boolean chance(double probability) {
    return uniform() < probability;
  }

  /**
   * Normal with mean 0 and deviation 1 (Box and Muller 1958; the second value of a pair is not
   * used).
   */
  double gaussian() {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
  }

  /** Exponential with the given mean. */
  double exponential(double mean) {
    return -mean * StrictMath.log(1 - uniform());
  }
}
