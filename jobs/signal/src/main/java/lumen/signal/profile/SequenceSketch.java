package lumen.signal.profile;

import java.io.IOException;
import java.util.Arrays;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * Tells whether two sequences consist of the same values in the same order, though some be lost in
 * either: of all runs of four values the {@value #SIZE} with the least hashes (A. Z. Broder, On the
 * resemblance and containment of documents, SEQUENCES 1997).
 */
final class SequenceSketch {
  /** Hashes that are kept. */
  static final int SIZE = 16;

  private static final int RUN = 4;
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  /** Bits of the last values, the newest last; 0 where there is none yet. */
  private final long[] last = new long[RUN];

  /** Ascending as signed numbers. */
  private final long[] least = new long[SIZE];

  private int kept;
  private int seen;

  /** Takes a finite value; 0 and -0 are one. */
  void accept(double value) {
    last[0] = last[1];
    last[1] = last[2];
    last[2] = last[3];
    last[3] = Double.doubleToRawLongBits(value + 0.0);
    if (seen < RUN - 1) {
      seen++;
      return;
    }
    long hash = mixed(((last[0] * PRIME + last[1]) * PRIME + last[2]) * PRIME + last[3]);
    if (kept < SIZE || hash < least[SIZE - 1]) {
      keep(hash);
    }
  }

  /** The finaliser of MurmurHash3 (A. Appleby, public domain). */
  private static long mixed(long bits) {
    long h = bits;
    h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
    h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return h ^ (h >>> 33);
  }

  private void keep(long hash) {
    int at = Arrays.binarySearch(least, 0, kept, hash);
    if (at >= 0) {
      return;
    }
    at = -at - 1;
    System.arraycopy(least, at, least, at + 1, Math.min(kept, SIZE - 1) - at);
    least[at] = hash;
    kept = Math.min(SIZE, kept + 1);
  }

  /** The least hashes, ascending; fewer than {@link #SIZE} where there were fewer runs. */
  long[] least() {
    return Arrays.copyOf(least, kept);
  }

  void write(StateWriter out) throws IOException {
    out.writeByte(seen);
    out.writeByte(kept);
    out.write(last, RUN);
    out.write(least, kept);
  }

  void read(StateReader in) {
    seen = in.readByte();
    kept = in.readByte();
    if (seen < 0 || seen >= RUN || kept < 0 || kept > SIZE) {
      throw in.damaged("must have 0 to 3 values and 0 to 16 hashes: " + seen + ", " + kept);
    }
    System.arraycopy(in.readLongs(RUN), 0, last, 0, RUN);
    System.arraycopy(in.readLongs(kept), 0, least, 0, kept);
  }
}
