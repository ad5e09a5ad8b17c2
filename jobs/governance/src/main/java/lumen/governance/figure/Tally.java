package lumen.governance.figure;

import java.util.Arrays;
import lumen.state.StateReader;
import lumen.state.StateWriter;
import lumen.statistics.Saturated;

/**
 * Sums of all counts of a time; any order of adding gives the same. What is beyond a long stays at
 * the longest.
 */
public final class Tally {
  private final long[] sums;

  /** Of nothing. */
  public Tally() {
    this(new long[Count.SIZE]);
  }

  private Tally(long[] sums) {
    this.sums = sums;
  }

  /** The sum of a count. */
  public long get(Count count) {
    return sums[count.place()];
  }

  /** Adds to a count. */
  public void add(Count count, long more) {
    sums[count.place()] = Saturated.add(sums[count.place()], more);
  }

  /** Adds all of another. */
  public void add(Tally more) {
    for (int i = 0; i < Count.SIZE; i++) {
      sums[i] = Saturated.add(sums[i], more.sums[i]);
    }
  }

  void write(StateWriter out) {
    out.writeInt(Count.SIZE);
    out.write(sums, Count.SIZE);
  }

  /** Counts of later versions begin at 0. */
  static Tally read(StateReader in) {
    return new Tally(Arrays.copyOf(in.readLongs(in.readCount(Long.BYTES)), Count.SIZE));
  }

  /** Lookups of the cache. */
  public long lookups() {
    return get(Count.HITS) + get(Count.MISSES);
  }

  /** With another's counts. */
  public Tally plus(Tally more) {
    Tally sum = new Tally(sums.clone());
    sum.add(more);
    return sum;
  }

  /** Less another's counts. */
  public Tally minus(Tally less) {
    long[] rest = sums.clone();
    Arrays.setAll(rest, i -> sums[i] - less.sums[i]);
    return new Tally(rest);
  }
}
