package lumen.signal.clock;

import java.io.IOException;
import lumen.state.StateForm;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * Corrects a live source's clock to the arrival clock.
 *
 * <p>Arrival minus event time is the clock's error plus a delay that is never below its least, so
 * the error follows the lower envelope. The least of every 10 s of arrivals is kept for 10 min, and
 * a line laid through these by their median slope (Theil 1950, Sen 1968) and the lower quartile of
 * their distances; the constant least delay stays in the corrected time, since nothing tells it
 * from an offset. A source's correction moves to a new line by at most 1 % of the time passed, so
 * that corrected times keep the order of the event times. A clock that jumps by over a second
 * starts anew: at once if it jumped ahead, with the next 10 s otherwise, since a stalled network
 * looks the same until then.
 *
 * <p>Departs from Lab Streaming Layer's correction, which probes both ways, because most sources
 * only send. O(1) per event, O(60^2) per 10 s. Depends on what was fed alone. Not thread-safe.
 */
public final class EnvelopeClock {
  private static final StateForm FORM = new StateForm("envelope-clock", 2, 0);
  private static final long SPAN_MICROS = 10_000_000;
  private static final double SLEW = 0.01;
  private static final double BREAK_MICROS = 1e6;

  private final LowerEnvelope envelope = new LowerEnvelope();

  /** Span of arrivals at hand, and its least delay with the event it belongs to. */
  private long span = Long.MIN_VALUE;

  private long leastEvent;
  private long leastDelay;

  /** What is left to slew at {@link #slewFrom}, in microseconds. */
  private double slewLeft;

  private long slewFrom;

  /** Takes note of an event and its arrival, and gives the event's time by the arrival clock. */
  public long corrected(long eventMicros, long arrivalMicros) {
    long delay = Math.subtractExact(arrivalMicros, eventMicros);
    long itsSpan = Math.floorDiv(arrivalMicros, SPAN_MICROS);
    if (span == Long.MIN_VALUE || isAheadOfEnvelope(eventMicros, delay)) {
      startAnew(itsSpan, eventMicros, delay);
    } else if (itsSpan > span) {
      closeSpan(eventMicros);
      open(itsSpan, eventMicros, delay);
    } else if (delay - envelope.offset(eventMicros) < leastAboveLine()) {
      leastEvent = eventMicros;
      leastDelay = delay;
      followFirstSpan(eventMicros);
    }
    return corrected(eventMicros);
  }

  /** The time of an event by the arrival clock, from what is known; only after a first arrival. */
  public long corrected(long eventMicros) {
    double left = slewLeft;
    double reach = SLEW * Math.max(0, eventMicros - slewFrom);
    left = left > 0 ? Math.max(0, left - reach) : Math.min(0, left + reach);
    return eventMicros + envelope.base() + Math.round(envelope.rest(eventMicros) + left);
  }

  /** Drift of the arrival clock against the source's in parts per million. */
  public double ppm() {
    return envelope.slope();
  }

  private boolean isAheadOfEnvelope(long eventMicros, long delay) {
    return delay - envelope.offset(eventMicros) < -BREAK_MICROS;
  }

  private double leastAboveLine() {
    return leastDelay - envelope.offset(leastEvent);
  }

  private void startAnew(long itsSpan, long eventMicros, long delay) {
    envelope.startAt(eventMicros, delay);
    slewLeft = 0;
    slewFrom = eventMicros;
    open(itsSpan, eventMicros, delay);
  }

  private void open(long itsSpan, long eventMicros, long delay) {
    span = itsSpan;
    leastEvent = eventMicros;
    leastDelay = delay;
  }

  /** As long as no span is complete, the least delay so far is the offset. */
  private void followFirstSpan(long eventMicros) {
    if (envelope.isEmpty()) {
      moveTo(eventMicros, () -> envelope.startAt(leastEvent, leastDelay));
    }
  }

  private void closeSpan(long eventMicros) {
    if (leastAboveLine() > BREAK_MICROS) {
      envelope.startAt(leastEvent, leastDelay);
      slewLeft = 0;
    }
    moveTo(eventMicros, () -> envelope.add(leastEvent, leastDelay));
  }

  /** Changes the line and slews over what it moved at the event. */
  private void moveTo(long eventMicros, Runnable change) {
    long base = envelope.base();
    double before = corrected(eventMicros) - eventMicros - base;
    change.run();
    slewFrom = eventMicros;
    slewLeft = before - (envelope.base() - base) - envelope.rest(eventMicros);
  }

  /** The state; about 1 kB after ten minutes. */
  public byte[] snapshot() {
    return FORM.write(
        1100,
        out -> {
          out.field(this::writeSpan);
          out.field(envelope::writeTo);
        });
  }

  private void writeSpan(StateWriter out) {
    out.writeLong(span);
    out.writeLong(leastEvent);
    out.writeLong(leastDelay);
    out.writeDouble(slewLeft);
    out.writeLong(slewFrom);
  }

  /** Continues from a snapshot, bit for bit. */
  public static EnvelopeClock restore(byte[] snapshot) {
    return FORM.read(
        snapshot,
        EnvelopeClock::read,
        in -> {
          in.readVersion(1, 1);
          return read(in);
        });
  }

  private static EnvelopeClock read(StateReader in) throws IOException {
    EnvelopeClock clock = new EnvelopeClock();
    StateReader its = in.field();
    clock.span = its.readLong();
    clock.leastEvent = its.readLong();
    clock.leastDelay = its.readLong();
    clock.slewLeft = its.readDouble();
    clock.slewFrom = its.readLong();
    clock.envelope.readFrom(in.field());
    return clock;
  }
}
