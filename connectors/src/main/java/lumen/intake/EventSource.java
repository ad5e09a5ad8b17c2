package lumen.intake;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import lumen.event.Account;
import lumen.event.ClockResets;
import lumen.event.LateRun;
import lumen.event.Position;
import lumen.event.RejectReason;
import lumen.state.StateReader;

/** One event source of one stream: its clock, its place in the lateness line, its account. */
final class EventSource {
  static final long UNSEEN = Long.MIN_VALUE;

  final String name;
  final ReplayOptions.SourceRule rule;

  /** Where it stands in the time of its stream. */
  final SourceTime time;

  /** What waits to be decided, or null. */
  HeldEvents held;

  /** First believed event by the source's own clock. */
  private long firstMicros = UNSEEN;

  private long received;
  private long used;
  private long rejected;
  private long late;
  private long filtered;
  private long dropped;
  private long clamped;
  private long reported;
  private long ignoredElements;
  private long invalid;
  private long ungrouped;
  private long earliest = Long.MAX_VALUE;
  private final TreeMap<String, Long> rejects = new TreeMap<>();
  private Position firstLate;
  private LateRun run;
  private LateRun longestRun;
  private ClockResets resets = ClockResets.NONE;

  EventSource(String name, ReplayOptions.SourceRule rule) {
    this.name = name;
    this.rule = rule;
    this.time = new SourceTime(name);
  }

  /** The event time by the corrected clock, and what its resets add to it. */
  long correct(long micros) {
    return rule.clock().correct(micros, firstMicros == UNSEEN ? micros : firstMicros)
        + resets.shiftMicros();
  }

  /**
   * Notes an accepted event whose time is believed.
   *
   * @param anew whether it shows that the times before were strays
   */
  void believed(long rawMicros, long micros, boolean anew) {
    if (firstMicros == UNSEEN || anew) {
      firstMicros = rawMicros;
    }
    earliest = Math.min(earliest, micros);
    run = null;
  }

  /** Notes an accepted event whose time is in doubt. */
  void doubted() {
    run = null;
  }

  /** Notes that the clock was reset: its times are shifted further from now on. */
  void resetClock(long furtherMicros, Position at) {
    resets = resets.and(furtherMicros, at);
  }

  void countUsed() {
    received++;
    used++;
  }

  void countFiltered() {
    received++;
    filtered++;
  }

  void countFiltered(long count) {
    received += count;
    filtered += count;
  }

  void countInvalid() {
    received++;
    invalid++;
  }

  void countUngrouped() {
    ungrouped++;
  }

  void countDropped(long count) {
    received += count;
    dropped += count;
  }

  void countClamped() {
    clamped++;
  }

  void countReject(RejectReason reason) {
    received++;
    rejected++;
    rejects.merge(reason.code(), 1L, Long::sum);
  }

  /** Counts a late event, which is the first of a run unless one came right before. */
  void countLate(LateRun begun) {
    received++;
    late++;
    if (firstLate == null) {
      firstLate = begun.position();
    }
    run = run == null ? begun : run.longer();
    if (longestRun == null || run.events() > longestRun.events()) {
      longestRun = run;
    }
  }

  void countIgnored(int elements) {
    ignoredElements += elements;
  }

  boolean hasEvents() {
    return received > 0;
  }

  /** Whether something was received since the account was asked for last. */
  boolean hasNews() {
    return received > reported;
  }

  Account account(String stream) {
    reported = received;
    return new Account(
        stream,
        name,
        new Account.Counts(received, used, rejected, late, filtered, dropped, invalid),
        new TreeMap<>(rejects),
        ignoredElements,
        clamped,
        earliest,
        time.newest,
        firstLate,
        longestRun,
        resets,
        ungrouped);
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(name);
    out.writeLong(time.newest);
    out.writeLong(firstMicros);
    out.writeLong(received);
    out.writeLong(used);
    out.writeLong(rejected);
    out.writeLong(late);
    out.writeLong(filtered);
    out.writeLong(ignoredElements);
    out.writeLong(earliest);
    out.writeInt(rejects.size());
    for (Map.Entry<String, Long> entry : rejects.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeLong(entry.getValue());
    }
    PositionForm.write(out, firstLate);
    out.writeLong(dropped);
    out.writeLong(clamped);
    time.write(out);
    writeRun(out, run);
    writeRun(out, longestRun);
    out.writeLong(resets.count());
    out.writeLong(resets.shiftMicros());
    PositionForm.write(out, resets.first());
    out.writeBoolean(held != null);
    if (held != null) {
      held.write(out);
    }
    out.writeLong(invalid);
    out.writeLong(ungrouped);
  }

  private static void writeRun(DataOutput out, LateRun run) throws IOException {
    out.writeBoolean(run != null);
    if (run != null) {
      out.writeLong(run.events());
      PositionForm.write(out, run.position());
      out.writeLong(run.micros());
      out.writeLong(run.lineMicros());
      out.writeLong(run.aheadMicros());
      out.writeUTF(run.lineSource());
      out.writeLong(run.newestMicros());
    }
  }

  private static LateRun readRun(DataInput in) throws IOException {
    return in.readBoolean()
        ? new LateRun(
            in.readLong(),
            PositionForm.read(in),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readUTF(),
            in.readLong())
        : null;
  }

  /** Reads a source of a version before this form; today's begins as the last of these. */
  static EventSource readOlder(StateReader in, ReplayOptions options, int version)
      throws IOException {
    String name = in.readUTF();
    ReplayOptions.SourceRule rule = options.rule(name);
    EventSource source =
        new EventSource(name, rule == null ? ReplayOptions.SourceRule.PLAIN : rule);
    source.time.newest = in.readLong();
    source.firstMicros = in.readLong();
    source.received = in.readLong();
    source.used = in.readLong();
    source.rejected = in.readLong();
    source.late = in.readLong();
    source.filtered = in.readLong();
    source.ignoredElements = in.readLong();
    source.earliest = in.readLong();
    int reasons = in.readInt();
    for (int i = 0; i < reasons; i++) {
      source.rejects.put(in.readUTF(), in.readLong());
    }
    source.firstLate = PositionForm.read(in);
    if (version > 1) {
      source.dropped = in.readLong();
      source.clamped = in.readLong();
    }
    if (version > 2) {
      source.readClock(in);
    }
    return source;
  }

  private void readClock(StateReader in) throws IOException {
    time.read(in);
    run = readRun(in);
    longestRun = readRun(in);
    resets = new ClockResets(in.readLong(), in.readLong(), PositionForm.read(in));
    held = in.readBoolean() ? HeldEvents.read(in) : null;
  }

  /** What minor version 1 added. */
  private void readValues(StateReader in) {
    if (in.hasMore()) {
      invalid = in.readLong();
      ungrouped = in.readLong();
    }
  }

  /** Reads a source in today's form. */
  static EventSource read(StateReader in, ReplayOptions options) throws IOException {
    EventSource source = readOlder(in, options, StreamIntake.BEFORE_FORM);
    source.readValues(in);
    return source;
  }
}
