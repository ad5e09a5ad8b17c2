package lumen.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The modes of a tenant over time, in bounded memory, and how many frames each had. */
final class ModeTrack {
  /**
   * A stretch of grid steps, the last one included, in one mode; null where there are no frames.
   */
  record Stretch(long from, long to, RunMode mode) {}

  private final Map<RunMode, Long> frames = new EnumMap<>(RunMode.class);
  private final MinMaxEnvelope worst;

  ModeTrack(int capacity) {
    worst = new MinMaxEnvelope(capacity);
  }

  void add(long step, RunMode mode) {
    frames.merge(mode, 1L, Long::sum);
    worst.add(step, mode.badness());
  }

  void shrinkTo(int most) {
    worst.shrinkTo(most);
  }

  long frames(RunMode mode) {
    return frames.getOrDefault(mode, 0L);
  }

  /**
   * Stretches in order; where a span holds several modes, the worst one, so that a short failover
   * stays visible.
   */
  List<Stretch> stretches() {
    List<Stretch> all = new ArrayList<>();
    for (int i = 0; i < worst.size(); i++) {
      RunMode mode = worst.hasValue(i) ? RunMode.ofBadness((int) worst.max(i)) : null;
      long to = worst.step(i) + worst.width() - 1;
      Stretch last = all.isEmpty() ? null : all.get(all.size() - 1);
      if (last != null && last.mode() == mode) {
        all.set(all.size() - 1, new Stretch(last.from(), to, mode));
      } else {
        all.add(new Stretch(worst.step(i), to, mode));
      }
    }
    return all;
  }
}
