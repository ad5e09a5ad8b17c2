package lumen.signal.loop;

import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import lumen.state.StateReader;

/**
 * What is known of the reference: its ticks, its published rate, and the multiple at which it is
 * followed. Not thread-safe.
 */
final class ReferenceRhythm {
  /** What a tick of the reference is to what came before. */
  enum Heard {
    /** Not later than the newest: the same, or old. */
    OLD,
    /** It goes on. */
    CONTINUES,
    /** It begins, after a pause or under another multiple: what was measured before is past. */
    BEGINS,
    /** Likewise, and the multiple was chosen with it. */
    CHOSEN
  }

  private final ReferenceTicks ticks = new ReferenceTicks();
  private final ChosenMultiple multiple;
  private final long staleAfterMicros;

  /** Until when the newest published rate holds. */
  private long rateUntil = Long.MIN_VALUE;

  private double publishedHz = Double.NaN;

  ReferenceRhythm(LoopSettings settings) {
    multiple = new ChosenMultiple(settings.multiple());
    staleAfterMicros = settings.staleAfterMicros();
  }

  /**
   * Takes a tick.
   *
   * @param limits limits of the bridge's tick
   * @param baseHz base rate, whose tick a multiple is to be near
   */
  Heard take(long tickMicros, TickLimits limits, double baseHz) {
    if (!ticks.take(tickMicros)) {
      return Heard.OLD;
    }
    multiple.pass(ticks.ticksPassed());
    if (multiple.review(ticks.meanInterval(), limits, 1000 / baseHz)) {
      return Heard.CHOSEN;
    }
    return ticks.continues() ? Heard.CONTINUES : Heard.BEGINS;
  }

  /** Whether a measurement is made at the newest tick. */
  boolean counts() {
    return multiple.counts();
  }

  /** The rate to have as the newest intervals tell it; NaN while not known. */
  double rateHz() {
    return multiple.get() == null ? Double.NaN : multiple.get().rate(ticks.meanInterval());
  }

  /** Whether its ticks do not count at a time. */
  boolean isStale(long micros) {
    return ticks.isStale(micros);
  }

  /** Takes a published rate, which is positive and finite. */
  void publish(long micros, double hz, TickLimits limits, double baseHz) {
    publishedHz = hz;
    rateUntil = micros + staleAfterMicros;
    if (isStale(micros)) {
      multiple.review(1e6 / hz, limits, 1000 / baseHz);
    }
  }

  /** Whether a published rate holds at a time. */
  boolean isPublished(long micros) {
    return micros <= rateUntil;
  }

  /** The rate that the published one asks for; NaN while not known. */
  double wantedHz() {
    return multiple.get() == null ? Double.NaN : publishedHz * multiple.get().value();
  }

  /** The multiple; empty until chosen. */
  Optional<Multiple> multiple() {
    return Optional.ofNullable(multiple.get());
  }

  /** The multiple is to be chosen anew, from what is heard from now on. */
  void forget() {
    ticks.forgetIntervals();
    multiple.forget();
  }

  /** Writes what was kept before there were multiples. */
  void writeTicks(DataOutput out) throws IOException {
    ticks.writeTo(out);
  }

  /** Writes until when the published rate holds. */
  void writeRate(DataOutput out) throws IOException {
    out.writeLong(rateUntil);
  }

  /** Writes what multiples have added. */
  void writeMultiple(DataOutput out) throws IOException {
    ticks.writeIntervals(out);
    multiple.writeTo(out);
    out.writeDouble(publishedHz);
  }

  void readTicks(StateReader in) throws IOException {
    ticks.readFrom(in);
  }

  void readRate(StateReader in) {
    rateUntil = in.readLong();
  }

  void readMultiple(StateReader in) throws IOException {
    ticks.readIntervals(in);
    multiple.readFrom(in);
    publishedHz = in.readDouble();
  }
}
