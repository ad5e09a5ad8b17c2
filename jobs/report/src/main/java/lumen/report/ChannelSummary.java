package lumen.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lumen.rig.Truth;

/** One channel of a run: its lag over time, and the medians of what the fusion says of it. */
final class ChannelSummary {
  /** A lag that held from a moment on, and in how many frames of settled locked phases. */
  private static final class Hold {
    private final double fromS;
    private final double lagS;
    private long locked;

    Hold(double fromS, double lagS) {
      this.fromS = fromS;
      this.lagS = lagS;
    }
  }

  private static final int MOST_HOLDS = 20_000;
  private final String tenant;
  private final String source;
  private final String key;
  private final List<Hold> holds = new ArrayList<>();
  private final Spread coherence = new Spread(1);
  private final Spread chance = new Spread(1);
  private long beyond;
  private double ppc;
  private long ppcs;
  private double untilS;

  ChannelSummary(String tenant, String source, String key) {
    this.tenant = tenant;
    this.source = source;
    this.key = key;
  }

  /** Takes what a frame says of chance, NaN where it says nothing. */
  void addChance(double coherenceLevel, double chanceLevel, double consistency) {
    chance.add(chanceLevel);
    beyond += coherenceLevel > chanceLevel ? 1 : 0;
    if (!Double.isNaN(consistency)) {
      ppc += consistency;
      ppcs++;
    }
  }

  void add(double ts, double lagS, double coherenceLevel, Truth.Expected expected) {
    untilS = ts;
    coherence.add(coherenceLevel);
    if (Double.isNaN(lagS)) {
      return;
    }
    Hold last = holds.isEmpty() ? null : holds.get(holds.size() - 1);
    if (last == null || (last.lagS != lagS && holds.size() < MOST_HOLDS)) {
      last = new Hold(ts, lagS);
      holds.add(last);
    }
    if (expected == Truth.Expected.LOCKED) {
      last.locked++;
    }
  }

  String tenant() {
    return tenant;
  }

  String source() {
    return source;
  }

  String key() {
    return key;
  }

  double coherenceMedian() {
    return coherence.median();
  }

  double chanceMedian() {
    return chance.median();
  }

  /** Share of the frames with a chance level whose coherence is higher; NaN without any. */
  double beyondChance() {
    return chance.count() == 0 ? Double.NaN : (double) beyond / chance.count();
  }

  /** Mean pairwise phase consistency; NaN without any. */
  double ppcMean() {
    return ppcs == 0 ? Double.NaN : ppc / ppcs;
  }

  /** The newest lag in seconds; NaN without one. */
  double lastLagS() {
    return holds.isEmpty() ? Double.NaN : holds.get(holds.size() - 1).lagS;
  }

  /** The median lag over frames of settled locked phases in seconds; NaN without one. */
  double lockedLagS() {
    Hold[] sorted = holds.toArray(Hold[]::new);
    Arrays.sort(sorted, (a, b) -> Double.compare(a.lagS, b.lagS));
    long total = holds.stream().mapToLong(hold -> hold.locked).sum();
    long below = 0;
    for (Hold hold : sorted) {
      below += hold.locked;
      if (2 * below > total) {
        return hold.lagS;
      }
    }
    return Double.NaN;
  }

  /** Lag over time: from, to, lag in seconds each. */
  List<double[]> lags() {
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < holds.size(); i++) {
      double toS = i + 1 < holds.size() ? holds.get(i + 1).fromS : untilS;
      all.add(new double[] {holds.get(i).fromS, toS, holds.get(i).lagS});
    }
    return all;
  }
}
