package lumen.report;

import java.util.List;
import lumen.rig.Truth;

/**
 * When a tenant's true story and a fused frame can be held against each other: from a window after
 * the start of a phase, when all that the frame has seen lies inside it, to its end.
 */
final class SettledPhases {
  static final SettledPhases NONE = new SettledPhases(List.of(), 0);
  private final List<Truth.Phase> phases;
  private final double windowS;
  private int cursor;

  SettledPhases(List<Truth.Phase> phases, double windowS) {
    this.phases = List.copyOf(phases);
    this.windowS = windowS;
  }

  /** What is expected of a frame at this time; null if nothing is. Fast for ascending times. */
  Truth.Expected at(double ts) {
    if (cursor > 0 && cursor <= phases.size() && ts < phases.get(cursor - 1).to()) {
      cursor = 0;
    }
    while (cursor < phases.size() && ts >= phases.get(cursor).to()) {
      cursor++;
    }
    if (cursor == phases.size()) {
      return null;
    }
    Truth.Phase phase = phases.get(cursor);
    boolean settled = ts >= phase.from() + windowS && phase.expected() != Truth.Expected.CHANGING;
    return settled ? phase.expected() : null;
  }

  List<Truth.Phase> phases() {
    return phases;
  }
}
