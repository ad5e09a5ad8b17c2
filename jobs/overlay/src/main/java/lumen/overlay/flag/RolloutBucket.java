package lumen.overlay.flag;

import lumen.statistics.Murmur3;

/**
 * How much of all keys a rollout takes: buckets 0 to {@code taken} - 1 of 100,000. Raising the
 * share takes further keys and lets go of none.
 *
 * <p>A key's bucket is (h x 100000) / 2^32, rounded down, h the unsigned MurmurHash3 (x86, 32 bit,
 * seed 0) of bucket name and key, as flagd's {@code fractional} has it since its buckets are of
 * high precision: [on, 1000 p], [off, 100000 - 1000 p] gives every key the same answer.
 *
 * @param taken how many buckets are in the rollout
 */
public record RolloutBucket(int taken) {
  /** How many buckets there are. */
  public static final int BUCKETS = 100_000;

  private static final double BUCKETS_PER_PERCENT = 1_000;

  /** The rollout of a percentage. */
  public static RolloutBucket ofPercent(double percent) {
    return new RolloutBucket((int) Math.rint(percent * BUCKETS_PER_PERCENT));
  }

  /** The bucket of a key. */
  public static int of(String bucketName, String key) {
    return Murmur3.bucket(bucketName + key, BUCKETS);
  }

  /** Whether a bucket is in the rollout. */
  public boolean takes(int bucket) {
    return bucket < taken;
  }
}
