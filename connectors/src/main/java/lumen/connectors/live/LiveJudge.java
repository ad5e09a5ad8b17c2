package lumen.connectors.live;

import lumen.event.DecidedSample;
import lumen.event.LogFormat;
import lumen.event.RejectReason;
import lumen.intake.LiveMessage;

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

  private long lagMicros = Long.MIN_VALUE;

  /** Whether the stream's own names need no escapes. */
  private final boolean plain;

  LiveJudge(
      LiveStream stream, LiveClock clock, ArrivalLine line, long maxAheadMicros, LogLines lines) {
    this.stream = stream;
    this.clock = clock;
    this.line = line;
    this.maxAheadMicros = maxAheadMicros;
    this.lines = lines;
    this.plain =
        DecidedSample.isPlain(stream.name())
            && DecidedSample.isPlain(stream.source())
            && DecidedSample.isPlain(stream.tenant());
  }

  /** Gives the message with its verdict to the log. */
  void judge(LiveMessage message, LogTaker out) {
    line.arrived(message.arrivalMicros());
    if (message instanceof LiveMessage.Scalar m && Double.isFinite(m.value())) {
      scalar(m, out);
    } else {
      out.line(lineOf(message));
    }
  }

  private byte[] lineOf(LiveMessage message) {
    if (message instanceof LiveMessage.Scalar m) {
      return refused(message, RejectReason.NON_FINITE, m.key() + " must be finite: " + m.value());
    } else if (message instanceof LiveMessage.Elements m) {
      return anyFinite(m.values()) ? decided(message, m.eventMicros()) : nothing(message, m.key());
    } else if (message instanceof LiveMessage.Fields m) {
      return anyFinite(m.values()) ? decided(message, m.eventMicros()) : nothing(message, m.key());
    } else if (message instanceof LiveMessage.Text m) {
      return decided(message, m.eventMicros());
    } else if (message instanceof LiveMessage.Refused m) {
      return lines.refused(stream, m.reason(), m.detail(), m.raw(), m.arrivalMicros());
    } else if (message instanceof LiveMessage.Filtered m) {
      return lines.counted(stream, LogFormat.FILTERED, m.count(), m.arrivalMicros());
    } else if (message instanceof LiveMessage.Dropped m) {
      return lines.counted(stream, LogFormat.DROPPED, m.count(), m.arrivalMicros());
    }
    throw new IllegalStateException("message must be of a known kind: " + message.getClass());
  }

  private void scalar(LiveMessage.Scalar message, LogTaker out) {
    Verdict verdict = verdict(message.eventMicros(), message.arrivalMicros());
    boolean direct =
        plain
            && verdict.ahead <= maxAheadMicros
            && DecidedSample.isPlain(message.key())
            && DecidedSample.isTime(verdict.micros)
            && DecidedSample.isTime(message.arrivalMicros());
    if (!direct) {
      out.line(lineOf(message, verdict));
      return;
    }
    DecidedSample sample =
        new DecidedSample(
            stream.name(),
            stream.tenant(),
            stream.source(),
            message.key(),
            message.value(),
            verdict.micros,
            message.arrivalMicros(),
            verdict.late,
            verdict.clamped);
    out.sample(sample, () -> lineOf(message, verdict));
  }

  private byte[] decided(LiveMessage message, long stampMicros) {
    return lineOf(message, verdict(stampMicros, message.arrivalMicros()));
  }

  private byte[] lineOf(LiveMessage message, Verdict verdict) {
    if (verdict.ahead > maxAheadMicros) {
      return refused(
          message,
          RejectReason.AHEAD_OF_STREAM,
          "time must be at most "
              + maxAheadMicros
              + " us ahead of the arrival: is "
              + verdict.ahead);
    }
    return lines.event(stream, message, verdict.micros, verdict.late, verdict.clamped);
  }

  /**
   * What was found of a message.
   *
   * @param micros the time that is believed
   * @param ahead how far the corrected time lies ahead of the arrival, microseconds
   */
  private record Verdict(long micros, long ahead, boolean late, boolean clamped) {}

  private Verdict verdict(long stampMicros, long arrival) {
    if (stampMicros == LiveMessage.UNSTAMPED) {
      lagMicros = 0;
      return new Verdict(arrival, 0, arrival < line.micros(), false);
    }
    long corrected = clock.corrected(stampMicros, arrival);
    long believed = believed(corrected, arrival);
    boolean late = believed < line.micros();
    lagMicros = arrival - believed;
    return new Verdict(believed, corrected - arrival, late, believed != corrected);
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

  /**
   * How far the event that was judged last lies behind its arrival, microseconds; Long.MIN_VALUE
   * before there is one.
   */
  long lagMicros() {
    return lagMicros;
  }

  byte[] clockState() {
    return clock.snapshot();
  }
}
