package lumen.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The protocol states of a bridge over time, in bounded memory, and how long each was held. */
final class StateTrack {
  /** A stretch in one state, in seconds since the epoch. */
  record Stretch(double fromS, double toS, RunState state) {}

  private final Map<RunState, Double> seconds = new EnumMap<>(RunState.class);
  private final MinMaxEnvelope worst;

  StateTrack(int capacity) {
    worst = new MinMaxEnvelope(capacity);
  }

  /** Takes a state that was held from one moment to another, in seconds since the epoch. */
  void hold(double fromS, double toS, RunState state) {
    if (toS > fromS) {
      seconds.merge(state, toS - fromS, Double::sum);
    }
    worst.hold(BridgeFigures.step(fromS), BridgeFigures.step(toS), state.badness());
  }

  void shrinkTo(int most) {
    worst.shrinkTo(most);
  }

  /** Share of the time in a state, 0 to 1; NaN without any time. */
  double share(RunState state) {
    double all = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    return all > 0 ? seconds.getOrDefault(state, 0.0) / all : Double.NaN;
  }

  /**
   * Stretches in order; where a span holds several states, the worst one, so that a short rollback
   * stays visible.
   */
  List<Stretch> stretches() {
    List<Stretch> all = new ArrayList<>();
    for (int i = 0; i < worst.size(); i++) {
      if (!worst.hasValue(i)) {
        continue;
      }
      RunState state = RunState.ofBadness((int) worst.max(i));
      double fromS = BridgeFigures.seconds(worst.step(i));
      double toS = BridgeFigures.seconds(worst.step(i) + worst.width());
      Stretch last = all.isEmpty() ? null : all.get(all.size() - 1);
      if (last != null && last.state() == state) {
        all.set(all.size() - 1, new Stretch(last.fromS(), toS, state));
      } else {
        all.add(new Stretch(fromS, toS, state));
      }
    }
    return all;
  }
}
