package lumen.statistics;

import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * MurmurHash3, x86, 32 bit, seed 0 (Austin Appleby, 2011), of a text's UTF-8 bytes: the hash by
 * which flag services spread keys over a rollout. Of commons-codec the corrected variant: the older
 * one there reads bytes of the tail from 0x80 on with their sign.
 */
public final class Murmur3 {
  private static final int SEED = 0;

  private Murmur3() {}

  /** The hash, from 0 to 2^32 - 1. */
  public static long of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Integer.toUnsignedLong(MurmurHash3.hash32x86(bytes, 0, bytes.length, SEED));
  }

  /**
   * The bucket in which a text falls, of so many of equal size: (hash x buckets) / 2^32, rounded
   * down. It takes the high bits, as flagd's {@code fractional} does.
   *
   * @param buckets 1 to 2^31 - 1
   */
  public static int bucket(String text, int buckets) {
    return (int) ((of(text) * buckets) >>> Integer.SIZE);
  }
}
