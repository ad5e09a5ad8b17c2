package lumen.statistics;

import java.util.Arrays;

/**
 * Whether paired differences lie above 0 (Wilcoxon 1945): the ranks of the absolute values, ties at
 * their mean rank, differences of 0 left out; the distribution of their positive sum over all signs
 * is exact. By how much: the median of the means of all pairs (Hodges, Lehmann 1963), those of 0
 * with them.
 *
 * @param n differences that are not 0
 * @param positive the sum of the ranks of those above 0
 * @param p the probability of a sum as high, if either sign is as likely; 1 of none
 * @param shift the estimate of Hodges and Lehmann; NaN of none
 */
public record SignedRank(int n, double positive, double p, double shift) {
  /** Of differences. */
  public static SignedRank of(long[] differences) {
    long[] sizes = Arrays.stream(differences).filter(d -> d != 0).map(Math::abs).sorted().toArray();
    int[] ranks = doubledRanks(sizes);
    int sum = 0;
    for (long difference : differences) {
      if (difference > 0) {
        sum += ranks[Arrays.binarySearch(sizes, difference)];
      }
    }
    return new SignedRank(sizes.length, sum / 2.0, upper(ranks, sum), shift(differences));
  }

  /** Twice the mean rank of each, which is whole. */
  private static int[] doubledRanks(long[] sorted) {
    int[] ranks = new int[sorted.length];
    int begin = 0;
    while (begin < sorted.length) {
      int end = begin;
      while (end < sorted.length && sorted[end] == sorted[begin]) {
        end++;
      }
      Arrays.fill(ranks, begin, end, begin + 1 + end);
      begin = end;
    }
    return ranks;
  }

  private static double upper(int[] ranks, int least) {
    int most = Arrays.stream(ranks).sum();
    double[] shares = new double[most + 1];
    shares[0] = 1;
    for (int rank : ranks) {
      for (int sum = most; sum >= 0; sum--) {
        shares[sum] = (shares[sum] + (sum >= rank ? shares[sum - rank] : 0)) / 2;
      }
    }
    double tail = 0;
    for (int sum = most; sum >= least; sum--) {
      tail += shares[sum];
    }
    return Math.min(1, tail);
  }

  private static double shift(long[] differences) {
    int n = differences.length;
    double[] means = new double[n * (n + 1) / 2];
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        means[count++] = (differences[i] + differences[j]) / 2.0;
      }
    }
    return Median.of(means);
  }
}
