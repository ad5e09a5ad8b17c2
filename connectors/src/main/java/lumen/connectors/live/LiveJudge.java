package lumen.connectors.live;

import lumen.event.RejectReason;

/**
 * Judges the messages of one stream once, when they are looked at: corrects the sender's time, does
 * not believe one that is too far from the arrival, and tells what is late. The verdict is written
 * into the line of the log, so that whoever reads the log repeats it.
 */
final class LiveJudge {
  /** A sender's time further than this from the arrival is not believed, microseconds. */
  static final long TRUST_MICROS = 5_000_000;

  private final LiveStream stream;
  private final LiveClock clock;
  private final ArrivalLine line;
  private final long maxAheadMicros;
  private final LogLines lines;

  LiveJudge(
      LiveStream stream, LiveClock clock, ArrivalLine line, long maxAheadMicros, LogLines lines) {
    this.stream = stream;
    this.clock = clock;
    this.line = line;
    this.maxAheadMicros = maxAheadMicros;
    this.lines = lines;
  }

  /** The message's line of the log. */
  byte[] judge(LiveMessage message) {
    line.arrived(message.arrivalMicros());
    if (message instanceof LiveMessage.Scalar m) {
      return Double.isFinite(m.value())
          ? decided(message, m.eventMicros())
          : refused(message, RejectReason.NON_FINITE, m.key() + " must be finite: " + m.value());
    } else if (message instanceof LiveMessage.Elements m) {
      return anyFinite(m.values()) ? decided(message, m.eventMicros()) : nothing(message, m.key());
    } else if (message instanceof LiveMessage.Fields m) {
      return anyFinite(m.values()) ? decided(message, m.eventMicros()) : nothing(message, m.key());
    } else if (message instanceof LiveMessage.Text m) {
      return decided(message, m.eventMicros());
    } else if (message instanceof LiveMessage.Refused m) {
      return lines.refused(stream, m.reason(), m.detail(), m.raw(), m.arrivalMicros());
    } else if (message instanceof LiveMessage.Filtered m) {
      return lines.counted(stream, "filtered", m.count(), m.arrivalMicros());
    } else if (message instanceof LiveMessage.Dropped m) {
      return lines.counted(stream, "dropped", m.count(), m.arrivalMicros());
    }
    throw new IllegalStateException("message must be of a known kind: " + message.getClass());
  }

  private byte[] decided(LiveMessage message, long stampMicros) {
    long arrival = message.arrivalMicros();
    if (stampMicros == LiveMessage.UNSTAMPED) {
      return lines.event(stream, message, arrival, arrival < line.micros(), false);
    }
    long corrected = clock.corrected(stampMicros, arrival);
    long ahead = corrected - arrival;
    if (ahead > maxAheadMicros) {
      return refused(
          message,
          RejectReason.AHEAD_OF_STREAM,
          "time must be at most " + maxAheadMicros + " us ahead of the arrival: is " + ahead);
    }
    long believed = believed(corrected, arrival);
    return lines.event(stream, message, believed, believed < line.micros(), believed != corrected);
  }

  private long believed(long corrected, long arrival) {
    if (corrected > arrival + TRUST_MICROS || corrected < arrival - TRUST_MICROS) {
      return arrival;
    }
    return stream.limitStamps()
        ? Math.max(arrival - line.outOfOrdernessMicros(), Math.min(corrected, arrival))
        : corrected;
  }

  private byte[] nothing(LiveMessage message, String key) {
    return refused(message, RejectReason.NO_USABLE_VALUE, key + " must hold a finite number");
  }

  private byte[] refused(LiveMessage message, RejectReason reason, String detail) {
    return lines.refused(stream, reason, detail, "", message.arrivalMicros());
  }

  private static boolean anyFinite(double[] values) {
    for (double value : values) {
      if (Double.isFinite(value)) {
        return true;
      }
    }
    return false;
  }

  byte[] clockState() {
    return clock.snapshot();
  }
}
