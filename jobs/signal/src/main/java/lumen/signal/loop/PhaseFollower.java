package lumen.signal.loop;

import java.io.DataOutput;
import java.io.IOException;
import lumen.signal.gain.Gains;
import lumen.state.StateReader;

/**
 * Follows the phase of the reference: which measurements wait, what each does to the oscillator,
 * and the newest error, which holds until the next. Not thread-safe.
 */
final class PhaseFollower {
  private final TickOscillator oscillator;
  private final PhaseLoop loop;
  private final PendingMeasurements pending = new PendingMeasurements();
  private double e = Double.NaN;

  /**
   * @param hz rate at which it begins
   */
  PhaseFollower(TickOscillator oscillator, double hz) {
    this.oscillator = oscillator;
    this.loop = new PhaseLoop(hz);
  }

  /** The newest phase error in cycles; NaN if there is none that holds. */
  double e() {
    return e;
  }

  /** What waits is dropped, and the next measurement continues none. */
  void interrupt() {
    pending.clear();
    loop.interrupt();
  }

  /** Likewise, and no error holds. */
  void rest() {
    interrupt();
    e = Double.NaN;
  }

  /** Whatever is followed next takes over the rate that is held. */
  void takeOver() {
    loop.takeOver(1000 / oscillator.tickMs());
  }

  /** The integral is this rate, within the limits; nothing changes where it is not known (NaN). */
  void takeRate(double rateHz, TickLimits limits) {
    loop.takeRate(rateHz, limits);
  }

  /** The tick goes on at the integral's rate: what e added to it was for the moment. */
  void holdIntegral(TickLimits limits) {
    oscillator.ask(1000 / loop.integralHz(), limits);
    oscillator.hold(limits);
  }

  void add(Measurement newest) {
    pending.add(newest);
  }

  /**
   * Uses what waits for a tick.
   *
   * @param now time of the tick
   * @param own ticks of the bridge between two measurements
   * @param heard whether ticks are played
   */
  void correct(long now, Gains gains, TickLimits limits, int own, boolean heard) {
    while (pending.hasUsable(now)) {
      Measurement m = pending.take();
      if (Double.isNaN(m.e())) {
        loop.interrupt();
      } else {
        e = m.e();
        act(m, gains, limits, own, heard);
      }
    }
  }

  private void act(Measurement m, Gains gains, TickLimits limits, int own, boolean heard) {
    switch (loop.step(heard)) {
      case RATE -> {
        loop.takeRate(m.rateHz(), limits);
        holdIntegral(limits);
        pending.clear();
      }
      case PHASE -> {
        oscillator.shift(m.e());
        pending.clear();
      }
      case BEGIN -> {
        loop.begin(m);
        holdIntegral(limits);
      }
      case FOLLOW ->
          oscillator.ask(loop.tickMs(m, gains, oscillator.tickMs(), limits, own), limits);
    }
  }

  /** Writes loop and measurements as they were before there were steps. */
  void writeLoop(DataOutput out) throws IOException {
    loop.writeTo(out);
    pending.writeTo(out);
  }

  void writeError(DataOutput out) throws IOException {
    out.writeDouble(e);
  }

  /** Writes what steps have added. */
  void writeSteps(DataOutput out) throws IOException {
    loop.writeStep(out);
    pending.writeRates(out);
  }

  void readLoop(StateReader in) throws IOException {
    loop.readFrom(in, 1000 / oscillator.tickMs());
    pending.readFrom(in);
  }

  void readError(StateReader in) {
    e = in.readDouble();
  }

  void readSteps(StateReader in) throws IOException {
    loop.readStep(in);
    pending.readRates(in);
  }

  /** What was read waited for a loop of before there were steps. */
  void dropOlder() {
    pending.clear();
  }
}
