package lumen.intake;

import java.io.IOException;
import java.util.List;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.EventParser;
import lumen.event.ParsedEvent;
import lumen.event.Reject;
import lumen.event.RejectReason;
import lumen.intake.ReplayOptions.OnReset;
import lumen.state.StateForm;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * Takes the lines of one stream in their order: reads them, decides what is late or not believed,
 * accounts for every one, and gathers the samples of each channel into columns until the chunk
 * ends. Knows no file and no Flink; what it makes depends on the lines alone, not on how they are
 * cut into chunks.
 */
public final class StreamIntake implements LineIntake {
  private static final StateForm FORM = new StateForm("stream-intake", 4, 1);

  /**
   * Version of the state before this form; the first had no counts of what was dropped and clamped,
   * in the second a source was active by its newest time.
   */
  static final int BEFORE_FORM = 3;

  /** All events that wait to be decided hold so many bytes at most. */
  private static final long MAX_HELD_BYTES = 1 << 22;

  private final EventParser parser;
  private final EventSources sources;
  private final LatenessLine lateness;
  private final EventColumns columns;
  private final IntakeNotices notices;
  private long heldBytes;
  private long dueMicros = Long.MIN_VALUE;

  /** An intake that has seen nothing of its stream yet. */
  public StreamIntake(String stream, ReplayOptions options) {
    this(stream, options, new EventParser(options.form(stream)));
  }

  /**
   * An intake of one of several streams that share a parser.
   *
   * @param parser the parser that reads the events handed to {@link #takeDecided}
   */
  StreamIntake(String stream, ReplayOptions options, EventParser parser) {
    this.parser = parser;
    sources = new EventSources(stream, options);
    lateness = new LatenessLine(options);
    columns = new EventColumns(stream, parser, options.maxChannels());
    notices = new IntakeNotices(stream, options, sources, lateness);
  }

  @Override
  public boolean take(SourceLine line, long untilMicros) {
    dueMicros = Long.MIN_VALUE;
    ParsedEvent event = parser.parse(line.buffer(), line.start(), line.end());
    if (event.reason() != null) {
      String name = event.source() == null ? null : event.source().text();
      notices.reject(name, event.reason(), event.detail(), line);
      return true;
    }
    EventSource source = sources.find(event.source(), parser.generation());
    if (source == null) {
      notices.rejectSource(event.source().text(), line);
      return true;
    }
    long micros = source.correct(event.micros());
    LatenessLine.Verdict verdict = lateness.judge(source.time, micros);
    switch (verdict) {
      case LATE -> late(source, micros, line);
      case AHEAD -> ahead(source, event, micros, line);
      case DOUBTED -> settled(source, event, micros, false, line);
      case IN_TIME -> {
        long due = lateness.dueMicros(source.time, micros);
        if (due > untilMicros && lateness.pacedMicros() != NONE) {
          dueMicros = due;
          return false;
        }
        settled(source, event, micros, true, line);
      }
    }
    return true;
  }

  /**
   * Takes an event of which a log says what became of it: neither clock nor lateness are judged.
   *
   * @param lineMicros the log's line of lateness
   */
  void takeDecided(ParsedEvent event, long lineMicros, SourceLine line) {
    if (event.reason() != null) {
      String name = event.source() == null ? null : event.source().text();
      notices.reject(name, event.reason(), event.detail(), line);
      return;
    }
    EventSource source = sources.find(event.source(), parser.generation());
    if (source == null) {
      notices.rejectSource(event.source().text(), line);
    } else if (event.late()) {
      notices.lateByLog(source, event.micros(), lineMicros, line);
    } else {
      if (event.clamped()) {
        source.countClamped();
      }
      use(source, event, event.micros(), Belief.BY_LOG, line);
    }
  }

  /** Counts what a log says was not taken. */
  void takeReject(Reject reject) {
    notices.take(reject);
  }

  /** Counts events that a log says were not selected. */
  void takeFiltered(String source, long count) {
    sources.accountOf(source).countFiltered(count);
  }

  /** Counts events that a log says were lost. */
  void takeDropped(String source, long count) {
    sources.accountOf(source).countDropped(count);
  }

  @Override
  public long dueMicros() {
    return dueMicros;
  }

  @Override
  public void unreadable(RejectReason reason, String detail, SourceLine line) {
    notices.reject(null, reason, detail, line);
  }

  /** What is thought of the time of an event that is used. */
  private enum Belief {
    /** It moves its source. */
    BELIEVED,
    /** It moves nothing. */
    DOUBTED,
    /** A log says what became of it. */
    BY_LOG
  }

  /** Uses an event, after what waited of its source, of which it decides. */
  private void settled(
      EventSource source, ParsedEvent event, long micros, boolean believed, SourceLine line) {
    ParsedEvent used = event;
    if (source.held != null) {
      if (!columns.hasRoom(source, event)) {
        notices.rejectFull(source, event, line);
        return;
      }
      if (source.held.isLate() || !lateness.isJump(source.time, micros)) {
        giveUp(source);
      } else {
        useHeld(source);
        used = parser.parse(line.buffer(), line.start(), line.end());
      }
    }
    use(source, used, micros, believed ? Belief.BELIEVED : Belief.DOUBTED, line);
  }

  private void ahead(EventSource source, ParsedEvent event, long micros, SourceLine line) {
    if (!columns.hasRoom(source, event)) {
      notices.rejectFull(source, event, line);
      return;
    }
    boolean same = source.held != null && source.held.isAheadAt(micros);
    if (!same) {
      giveUp(source);
    }
    if (mayHold(line)) {
      HeldLine waiting = HeldLine.of(line, micros, lateness.newest());
      if (same) {
        source.held.add(waiting);
      } else {
        source.held = HeldEvents.ahead(waiting);
      }
      heldBytes += waiting.end();
    } else {
      notices.ahead(source, micros - lateness.newest(), line);
    }
    lateness.doubt(source.time, micros);
  }

  private void late(EventSource source, long micros, SourceLine line) {
    lateness.leaveBehind(source.time);
    HeldEvents waiting = source.held;
    if (waiting != null && !(waiting.isLate() && waiting.isFollowedBy(micros))) {
      giveUp(source);
    }
    if (source.rule.onReset() == OnReset.LATE) {
      notices.late(source, micros, lateness.micros(), line);
      return;
    }
    if (!mayHold(line)) {
      giveUp(source);
      notices.late(source, micros, lateness.micros(), line);
      return;
    }
    if (source.held == null) {
      source.held = HeldEvents.late(lateness.newest());
    }
    lateness.hold(source.time);
    source.held.add(HeldLine.of(line, micros, lateness.micros()));
    heldBytes += line.end() - line.start();
    if (source.held.isReset()) {
      goOnAfterReset(source);
    }
  }

  private boolean mayHold(SourceLine line) {
    return heldBytes + line.end() - line.start() <= MAX_HELD_BYTES;
  }

  /** What waits of a source is not used: its time was not believed, or its clock not reset. */
  private void giveUp(EventSource source) {
    HeldEvents waiting = source.held;
    if (waiting == null) {
      return;
    }
    letGo(source);
    for (HeldLine line : waiting.lines()) {
      if (waiting.isLate()) {
        notices.late(source, line.micros(), line.againstMicros(), line);
      } else {
        notices.ahead(source, line.micros() - line.againstMicros(), line);
      }
    }
    lateness.release(source.time);
  }

  /**
   * The events of a message that waits are used, since the next jumps too; now they may be late.
   */
  private void useHeld(EventSource source) {
    for (HeldLine line : letGo(source).lines()) {
      ParsedEvent event = parser.parse(line.buffer(), line.start(), line.end());
      if (line.micros() < lateness.micros()) {
        notices.late(source, line.micros(), lateness.micros(), line);
      } else {
        use(source, event, line.micros(), Belief.DOUBTED, line);
      }
    }
  }

  /**
   * Shifts the times of a source whose clock was reset, so that the first event by the reset clock
   * lies one usual interval after the newest of all as it was when that event came; and uses the
   * events that waited. Where the line has passed that place meanwhile, after the newest of now.
   */
  private void goOnAfterReset(EventSource source) {
    HeldEvents waiting = letGo(source);
    long interval = waiting.usualInterval();
    long after = waiting.newestMicros();
    if (after + interval <= lateness.micros()) {
      after = Math.max(lateness.newest(), lateness.micros());
    }
    long first = after + interval;
    source.resetClock(first - waiting.first().micros(), waiting.first().position());
    columns.endSegments(source, first - 1);
    lateness.rejoin(source.time, first);
    for (HeldLine line : waiting.lines()) {
      ParsedEvent event = parser.parse(line.buffer(), line.start(), line.end());
      use(source, event, source.correct(event.micros()), Belief.BELIEVED, line);
    }
  }

  private HeldEvents letGo(EventSource source) {
    HeldEvents waiting = source.held;
    source.held = null;
    heldBytes -= waiting.bytes();
    return waiting;
  }

  @Override
  public void end() {
    sources.all().forEach(this::giveUp);
  }

  private void use(
      EventSource source, ParsedEvent event, long micros, Belief belief, SourceLine line) {
    if (event.kind() == ParsedEvent.Kind.TEXT) {
      accept(source, event, micros, belief);
      source.countUsed();
      countGroup(source, event);
      notices.fact(source, event, micros, line);
      return;
    }
    EventColumns.Room room = columns.admit(source, event);
    if (room == EventColumns.Room.FULL) {
      notices.rejectFull(source, event, line);
      return;
    }
    accept(source, event, micros, belief);
    source.countIgnored(event.ignoredElements() + columns.withoutRoom());
    switch (room) {
      case FILTERED -> source.countFiltered();
      case INVALID -> source.countInvalid();
      default -> {
        source.countIgnored(columns.invalid());
        source.countUsed();
        countGroup(source, event);
        columns.add(event, micros);
      }
    }
  }

  private static void countGroup(EventSource source, ParsedEvent event) {
    if (event.ungrouped()) {
      source.countUngrouped();
    }
  }

  private void accept(EventSource source, ParsedEvent event, long micros, Belief belief) {
    switch (belief) {
      case BELIEVED ->
          source.believed(event.micros(), micros, lateness.accept(source.time, micros));
      case DOUBTED -> {
        lateness.doubt(source.time, micros);
        source.doubted();
      }
      case BY_LOG -> {
        lateness.follow(source.time, micros);
        source.believed(event.micros(), micros, false);
      }
    }
  }

  @Override
  public long lineMicros() {
    return lateness.micros();
  }

  /** Moves the line up: what lies before it was promised away elsewhere. */
  void raiseLine(long micros) {
    lateness.raise(micros);
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
    return columns.samples();
  }

  @Override
  public int channels() {
    return columns.channels();
  }

  @Override
  public int notices() {
    return notices.size();
  }

  @Override
  public void drain(List<Envelope> out) {
    notices.drain(out);
    columns.drain(out);
    sources.changedAccounts(out);
  }

  @Override
  public List<Account> accounts() {
    return sources.accounts();
  }

  @Override
  public void write(StateWriter out) throws IOException {
    out.state(
        FORM,
        its -> {
          its.field(lateness::write);
          its.field(sources::write);
          its.field(columns::write);
        });
  }

  /** Goes on where a written state left off. */
  static StreamIntake read(
      String stream, ReplayOptions options, EventParser parser, StateReader in) {
    StreamIntake intake = new StreamIntake(stream, options, parser);
    return FORM.read(
        in,
        its -> {
          intake.lateness.read(its.field());
          intake.sources.read(its.field());
          return intake.resumed(its.field());
        });
  }

  /** Reads the state of a version before this form. */
  static StreamIntake readOlder(
      String stream, ReplayOptions options, EventParser parser, StateReader in, int version)
      throws IOException {
    StreamIntake intake = new StreamIntake(stream, options, parser);
    if (version < BEFORE_FORM) {
      intake.lateness.readByNewest(in);
    } else {
      intake.lateness.read(in);
    }
    intake.sources.readOlder(in, version);
    if (version < BEFORE_FORM) {
      intake.lateness.placeByNewest(intake.sources.times());
    }
    return intake.resumed(in);
  }

  private StreamIntake resumed(StateReader channels) throws IOException {
    lateness.restore(sources.times());
    for (EventSource source : sources.all()) {
      heldBytes += source.held == null ? 0 : source.held.bytes();
    }
    columns.read(channels);
    return this;
  }
}
