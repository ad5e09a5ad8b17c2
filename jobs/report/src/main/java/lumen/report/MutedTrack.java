package lumen.report;

import java.util.ArrayList;
import java.util.List;
import lumen.rig.Truth;

/** When a bridge that stood in E2 or E3 was not heard, in bounded memory, and how much of it. */
final class MutedTrack {
  private final MinMaxEnvelope muted;
  private long stood;
  private long unheard;

  MutedTrack(int capacity) {
    muted = new MinMaxEnvelope(capacity);
  }

  /**
   * Takes a tick of E2 or E3, in seconds since the epoch.
   *
   * @param fromS its time
   * @param toS when the next is
   */
  void add(double fromS, double toS, boolean played) {
    stood++;
    unheard += played ? 0 : 1;
    muted.hold(BridgeFigures.step(fromS), BridgeFigures.step(toS), played ? 0 : 1);
  }

  void shrinkTo(int most) {
    muted.shrinkTo(most);
  }

  /** Share of the ticks of E2 and E3 that were muted, 0 to 1; 0 without any. */
  double share() {
    return stood == 0 ? 0 : (double) unheard / stood;
  }

  /** Stretches in order; where a span holds both, it is muted. */
  List<Truth.Interval> stretches() {
    List<Truth.Interval> all = new ArrayList<>();
    for (int i = 0; i < muted.size(); i++) {
      if (!muted.hasValue(i) || muted.max(i) == 0) {
        continue;
      }
      double fromS = BridgeFigures.seconds(muted.step(i));
      double toS = BridgeFigures.seconds(muted.step(i) + muted.width());
      Truth.Interval last = all.isEmpty() ? null : all.get(all.size() - 1);
      if (last != null && last.to() >= fromS) {
        all.set(all.size() - 1, new Truth.Interval(last.from(), toS));
      } else {
        all.add(new Truth.Interval(fromS, toS));
      }
    }
    return all;
  }
}
