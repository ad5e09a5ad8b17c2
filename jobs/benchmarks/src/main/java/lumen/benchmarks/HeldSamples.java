package lumen.benchmarks;

import java.util.Arrays;
import lumen.event.SampleBlock;

/**
 * The samples of one channel that wait for the frontier, in order of time; of several at one time
 * the last one counts.
 */
final class HeldSamples {
  private long[] micros = new long[256];
  private double[] values = new double[256];
  private int size;

  /** Takes a block; samples that come out of order are moved to their place. */
  void add(SampleBlock block) {
    int room = size + block.size();
    if (room > micros.length) {
      micros = Arrays.copyOf(micros, Math.max(room, 2 * micros.length));
      values = Arrays.copyOf(values, micros.length);
    }
    for (int i = 0; i < block.size(); i++) {
      insert(block.micros()[i], block.values()[i]);
    }
  }

  private void insert(long time, double value) {
    int at = size;
    while (at > 0 && micros[at - 1] > time) {
      at--;
    }
    if (at > 0 && micros[at - 1] == time) {
      values[at - 1] = value;
      return;
    }
    System.arraycopy(micros, at, micros, at + 1, size - at);
    System.arraycopy(values, at, values, at + 1, size - at);
    micros[at] = time;
    values[at] = value;
    size++;
  }

  /** Number of samples before the frontier. */
  int before(long frontier) {
    int n = size;
    while (n > 0 && micros[n - 1] >= frontier) {
      n--;
    }
    return n;
  }

  /** Drops the first samples. */
  void drop(int n) {
    System.arraycopy(micros, n, micros, 0, size - n);
    System.arraycopy(values, n, values, 0, size - n);
    size -= n;
  }

  long[] micros() {
    return micros;
  }

  double[] values() {
    return values;
  }
}
