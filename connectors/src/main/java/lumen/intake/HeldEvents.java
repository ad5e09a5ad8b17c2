package lumen.intake;

import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lumen.state.StateReader;

/**
 * Events of one source that wait until it is decided what becomes of them: those of one message
 * whose time is too far ahead to be used unless it is believed, or those that came late one after
 * another while its clock may have been reset.
 */
final class HeldEvents {
  /** So many late events, each later than the one before, are a reset of their source's clock. */
  static final int RESET = 16;

  /** So many late events wait at most; more have equal times, and tell nothing more. */
  private static final int MAX_EVENTS = 1 << 12;

  private final boolean late;
  private final long newestMicros;
  private final List<HeldLine> lines = new ArrayList<>();
  private int times;
  private long latest;

  private HeldEvents(boolean late, long newestMicros) {
    this.late = late;
    this.newestMicros = newestMicros;
  }

  /** An event ahead of its stream. */
  static HeldEvents ahead(HeldLine line) {
    HeldEvents held = new HeldEvents(false, line.againstMicros());
    held.add(line);
    return held;
  }

  /**
   * Late events, none yet.
   *
   * @param newestMicros newest time of the stream when the first came
   */
  static HeldEvents late(long newestMicros) {
    return new HeldEvents(true, newestMicros);
  }

  boolean isLate() {
    return late;
  }

  long newestMicros() {
    return newestMicros;
  }

  List<HeldLine> lines() {
    return lines;
  }

  HeldLine first() {
    return lines.get(0);
  }

  /** Whether it is ahead of its stream, and another event has its time: of the same message. */
  boolean isAheadAt(long micros) {
    return !late && latest == micros;
  }

  /** Whether a late event may follow those that wait: it is not earlier than the last. */
  boolean isFollowedBy(long micros) {
    return lines.isEmpty() || (micros >= latest && lines.size() < MAX_EVENTS);
  }

  void add(HeldLine line) {
    times += lines.isEmpty() || line.micros() > latest ? 1 : 0;
    latest = line.micros();
    lines.add(line);
  }

  /** Whether the clock of the source was reset, by what waits. */
  boolean isReset() {
    return times == RESET;
  }

  /** The median of the intervals between the times that wait, microseconds. */
  long usualInterval() {
    long[] intervals = new long[times - 1];
    int n = 0;
    for (int i = 1; i < lines.size(); i++) {
      long interval = lines.get(i).micros() - lines.get(i - 1).micros();
      if (interval > 0) {
        intervals[n++] = interval;
      }
    }
    Arrays.sort(intervals);
    return intervals[intervals.length / 2];
  }

  long bytes() {
    return lines.stream().mapToLong(HeldLine::end).sum();
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(late);
    out.writeLong(newestMicros);
    out.writeInt(lines.size());
    for (HeldLine line : lines) {
      line.write(out);
    }
  }

  static HeldEvents read(StateReader in) throws IOException {
    HeldEvents held = new HeldEvents(in.readBoolean(), in.readLong());
    for (int n = in.readInt(); n > 0; n--) {
      held.add(HeldLine.read(in));
    }
    return held;
  }
}
