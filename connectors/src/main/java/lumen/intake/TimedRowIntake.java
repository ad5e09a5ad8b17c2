package lumen.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.EventLimits;
import lumen.event.RejectReason;
import lumen.event.Row;
import lumen.intake.RowReader.RowHead;
import lumen.state.StateForm;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * Takes the rows of one stream by the clocks of their tenants, as {@link StreamIntake} takes events
 * by those of their sources: what lies behind the line is late, and a jump is believed the second
 * time. What it did with them stands in the row of its end.
 */
final class TimedRowIntake implements LineIntake {
  /** The fault of a row that lies behind the line. */
  static final String LATE = "late";

  private static final StateForm FORM = new StateForm("timed-rows", 1, 0);
  private static final long MAX_HELD_BYTES = 1 << 22;
  private static final double MICROS = 1e6;

  private final String stream;
  private final ReplayOptions options;
  private final RowReader reader;
  private final LatenessLine lateness;
  private final TreeMap<String, RowSource> sources = new TreeMap<>();
  private final RowCounts counts = new RowCounts();
  private final List<Envelope> rows = new ArrayList<>();
  private long heldBytes;
  private long dueMicros = NONE;

  /** An intake that has seen nothing. */
  TimedRowIntake(String stream, ReplayOptions options, RowReader reader) {
    this.stream = stream;
    this.options = options;
    this.reader = reader;
    lateness = new LatenessLine(options);
  }

  @Override
  public boolean take(SourceLine line, long untilMicros) {
    dueMicros = NONE;
    RowHead head = reader.read(line.buffer(), line.start(), line.end());
    if (!head.fault().isEmpty()) {
      reject(head.fault(), head.detail(), line);
      return true;
    }
    RowSource source = source(head.tenant());
    if (source == null) {
      reject(
          RejectReason.STREAM_FULL.code(),
          "stream must have at most " + EventSources.MAX_SOURCES + " tenants: " + head.tenant(),
          line);
      return true;
    }
    switch (lateness.judge(source.time, head.micros())) {
      case LATE -> {
        lateness.leaveBehind(source.time);
        giveUp(source);
        late(head, line);
      }
      case AHEAD -> ahead(source, head, line);
      case DOUBTED -> settled(source, head, false, line);
      case IN_TIME -> {
        long due = lateness.dueMicros(source.time, head.micros());
        if (due > untilMicros && lateness.pacedMicros() != NONE) {
          dueMicros = due;
          return false;
        }
        settled(source, head, true, line);
      }
    }
    return true;
  }

  private RowSource source(String name) {
    RowSource source = sources.get(name);
    if (source == null && sources.size() < EventSources.MAX_SOURCES) {
      source = new RowSource(name);
      sources.put(name, source);
    }
    return source;
  }

  /** Uses a row, after what waited of its tenant, of which it decides. */
  private void settled(RowSource source, RowHead head, boolean believed, SourceLine line) {
    if (source.held != null) {
      if (lateness.isJump(source.time, head.micros())) {
        letGo(source).lines().forEach(held -> use(source, held));
      } else {
        giveUp(source);
      }
    }
    use(source, head, believed, line);
  }

  private void ahead(RowSource source, RowHead head, SourceLine line) {
    boolean same = source.held != null && source.held.isAheadAt(head.micros());
    if (!same) {
      giveUp(source);
    }
    int bytes = line.end() - line.start();
    if (heldBytes + bytes <= MAX_HELD_BYTES) {
      HeldLine waiting = HeldLine.of(line, head.micros(), lateness.newest());
      if (same) {
        source.held.add(waiting);
      } else {
        source.held = HeldEvents.ahead(waiting);
      }
      heldBytes += bytes;
    } else {
      rejectAhead(head.micros() - lateness.newest(), line);
    }
    lateness.doubt(source.time, head.micros());
  }

  private HeldEvents letGo(RowSource source) {
    HeldEvents waiting = source.held;
    source.held = null;
    heldBytes -= waiting.bytes();
    return waiting;
  }

  /** What waits is not used: its time was not believed. */
  private void giveUp(RowSource source) {
    if (source.held != null) {
      for (HeldLine line : letGo(source).lines()) {
        rejectAhead(line.micros() - line.againstMicros(), line);
      }
    }
  }

  /** What waits is used, since the next jumps too; now it may be late. */
  private void use(RowSource source, HeldLine line) {
    RowHead head = reader.read(line.buffer(), line.start(), line.end());
    if (line.micros() < lateness.micros()) {
      late(head, line);
    } else {
      use(source, head, false, line);
    }
  }

  private void use(RowSource source, RowHead head, boolean believed, SourceLine line) {
    if (believed) {
      lateness.accept(source.time, head.micros());
    } else {
      lateness.doubt(source.time, head.micros());
    }
    counts.countAccepted(head.type());
    String text =
        new String(line.buffer(), line.start(), line.end() - line.start(), StandardCharsets.UTF_8);
    rows.add(
        Row.line(
            stream, stream, head.tenant(), head.micros(), false, !believed, text, line.position()));
  }

  private void late(RowHead head, SourceLine line) {
    counts.countLate();
    String detail =
        "ts must be at most "
            + options.outOfOrdernessMicros() / MICROS
            + " s behind the stream: is "
            + (lateness.micros() - head.micros()) / MICROS
            + " s further behind";
    rows.add(row(LATE, detail, line));
  }

  private void rejectAhead(long aheadMicros, SourceLine line) {
    reject(
        RejectReason.AHEAD_OF_STREAM.code(),
        "ts must be at most "
            + options.maxAheadMicros() / MICROS
            + " s ahead of the stream, unless the tenant's next line jumps too: is "
            + aheadMicros / MICROS
            + " s ahead",
        line);
  }

  private void reject(String fault, String detail, SourceLine line) {
    counts.countRejected(fault);
    rows.add(row(fault, detail, line));
  }

  private Row row(String fault, String detail, SourceLine line) {
    String raw = EventLimits.raw(line.buffer(), line.start(), line.end());
    return Row.reject(stream, stream, fault, detail, raw, line.position());
  }

  @Override
  public void unreadable(RejectReason reason, String detail, SourceLine line) {
    reject(reason.code(), detail, line);
  }

  @Override
  public void end() {
    for (RowSource source : sources.values()) {
      if (source.held == null) {
        continue;
      }
      for (HeldLine line : letGo(source).lines()) {
        RowHead head = reader.read(line.buffer(), line.start(), line.end());
        if (head.usedAtEnd()) {
          use(source, line);
        } else {
          rejectAhead(line.micros() - line.againstMicros(), line);
        }
      }
    }
    rows.add(Row.end(stream, stream, lateness.newest(), counts.json()));
  }

  @Override
  public long dueMicros() {
    return dueMicros;
  }

  @Override
  public long lineMicros() {
    return lateness.micros();
  }

  @Override
  public long positionMicros() {
    return lateness.position();
  }

  @Override
  public long newestMicros() {
    return lateness.pacedMicros();
  }

  @Override
  public long samples() {
    return 0;
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public int notices() {
    return rows.size();
  }

  @Override
  public void drain(List<Envelope> out) {
    out.addAll(rows);
    rows.clear();
  }

  /** None: the row of the end tells. */
  @Override
  public List<Account> accounts() {
    return List.of();
  }

  @Override
  public void write(StateWriter out) throws IOException {
    out.state(
        FORM,
        its -> {
          its.field(lateness::write);
          its.field(counts::write);
          for (RowSource source : sources.values()) {
            its.field(source::write);
          }
        });
  }

  /** Goes on where a written intake left off. */
  TimedRowIntake at(StateReader in) {
    return FORM.read(
        in,
        its -> {
          lateness.read(its.field());
          counts.read(its.field());
          while (its.hasMore()) {
            add(RowSource.read(its.field()));
          }
          lateness.restore(sources.values().stream().map(source -> source.time).toList());
          return this;
        });
  }

  private void add(RowSource source) {
    heldBytes += source.held == null ? 0 : source.held.bytes();
    sources.put(source.time.name, source);
  }
}
