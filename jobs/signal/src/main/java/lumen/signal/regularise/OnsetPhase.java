package lumen.signal.regularise;

import java.nio.ByteBuffer;
import lumen.signal.grid.TargetGrid;

/**
 * The phase of a point process: 0 at each onset, growing linearly to 1 at the next.
 *
 * <p>Every sample with a nonzero value is an onset. Between neighbouring onsets t0 and t1 at most
 * {@code maxGap} apart, at each step t of the grid in [t0, t1), the phase is {@code (t - t0)/(t1 -
 * t0)} with exact numerator and denominator, wrapped to (-0.5, 0.5] (Pikovsky, Rosenblum and Kurths
 * 2001, on the phase of a spike train). The next onset must be known, so a step comes out up to
 * {@code maxGap} after its time.
 *
 * <p>A cursor like {@link Regulariser}.
 */
public final class OnsetPhase {
  private static final long MICROS = 1_000_000L;

  private final TargetGrid grid;
  private final long maxGapMicros;

  private boolean open;
  private long lastOnset;

  private long spanStart;
  private long numerator;
  private long denominator;
  private long next;
  private long end;

  /** A point process without an onset yet. */
  public OnsetPhase(TargetGrid grid, long maxGapMicros) {
    this.grid = grid;
    this.maxGapMicros = maxGapMicros;
  }

  /** Takes the next sample; times ascend. */
  public void accept(long micros, double x) {
    next = 0;
    end = 0;
    if (x == 0) {
      return;
    }
    if (open && micros - lastOnset <= maxGapMicros) {
      span(micros);
    }
    open = true;
    lastOnset = micros;
  }

  /** Moves to the next step that the newest onset made known; false if there is no other. */
  public boolean advance() {
    if (next >= end) {
      return false;
    }
    numerator = numeratorAt(next);
    next++;
    return true;
  }

  /** The step. */
  public long step() {
    return next - 1;
  }

  /** The phase in cycles, wrapped to (-0.5, 0.5]. */
  public double phaseCycles() {
    long wrapped = 2 * numerator > denominator ? numerator - denominator : numerator;
    return (double) wrapped / (double) denominator;
  }

  /** Writes what the next sample depends on; only when {@link #advance} has returned false. */
  public void write(ByteBuffer out) {
    out.put((byte) (open ? 1 : 0)).putLong(lastOnset);
  }

  /** Reads what {@link #write} wrote. */
  public void read(ByteBuffer in) {
    open = in.get() != 0;
    lastOnset = in.getLong();
  }

  private void span(long micros) {
    spanStart = lastOnset;
    next = grid.ceilStep(lastOnset);
    end = grid.ceilStep(micros);
    denominator = (micros - lastOnset) * grid.num();
  }

  /** (step time - start of the span) * num in microseconds: whole seconds, then the fraction. */
  private long numeratorAt(long step) {
    long scaled = step * grid.den();
    long whole = Math.floorDiv(scaled, grid.num()) * MICROS - spanStart;
    return whole * grid.num() + Math.floorMod(scaled, grid.num()) * MICROS;
  }
}
