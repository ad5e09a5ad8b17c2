package lumen.overlay.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.EventLimits;
import lumen.event.RejectReason;
import lumen.event.Row;
import lumen.intake.LineIntake;
import lumen.intake.SourceLine;
import lumen.overlay.clock.LogClock;
import lumen.overlay.clock.LogTime;
import lumen.overlay.record.RouteRecord;
import lumen.state.StateForm;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * Takes the lines of one log: a line of right form moves the log's clock and goes to its tenant
 * with what the clock says of it; another is rejected and moves nothing.
 */
final class RouteIntake implements LineIntake {
  private static final StateForm FORM = new StateForm("route-intake", 1, 0);

  private final String log;
  private final RouteLineReader lines;
  private final LogTime time;
  private final LongSupplier taken;
  private final List<Envelope> rows = new ArrayList<>();
  private LogClock clock = LogClock.BEGIN;
  private long dueMicros = NONE;

  /**
   * An intake that has seen nothing.
   *
   * @param taken the moment at which a line is taken, {@link Row#UNTIMED} where nobody asks
   */
  RouteIntake(String log, RouteLineReader lines, LogTime time, LongSupplier taken) {
    this.log = log;
    this.lines = lines;
    this.time = time;
    this.taken = taken;
  }

  /** Goes on where a written intake left off. */
  RouteIntake at(StateReader in) {
    return FORM.read(
        in,
        its -> {
          StateReader kept = its.field();
          clock = new LogClock(kept.readLong(), kept.readInt());
          return this;
        });
  }

  @Override
  public void write(StateWriter out) throws IOException {
    out.state(
        FORM,
        its ->
            its.field(
                kept -> {
                  kept.writeLong(clock.micros());
                  kept.writeInt(clock.row());
                }));
  }

  @Override
  public boolean take(SourceLine line, long untilMicros) {
    long now = taken.getAsLong();
    dueMicros = NONE;
    LineReading reading = lines.read(line.buffer(), line.start(), line.end());
    if (reading.line().isEmpty()) {
      reject(reading.reason().code(), reading.detail(), line);
      return true;
    }
    RouteRecord read = reading.line().get();
    LogClock.Reading then = clock.read(read.micros(), time);
    if (clock.micros() != LogClock.NONE && then.clock().micros() > untilMicros) {
      dueMicros = then.clock().micros();
      return false;
    }
    clock = then.clock();
    String text =
        new String(line.buffer(), line.start(), line.end() - line.start(), StandardCharsets.UTF_8);
    rows.add(
        Row.line(
                log,
                log,
                read.tenant(),
                clock.micros(),
                then.clamped(),
                then.inDoubt(),
                text,
                line.position())
            .taken(now));
    return true;
  }

  @Override
  public void unreadable(RejectReason reason, String detail, SourceLine line) {
    reject(reason.code(), detail, line);
  }

  private void reject(String fault, String detail, SourceLine line) {
    String raw = EventLimits.raw(line.buffer(), line.start(), line.end());
    rows.add(Row.reject(log, log, fault, detail, raw, line.position()));
  }

  @Override
  public void end() {
    rows.add(Row.end(log, log, clock.micros()));
  }

  @Override
  public long dueMicros() {
    return dueMicros;
  }

  /** No line happens before the clock. */
  @Override
  public long lineMicros() {
    return clock.micros();
  }

  @Override
  public long positionMicros() {
    return clock.micros();
  }

  @Override
  public long newestMicros() {
    return clock.micros();
  }

  @Override
  public long samples() {
    return 0;
  }

  @Override
  public int channels() {
    return 1;
  }

  /** Each row holds its line. */
  @Override
  public int notices() {
    return rows.size();
  }

  @Override
  public void drain(List<Envelope> out) {
    out.addAll(rows);
    rows.clear();
  }

  /** None: tenants account for their lines. */
  @Override
  public List<Account> accounts() {
    return List.of();
  }
}
