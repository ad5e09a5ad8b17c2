package lumen.signal.clock;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

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
  private static final byte VERSION = 1;
  private static final long SPAN_MICROS = 10_000_000;
  private static final double SLEW = 0.01;
  private static final double BREAK_MICROS = 1e6;

  private final Envelope envelope = new Envelope();

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

  /** The state, beginning with a format version; about 1 kB after ten minutes. */
  public byte[] snapshot() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1100);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(span);
      out.writeLong(leastEvent);
      out.writeLong(leastDelay);
      out.writeDouble(slewLeft);
      out.writeLong(slewFrom);
      envelope.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("state of a clock must fit its format", e);
    }
    return bytes.toByteArray();
  }

  /** Continues from a snapshot, bit for bit. */
  public static EnvelopeClock restore(byte[] snapshot) {
    EnvelopeClock clock = new EnvelopeClock();
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot));
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IOException("format version must be " + VERSION + ": " + version);
      }
      clock.span = in.readLong();
      clock.leastEvent = in.readLong();
      clock.leastDelay = in.readLong();
      clock.slewLeft = in.readDouble();
      clock.slewFrom = in.readLong();
      clock.envelope.readFrom(in);
    } catch (IOException e) {
      throw new UncheckedIOException("state of a clock must be complete", e);
    }
    return clock;
  }
}
