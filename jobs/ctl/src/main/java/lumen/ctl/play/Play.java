package lumen.ctl.play;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends the events of a recording at their moments, by every way, so many times over. */
public final class Play {
  private static final long NANOS_PER_MICRO = 1_000;

  /** So often it is looked whether it is to end. */
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** A century: what is due later is as good as never, and its sum with a clock is a time. */
  private static final long LATEST_NANOS = TimeUnit.DAYS.toNanos(36_500);

  private final List<Sent> ways;
  private final double speed;
  private final int copies;
  private final boolean shiftNow;
  private volatile boolean ends;

  /** A way, and what was sent by it. */
  public static final class Sent {
    final PlayWay way;
    final SendingDelays delays = new SendingDelays();
    long messages;

    /** Events of copies for which the way has no form. */
    long leftOut;

    Sent(PlayWay way) {
      this.way = way;
    }

    /** Messages that got through, as far as is known. */
    public long through() {
      return messages - way.refused();
    }

    /** How late after its moment a share of the messages was handed on at most, microseconds. */
    public long lateMicros(double share) {
      return delays.quantile(share);
    }
  }

  /**
   * What was played.
   *
   * @param events events of the recording
   * @param passedOver lines that are no events
   * @param seconds how long it took
   */
  public record Result(long events, long passedOver, double seconds, List<Sent> ways) {}

  /**
   * @param speed recorded seconds a second
   * @param copies how many times each event is sent; each copy has sources of its own
   * @param shiftNow whether times are told so that they are those of the sending
   */
  public Play(List<PlayWay> ways, double speed, int copies, boolean shiftNow) {
    this.ways = ways.stream().map(Sent::new).toList();
    this.speed = speed;
    this.copies = copies;
    this.shiftNow = shiftNow;
  }

  /** Ends it before the next event. */
  public void end() {
    ends = true;
  }

  /**
   * Plays to the end.
   *
   * @param wallMicros the wall clock now, microseconds since the epoch
   */
  public Result play(PlayFeed streams, long wallMicros) throws IOException {
    long begun = System.nanoTime();
    long events = 0;
    PlayedEvent event = streams.next();
    PlayPace pace = event == null ? null : new PlayPace(speed, event.micros());
    while (event != null && !ends) {
      PlayedEvent next = streams.next();
      long due = pace.dueMicros(event.micros(), next == null ? event.micros() : next.micros());
      long deadline = begun + Math.min(LATEST_NANOS, TimeUnit.MICROSECONDS.toNanos(due));
      if (!await(deadline)) {
        break;
      }
      long told = shiftNow ? wallMicros + pace.offsetMicros(event.micros()) : PlayWay.AS_IT_ARRIVES;
      for (int copy = 1; copy <= copies; copy++) {
        send(event, copy, told, deadline);
      }
      events++;
      event = next;
    }
    ways.forEach(sent -> sent.way.flush());
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new Result(events, streams.passedOver(), seconds, new ArrayList<>(ways));
  }

  private void send(PlayedEvent event, int copy, long told, long deadline) {
    String source = copies == 1 ? event.source() : event.source() + '.' + copy;
    for (Sent sent : ways) {
      int messages = sent.way.send(event, source, copy, told);
      if (messages == 0) {
        sent.leftOut++;
      }
      sent.messages += messages;
      for (int i = 0; i < messages; i++) {
        sent.delays.add((System.nanoTime() - deadline) / NANOS_PER_MICRO);
      }
    }
  }

  /** Waits for a moment; false where it is to end. */
  private boolean await(long deadline) {
    for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
      if (ends) {
        return false;
      }
      LockSupport.parkNanos(Math.min(left, LONGEST_WAIT_NANOS));
    }
    return true;
  }
}
