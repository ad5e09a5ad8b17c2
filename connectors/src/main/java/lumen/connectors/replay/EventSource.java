package lumen.connectors.replay;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import lumen.event.Account;
import lumen.event.Position;
import lumen.event.RejectReason;

/** One event source of one stream: its clock, its place in the lateness line, its account. */
final class EventSource {
  static final long UNSEEN = Long.MIN_VALUE;

  final String name;
  final ReplayOptions.SourceRule rule;

  /** Newest accepted event time (corrected). */
  long newest = UNSEEN;

  /** First accepted event by the source's own clock. */
  long firstMicros = UNSEEN;

  /** Place in the heap of active sources, -1 outside. Derived, not kept in state. */
  int heapIndex = -1;

  private long received;
  private long used;
  private long rejected;
  private long late;
  private long filtered;
  private long dropped;
  private long clamped;
  private long reported;
  private long ignoredElements;
  private long earliest = Long.MAX_VALUE;
  private final TreeMap<String, Long> rejects = new TreeMap<>();
  private Position firstLate;

  EventSource(String name, ReplayOptions.SourceRule rule) {
    this.name = name;
    this.rule = rule;
  }

  /** The event time by the corrected clock. */
  long correct(long micros) {
    return rule.clock().correct(micros, firstMicros == UNSEEN ? micros : firstMicros);
  }

  void accepted(long rawMicros, long micros) {
    if (firstMicros == UNSEEN) {
      firstMicros = rawMicros;
    }
    earliest = Math.min(earliest, micros);
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

  void countLate(Position position) {
    received++;
    late++;
    if (firstLate == null) {
      firstLate = position;
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
        new Account.Counts(received, used, rejected, late, filtered, dropped),
        new TreeMap<>(rejects),
        ignoredElements,
        clamped,
        earliest,
        newest,
        firstLate);
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(name);
    out.writeLong(newest);
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
    out.writeBoolean(firstLate != null);
    if (firstLate != null) {
      out.writeUTF(firstLate.file());
      out.writeLong(firstLate.offset());
      out.writeLong(firstLate.line());
    }
    out.writeLong(dropped);
    out.writeLong(clamped);
  }

  static EventSource read(DataInput in, ReplayOptions options, int version) throws IOException {
    String name = in.readUTF();
    ReplayOptions.SourceRule rule = options.rule(name);
    EventSource source =
        new EventSource(name, rule == null ? ReplayOptions.SourceRule.PLAIN : rule);
    source.newest = in.readLong();
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
    if (in.readBoolean()) {
      source.firstLate = new Position(in.readUTF(), in.readLong(), in.readLong());
    }
    if (version > 1) {
      source.dropped = in.readLong();
      source.clamped = in.readLong();
    }
    return source;
  }
}
