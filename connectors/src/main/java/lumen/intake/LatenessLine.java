package lumen.intake;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;

/**
 * Decides, event by event, what is late in a recorded stream, and which times are believed.
 *
 * <p>Each event source has a newest believed time. When that moves on by d, the source's own
 * progress grows by d; a source joins with the progress of its stream, which is the greatest of
 * all. A source is active while its stream has made no more than the idle time of progress since
 * its newest last moved. There is no line before the stream has made more than that: whoever has
 * begun by then counts. From then on the line is the running maximum of (the minimum over the
 * active sources, of those no further than the greatest skew behind the newest of them, of their
 * newest) minus the out-of-orderness. So what counts is who goes on, not whose clock is ahead.
 *
 * <p>A jump is believed the second time: a time more than the idle time beyond its source's newest,
 * or of a new source beyond the newest of all, moves nothing, unless the source's event before was
 * such a jump too, to another time: the lines of one message share a stamp. The jump itself is no
 * progress, only what its source has gone on since: a clock that steps ahead leaves nobody behind.
 * A source that has not moved on yet takes a time further than that before its newest as its
 * newest: its first stamp was the stray. Only accepted events move anything.
 *
 * <p>An event costs O(log sources) and allocates nothing, but when a source joins.
 */
final class LatenessLine {
  /** What an event is, seen from the line. */
  enum Verdict {
    /** It may be accepted. */
    IN_TIME,
    /** It may be used, but its time is not believed yet: it moves nothing. */
    DOUBTED,
    /** It is in doubt, and too far ahead to be used before its time is believed. */
    AHEAD,
    /** It lies behind the line. */
    LATE
  }

  static final long NONE = Long.MIN_VALUE;

  private final long outOfOrderness;
  private final long idle;
  private final long maxSkew;
  private final long maxAhead;
  private final ActiveSources active;

  /** The sources that have not moved on yet, whose newest may still go back. */
  private final TreeSet<SourceTime> unmoved =
      new TreeSet<>(
          Comparator.comparingLong((SourceTime source) -> source.newest)
              .thenComparing(source -> source.name));

  /** The newest time of the sources that have moved on. */
  private long newestMoved = NONE;

  private long progress;
  private long line = NONE;
  private String lineSource = "";
  private long paced = NONE;

  LatenessLine(ReplayOptions options) {
    outOfOrderness = options.outOfOrdernessMicros();
    idle = options.sourceIdleMicros();
    maxSkew = options.maxSkewMicros();
    maxAhead = options.maxAheadMicros();
    active = new ActiveSources(idle);
  }

  /** What a readable event at this time is. Nothing moves before the verdict is carried out. */
  Verdict judge(SourceTime source, long micros) {
    if (micros < line) {
      return Verdict.LATE;
    }
    boolean second = source.doubted && micros != source.doubtedMicros;
    if (second || !isJump(source, micros)) {
      return Verdict.IN_TIME;
    }
    return micros - newest() > maxAhead ? Verdict.AHEAD : Verdict.DOUBTED;
  }

  /** Whether a time lies so far beyond what is known of its source that it is in doubt. */
  boolean isJump(SourceTime source, long micros) {
    long from = source.hasJoined() ? source.newest : newest();
    return from != NONE && micros - from > idle;
  }

  /**
   * Takes an event that was judged IN_TIME and not rejected for another reason.
   *
   * @return whether it shows that the first stamp of its source was a stray
   */
  boolean accept(SourceTime source, long micros) {
    boolean jumps = source.doubted && isJump(source, micros);
    long from = jumps ? Math.min(micros, source.doubtedMicros) : source.newest;
    source.doubted = false;
    boolean first = !source.hasJoined();
    boolean stray = !first && !source.movedOn && source.newest - micros > idle;
    if (first) {
      join(source, micros);
    } else if (micros > source.newest) {
      moveOn(source, micros, from);
    } else if (stray) {
      beginAnew(source, micros);
    }
    active.leaveBehind(progress);
    moveLine();
    return stray;
  }

  private void join(SourceTime source, long micros) {
    source.paceShift = paceShiftOf(micros);
    source.newest = micros;
    source.progress = progress;
    unmoved.add(source);
    paced = Math.max(paced, micros + source.paceShift);
    active.moved(source, micros, progress);
  }

  /**
   * Moves a source on.
   *
   * @param from since when it has gone on
   */
  private void moveOn(SourceTime source, long micros, long from) {
    if (!source.movedOn) {
      unmoved.remove(source);
      source.movedOn = true;
    }
    source.progress += micros - from;
    source.newest = micros;
    newestMoved = Math.max(newestMoved, micros);
    progress = Math.max(progress, source.progress);
    paced = Math.max(paced, micros + source.paceShift);
    active.moved(source, micros, progress);
  }

  private void beginAnew(SourceTime source, long micros) {
    unmoved.remove(source);
    source.newest = micros;
    source.paceShift = 0;
    unmoved.add(source);
    paced = Math.min(paced, newest());
    active.moved(source, micros, progress);
  }

  private void moveLine() {
    if (progress <= idle) {
      return;
    }
    SourceTime slowest = active.slowest(maxSkew);
    if (slowest != null && slowest.place - outOfOrderness > line) {
      line = slowest.place - outOfOrderness;
      lineSource = slowest.name;
    }
  }

  /** Notes that the source's event was judged DOUBTED or AHEAD: a second one is believed. */
  void doubt(SourceTime source, long micros) {
    source.doubted = true;
    source.doubtedMicros = micros;
  }

  /** Notes that the source's event was judged LATE, which is no jump. */
  void leaveBehind(SourceTime source) {
    source.doubted = false;
  }

  /**
   * Makes the line wait where the stream is, as long as the source goes on, while it is open
   * whether its clock was reset; to be called with each of its late events.
   */
  void hold(SourceTime source) {
    long place = source.held ? source.place : newest();
    source.held = true;
    active.moved(source, place, progress);
  }

  /** Waits no longer: the source's clock was not reset. */
  void release(SourceTime source) {
    if (source.held) {
      source.held = false;
      if (source.hasJoined()) {
        active.put(source, source.newest);
      } else {
        active.remove(source);
      }
    }
  }

  /** Lets a source whose clock was reset join anew, at a time not behind the line. */
  void rejoin(SourceTime source, long micros) {
    source.held = false;
    source.doubted = false;
    unmoved.remove(source);
    source.movedOn = true;
    source.paceShift = paceShiftOf(micros);
    source.newest = micros;
    source.progress = progress;
    newestMoved = Math.max(newestMoved, micros);
    active.moved(source, micros, progress);
  }

  /** Follows an event of which somebody else decided what became of it: only its source moves. */
  void follow(SourceTime source, long micros) {
    source.newest = Math.max(source.newest, micros);
  }

  /** Moves the line up, if it lies before the given time. */
  void raise(long micros) {
    if (micros > line) {
      line = micros;
      lineSource = "";
    }
  }

  /** No event before this time will be accepted; NONE while there is no line. */
  long micros() {
    return line;
  }

  /** The source that moved the line to where it is; empty if none of this stream did. */
  String source() {
    return lineSource;
  }

  /** How far the stream has come: the line without its allowance; NONE while there is no line. */
  long position() {
    return line == NONE ? NONE : line + outOfOrderness;
  }

  /** The newest time of all sources that is believed, NONE before the first. */
  long newest() {
    return unmoved.isEmpty() ? newestMoved : Math.max(newestMoved, unmoved.last().newest);
  }

  /**
   * The newest time by which the stream is paced, NONE before the first. A source that joins far
   * ahead of the others is paced by when it joined, so that nobody waits for its clock.
   */
  long pacedMicros() {
    return paced;
  }

  /** When an event is due that was judged IN_TIME, by the same clock. */
  long dueMicros(SourceTime source, long micros) {
    return micros + (source.hasJoined() ? source.paceShift : paceShiftOf(micros));
  }

  private long paceShiftOf(long micros) {
    return paced != NONE && micros - paced > idle ? paced - micros : 0;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(progress);
    out.writeLong(line);
    out.writeUTF(lineSource);
    out.writeLong(paced);
  }

  void read(DataInput in) throws IOException {
    progress = in.readLong();
    line = in.readLong();
    lineSource = in.readUTF();
    paced = in.readLong();
  }

  /** Reads the state of the versions in which a source was active by its newest time. */
  void readByNewest(DataInput in) throws IOException {
    paced = in.readLong();
    line = in.readLong();
    in.readInt();
    progress = line == NONE ? 0 : idle + 1;
  }

  /** Takes up the stored sources, after the line itself. */
  void restore(Collection<SourceTime> sources) {
    for (SourceTime source : sources) {
      if (source.hasJoined() && source.movedOn) {
        newestMoved = Math.max(newestMoved, source.newest);
      } else if (source.hasJoined()) {
        unmoved.add(source);
      }
    }
    active.restore(sources, progress);
  }

  /** Places stored sources of the versions that {@link #readByNewest} reads; then restore them. */
  void placeByNewest(Collection<SourceTime> sources) {
    for (SourceTime source : sources) {
      source.place = source.newest;
      source.movedOn = true;
      source.progress = progress;
      boolean goesOn = source.hasJoined() && paced - source.newest < idle;
      source.movedAt = goesOn ? progress : progress - idle - 1;
    }
  }
}
