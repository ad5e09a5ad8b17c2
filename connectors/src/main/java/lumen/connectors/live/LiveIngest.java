package lumen.connectors.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import lumen.intake.LiveInput;
import lumen.intake.LiveInputException;

/**
 * Where everything live comes in: opens the inputs, looks at their messages in turn, and gives each
 * as a line of the log. Used by one thread; knows nothing of Flink, so that a job and a process of
 * its own record alike.
 */
public final class LiveIngest implements AutoCloseable {
  private static final int MAX_PER_INPUT = 4_096;

  /** A stream at work. */
  private record OpenStream(LiveStream stream, LiveInput input, LiveJudge judge) {}

  private final LongSupplier clock;
  private final ArrivalLine line;
  private final LogLines lines = new LogLines();
  private final List<OpenStream> opened = new ArrayList<>();
  private boolean closed;

  /**
   * Makes the ingest.
   *
   * @param streams what comes in
   * @param clocks what the streams' clocks have learnt, by stream; may leave any out
   * @param outOfOrdernessMicros how far behind its arrival an event may be
   * @param maxAheadMicros how far ahead of its arrival
   * @param clock stamps arrivals
   */
  public LiveIngest(
      List<LiveStream> streams,
      Map<String, byte[]> clocks,
      long outOfOrdernessMicros,
      long maxAheadMicros,
      LongSupplier clock) {
    this.clock = clock;
    line = new ArrivalLine(outOfOrdernessMicros);
    for (LiveStream stream : streams) {
      LiveClock its = stream.clock().clock(clocks.getOrDefault(stream.name(), new byte[0]));
      LiveJudge judge = new LiveJudge(stream, its, line, maxAheadMicros, lines);
      opened.add(new OpenStream(stream, stream.input().input(clock), judge));
    }
  }

  /**
   * Opens all inputs.
   *
   * @throws LiveInputException where one can never work; those opened before it are closed
   */
  public void open() throws LiveInputException {
    for (OpenStream stream : opened) {
      try {
        stream.input.open(LiveIngest::nothing);
      } catch (LiveInputException e) {
        close();
        // A person is told the innermost cause, and this one names the stream and what is right.
        throw new LiveInputException("stream " + stream.stream.name() + ": " + e.getMessage());
      }
    }
  }

  /** Inputs are looked at on every beat anyway. */
  private static void nothing() {}

  /** The header of the log. */
  public byte[] header() {
    return lines.header(line.outOfOrdernessMicros());
  }

  /** A line that says how far the clock has come. */
  public byte[] beat(long atMicros) {
    return lines.beat(atMicros);
  }

  /**
   * A line that holds a command.
   *
   * @param command one JSON object in one line
   * @param atMicros how far the log has come when it is taken
   */
  public byte[] command(String command, long atMicros) {
    return lines.command(command, atMicros);
  }

  /**
   * Looks at what every input has, the oldest first: where more waits than the line leaves room
   * for, after a pause of the process, all inputs are read a span of arrivals at a time, so that
   * what waited in one is not made late by what waited in another.
   *
   * @param out receives what was judged, in that order
   * @return the time up to which nothing more can come that is in time, or Long.MIN_VALUE where
   *     more is waiting
   */
  public long drain(LogTaker out) {
    long begun = clock.getAsLong();
    long last = closed ? LiveInput.NO_TIME : begun;
    long until;
    do {
      until = Math.min(last, nextMicros());
      if (!drain(out, until)) {
        return Long.MIN_VALUE;
      }
    } while (until != last);
    line.arrived(begun);
    return begun;
  }

  /** Up to where is read next: so far that nothing else that waits becomes late. */
  private long nextMicros() {
    long oldest = LiveInput.NO_TIME;
    for (OpenStream stream : opened) {
      oldest = Math.min(oldest, stream.input.oldestMicros());
    }
    long span = line.outOfOrdernessMicros() / 2;
    return oldest < LiveInput.NO_TIME - span ? oldest + span : LiveInput.NO_TIME;
  }

  private boolean drain(LogTaker out, long untilMicros) {
    boolean all = true;
    for (OpenStream stream : opened) {
      int n =
          stream.input.drain(
              message -> stream.judge.judge(message, out), MAX_PER_INPUT, untilMicros);
      all &= n < MAX_PER_INPUT;
    }
    return all;
  }

  /** What has arrived and nobody has looked at. Called by any thread. */
  long waiting() {
    long waiting = 0;
    for (OpenStream stream : opened) {
      waiting += stream.input.waiting();
    }
    return waiting;
  }

  /**
   * How far the newest event of a stream lies behind its arrival, microseconds, in the stream where
   * that is most; Long.MIN_VALUE before there is an event.
   */
  long lagMicros() {
    long lag = Long.MIN_VALUE;
    for (OpenStream stream : opened) {
      lag = Math.max(lag, stream.judge.lagMicros());
    }
    return lag;
  }

  /** Takes up the line where an earlier ingest left it. */
  public void resume(long lineMicros) {
    if (lineMicros != Long.MIN_VALUE) {
      line.arrived(lineMicros + line.outOfOrdernessMicros());
    }
  }

  /** What the streams' clocks have learnt. */
  public Map<String, byte[]> clocks() {
    Map<String, byte[]> clocks = new TreeMap<>();
    for (OpenStream stream : opened) {
      clocks.put(stream.stream.name(), stream.judge.clockState());
    }
    return clocks;
  }

  /** How each stream is, by its name. */
  public Map<String, String> status() {
    Map<String, String> status = new TreeMap<>();
    for (OpenStream stream : opened) {
      status.put(stream.stream.name(), stream.input.status());
    }
    return status;
  }

  /** Closes all inputs. What is queued then can still be drained. */
  @Override
  public void close() {
    closed = true;
    opened.forEach(stream -> stream.input.close());
  }
}
