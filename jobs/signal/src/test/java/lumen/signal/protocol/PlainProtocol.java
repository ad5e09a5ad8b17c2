package lumen.signal.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The protocol told again, as plainly as can be: it keeps every reading since the entry into the
 * state and looks back over all of them each time.
 */
final class PlainProtocol {
  private final ProtocolSettings settings;
  private final List<Readings> sinceEntry = new ArrayList<>();
  String state = "E0";

  PlainProtocol(ProtocolSettings settings) {
    this.settings = settings;
  }

  /** The state after the readings; empty if it stays. */
  Optional<String> judge(Readings r) {
    boolean tick = r.occasion() == Occasion.TICK;
    if (tick) {
      sinceEntry.add(r);
    }
    String next = "E0".equals(state) || "E4".equals(state) ? woken(r) : tick ? ticked(r) : state;
    if (next.equals(state)) {
      return Optional.empty();
    }
    state = next;
    sinceEntry.clear();
    sinceEntry.add(r);
    return Optional.of(next);
  }

  private String woken(Readings r) {
    if ("E4".equals(state)) {
      return r.occasion() == Occasion.RELEASE ? "E1" : "E4";
    }
    boolean comes = r.occasion() == Occasion.FRAME || r.occasion() == Occasion.REFERENCE_TICK;
    return comes ? "E1" : "E0";
  }

  private String ticked(Readings r) {
    boolean outputs = !"E1".equals(state);
    if (outputs
        && (r.hardStop().isPresent() || r.rollbackRatio5m() > settings.rollbackRatioMax())) {
      return "E4";
    }
    if ("E3".equals(state)
        && onEnd(180, x -> x.residualStddev10m() > settings.residualStddevMax())) {
      return "E4";
    }
    if (r.micros() - r.heardMicros() >= 120_000_000) {
      return "E0";
    }
    if ("E1".equals(state)) {
      boolean lost = r.micros() - lastSynced() >= 120_000_000;
      return locked(r) && r.hardStop().isEmpty() ? "E2" : lost ? "E0" : "E1";
    }
    if (onEnd(60, x -> x.syncQuality() < 0.8 && !x.lockedLately())
        || onEnd(300, x -> !locked(x) && !x.lockedLately())) {
      return "E1";
    }
    if ("E2".equals(state)) {
      return onEnd(60, x -> x.entropyRatio() > 0.15) ? "E3" : "E2";
    }
    return onEnd(60, x -> x.entropyRatio() <= 0.15) ? "E2" : "E3";
  }

  private boolean locked(Readings r) {
    return r.syncQuality() >= 0.85 && r.phaseDiffMean() <= settings.driftBudget();
  }

  private long lastSynced() {
    long last = sinceEntry.get(0).micros();
    for (Readings r : sinceEntry) {
      last = r.syncQuality() >= 0.8 ? r.micros() : last;
    }
    return last;
  }

  /** Whether it holds now, and held at all readings of so many seconds before, without a break. */
  private boolean onEnd(long seconds, Predicate<Readings> holds) {
    long newest = sinceEntry.get(sinceEntry.size() - 1).micros();
    for (int i = sinceEntry.size() - 1; i >= 0; i--) {
      if (!holds.test(sinceEntry.get(i))) {
        return false;
      }
      if (newest - sinceEntry.get(i).micros() >= seconds * 1_000_000) {
        return true;
      }
    }
    return false;
  }
}
