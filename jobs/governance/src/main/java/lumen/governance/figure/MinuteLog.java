package lumen.governance.figure;

import lumen.governance.part.ChangedNumbers;
import lumen.governance.part.ChangedParts;
import lumen.governance.part.LedgerPart;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * The minutes of the last six hours and a bit: running totals of what they counted, and whether
 * they were up. What a minute counted stays; whether it was up may be told later, by a sample that
 * covers it. Minutes are numbered by their end.
 */
final class MinuteLog {
  private static final int SIZE = 512;
  private static final int BLOCK = 64;
  private static final Tally NOTHING = new Tally();

  private final Tally[] totals = new Tally[SIZE];
  private final MinuteState[] states = new MinuteState[SIZE];
  private final long[] ups = new long[SIZE];
  private final long[] downs = new long[SIZE];
  private long begin = -1;
  private long newest = -1;
  private long staleFrom = Long.MAX_VALUE;
  private final ChangedNumbers changed = new ChangedNumbers(LedgerPart.MINUTES);

  /** Begins before a minute. */
  private void begin(long minute) {
    begin = minute - 1;
    newest = begin;
    put(begin, NOTHING);
  }

  private void put(long minute, Tally total) {
    totals[at(minute)] = total;
    states[at(minute)] = MinuteState.UNKNOWN;
    staleFrom = Math.min(staleFrom, minute);
    changed.mark(block(minute));
    changed.mark(block(minute - SIZE));
  }

  private static long block(long minute) {
    return Math.max(0, minute / BLOCK);
  }

  private static int at(long minute) {
    return (int) Math.floorMod(minute, (long) SIZE);
  }

  /** Closes the minute behind the newest; the first may be any. */
  void close(long minute, Tally counts) {
    if (newest < 0) {
      begin(minute);
    }
    put(minute, totals[at(newest)].plus(counts));
    newest = minute;
  }

  MinuteState state(long minute) {
    return isKept(minute) && minute > begin ? states[at(minute)] : MinuteState.UNKNOWN;
  }

  void state(long minute, MinuteState state) {
    states[at(minute)] = state;
    staleFrom = Math.min(staleFrom, minute);
    changed.mark(block(minute));
  }

  boolean isKept(long minute) {
    return newest >= 0 && minute >= begin && minute > newest - SIZE + 2 && minute <= newest;
  }

  /** What was counted in the minutes after one and up to another. */
  Tally counts(long after, long upTo) {
    return totals[at(upTo)].minus(totals[at(Math.max(after, begin))]);
  }

  long up(long after, long upTo) {
    refresh();
    return ups[at(upTo)] - ups[at(Math.max(after, begin))];
  }

  long down(long after, long upTo) {
    refresh();
    return downs[at(upTo)] - downs[at(Math.max(after, begin))];
  }

  private void refresh() {
    long from = Math.max(staleFrom, Math.max(begin, newest - SIZE + 3));
    for (long minute = from; minute <= newest; minute++) {
      int now = at(minute);
      int before = at(minute - 1);
      boolean first = minute == begin;
      MinuteState state = states[now];
      ups[now] = first ? 0 : ups[before] + (state == MinuteState.UP ? 1 : 0);
      downs[now] = first ? 0 : downs[before] + (state == MinuteState.DOWN ? 1 : 0);
    }
    staleFrom = Long.MAX_VALUE;
  }

  /** The oldest minute whose total is kept. */
  private long oldest() {
    return Math.max(begin, newest - SIZE + 1);
  }

  void write(StateWriter out) {
    out.writeLong(begin);
    out.writeLong(newest);
  }

  /** Reads what {@link #write} wrote; the minutes themselves come after it. */
  void read(StateReader in) {
    begin = in.readLong();
    newest = in.readLong();
    staleFrom = begin;
  }

  void drain(ChangedParts parts) {
    changed.drain(parts, block -> isGone(block) ? null : out -> write(block, out));
  }

  private boolean isGone(long block) {
    return (block + 1) * BLOCK <= oldest();
  }

  private void write(long block, StateWriter out) {
    long first = Math.max(block * BLOCK, oldest());
    long last = Math.min(block * BLOCK + BLOCK - 1, newest);
    out.writeLong(first);
    out.writeInt((int) Math.max(0, last - first + 1));
    for (long minute = first; minute <= last; minute++) {
      totals[at(minute)].write(out);
      out.writeByte(states[at(minute)].code());
    }
  }

  /** Reads a part; what has become too old since it was written is left out. */
  void readBlock(StateReader in) {
    long minute = in.readLong();
    for (int n = in.readCount(Long.BYTES); n > 0; n--) {
      Tally total = Tally.read(in);
      MinuteState state = MinuteState.of((char) in.readByte());
      if (minute >= oldest() && minute <= newest) {
        totals[at(minute)] = total;
        states[at(minute)] = state;
      }
      minute++;
    }
  }
}
