package lumen.statistics;

import java.util.Arrays;

/**
 * Which of several tests hold if at most a share of all is to be wrong about any (Holm 1979): the
 * smallest p must be below level/m, the next below level/(m - 1), and so on to the first that is
 * not.
 */
public final class Holm {
  private Holm() {}

  /**
   * Which hold, in the order given.
   *
   * @param p of each test, one-sided or two-sided as they were asked
   * @param level of all tests together
   */
  public static boolean[] holds(double[] p, double level) {
    Integer[] order = new Integer[p.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(p[a], p[b]));
    boolean[] holds = new boolean[p.length];
    for (int i = 0; i < order.length && p[order[i]] < level / (p.length - i); i++) {
      holds[order[i]] = true;
    }
    return holds;
  }
}
