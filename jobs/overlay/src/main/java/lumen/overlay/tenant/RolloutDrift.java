package lumen.overlay.tenant;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import lumen.overlay.flag.OverlayFlag;
import lumen.overlay.gate.Lane;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * Whether a rollout takes the share that it should, over the last 60 steps: it does not where the
 * share is more than some standard errors sqrt(p(1-p)/n) off, as with a skewed targeting key.
 */
final class RolloutDrift {
  private final Deque<NumberedCount> steps = new ArrayDeque<>();
  private final double rolloutPercent;
  private final String bucketName;
  private boolean drifts;

  /** Counts a rollout as it is now. */
  RolloutDrift(OverlayFlag overlay) {
    this(overlay.rolloutPercent(), overlay.bucketName());
  }

  private RolloutDrift(double rolloutPercent, String bucketName) {
    this.rolloutPercent = rolloutPercent;
    this.bucketName = bucketName;
  }

  void write(StateWriter out) throws IOException {
    out.writeDouble(rolloutPercent);
    out.writeText(bucketName);
    out.writeBoolean(drifts);
    out.writeInt(steps.size());
    for (NumberedCount each : steps) {
      out.writeLong(each.step());
      out.writeLong(each.n());
      out.writeLong(each.taken());
    }
  }

  static RolloutDrift read(StateReader in) throws IOException {
    RolloutDrift drift = new RolloutDrift(in.readDouble(), in.readText());
    drift.drifts = in.readBoolean();
    for (int n = in.readCount(3 * Long.BYTES); n > 0; n--) {
      drift.steps.addLast(new NumberedCount(in.readLong(), in.readLong(), in.readLong()));
    }
    return drift;
  }

  private record NumberedCount(long step, long n, long taken) {}

  /**
   * A share that is off.
   *
   * @param n how many requests came to the rollout
   * @param taken how many it took
   * @param rolloutPercent how many it should take, percent
   */
  record Found(long n, long taken, double rolloutPercent) {}

  /** Whether it counts a flag as this is. */
  boolean counts(OverlayFlag overlay) {
    return rolloutPercent == overlay.rolloutPercent() && bucketName.equals(overlay.bucketName());
  }

  /** Takes a request that came to the rollout. */
  void add(long step, boolean taken) {
    NumberedCount last = steps.peekLast();
    long n = 0;
    long before = 0;
    if (last != null && last.step() == step) {
      steps.removeLast();
      n = last.n();
      before = last.taken();
    }
    steps.addLast(new NumberedCount(step, n + 1, before + (taken ? 1 : 0)));
  }

  /** Looks at the steps before this one; a find where a drift begins. */
  Optional<Found> look(long step, DriftSettings settings) {
    while (!steps.isEmpty() && steps.getFirst().step() < step - Lane.STEPS) {
      steps.removeFirst();
    }
    long n = 0;
    long taken = 0;
    for (NumberedCount each : steps) {
      if (each.step() < step) {
        n += each.n();
        taken += each.taken();
      }
    }
    boolean before = drifts;
    drifts = n >= settings.minN() && n > 0 && isOff(n, taken, settings);
    return drifts && !before ? Optional.of(new Found(n, taken, rolloutPercent)) : Optional.empty();
  }

  private boolean isOff(long n, long taken, DriftSettings settings) {
    double p = rolloutPercent / 100;
    double share = (double) taken / n;
    return Math.abs(share - p) > settings.sigmas() * Math.sqrt(p * (1 - p) / n);
  }
}
