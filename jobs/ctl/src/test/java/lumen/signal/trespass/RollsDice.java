package lumen.signal.trespass;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Draws without a seed; the one generator that has a seed is fine. */
public final class RollsDice {
  double unseeded() {
    return new Random().nextDouble()
        + new SplittableRandom().nextDouble()
        + ThreadLocalRandom.current().nextDouble()
        + StrictMath.random()
        + UUID.randomUUID().getMostSignificantBits();
  }

  double seeded(long seed) {
    return new Random(seed).nextDouble();
  }
}
