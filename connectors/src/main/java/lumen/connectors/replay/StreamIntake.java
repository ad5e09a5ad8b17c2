package lumen.connectors.replay;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.EventLimits;
import lumen.event.EventParser;
import lumen.event.Fact;
import lumen.event.LateEvent;
import lumen.event.ParsedEvent;
import lumen.event.Position;
import lumen.event.Reject;
import lumen.event.RejectReason;

/**
 * Takes the lines of one stream in their order: reads them, decides what is late or not believed,
 * accounts for every one, and gathers the samples of each channel into columns until the chunk
 * ends. Knows no file and no Flink; what it makes depends on the lines alone, not on how they are
 * cut into chunks.
 */
public final class StreamIntake implements LineIntake {
  /** Version of the written state; the first had no counts of what was dropped and clamped. */
  static final int STATE_VERSION = 2;

  private final String stream;
  private final ReplayOptions options;
  private final EventParser parser;
  private final EventSources sources;
  private final LatenessLine lateness;
  private final ChannelRegistry registry;

  private ChannelColumns[] targets = new ChannelColumns[16];
  private final List<ChannelColumns> touched = new ArrayList<>();
  private final List<Envelope> notices = new ArrayList<>();
  private long samples;
  private long dueMicros = Long.MIN_VALUE;

  /** An intake that has seen nothing of its stream yet. */
  public StreamIntake(String stream, ReplayOptions options) {
    this(stream, options, new EventParser());
  }

  /**
   * An intake of one of several streams that share a parser.
   *
   * @param parser the parser that reads the events handed to {@link #takeDecided}
   */
  StreamIntake(String stream, ReplayOptions options, EventParser parser) {
    this.stream = stream;
    this.options = options;
    this.parser = parser;
    sources = new EventSources(stream, options);
    lateness = new LatenessLine(options);
    registry = new ChannelRegistry(options.maxChannels());
  }

  @Override
  public boolean take(SourceLine line, long untilMicros) {
    dueMicros = Long.MIN_VALUE;
    ParsedEvent event = parser.parse(line.buffer(), line.start(), line.end());
    if (event.reason() != null) {
      String name = event.source() == null ? null : event.source().text();
      reject(name, event.reason(), event.detail(), line);
      return true;
    }
    EventSource source = sources.find(event.source(), parser.generation());
    if (source == null) {
      rejectSource(event.source().text(), line);
      return true;
    }
    long micros = source.correct(event.micros());
    switch (lateness.judge(micros)) {
      case AHEAD -> ahead(source, micros, line);
      case LATE -> {
        lateness.leaveBehind();
        late(source, micros, lateness.micros(), line);
      }
      case IN_TIME -> {
        if (micros > untilMicros && lateness.streamNewest() != LatenessLine.NONE) {
          dueMicros = micros;
          return false;
        }
        inTime(source, event, micros, line);
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
      reject(name, event.reason(), event.detail(), line);
      return;
    }
    EventSource source = sources.find(event.source(), parser.generation());
    if (source == null) {
      rejectSource(event.source().text(), line);
    } else if (event.late()) {
      late(source, event.micros(), lineMicros, line);
    } else {
      if (event.clamped()) {
        source.countClamped();
      }
      inTime(source, event, event.micros(), line);
    }
  }

  /** Counts what a log says was not taken. */
  void takeReject(Reject reject) {
    sources.accountOf(reject.source()).countReject(reject.reason());
    notices.add(reject);
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
    reject(null, reason, detail, line);
  }

  private void inTime(EventSource source, ParsedEvent event, long micros, SourceLine line) {
    switch (event.kind()) {
      case TEXT -> text(source, event, micros, line);
      case NUMBER -> number(source, event, micros, line);
      case ARRAY, OBJECT -> elements(source, event, micros, line);
    }
  }

  private void text(EventSource source, ParsedEvent event, long micros, SourceLine line) {
    accept(source, event, micros);
    source.countUsed();
    notices.add(
        new Fact(
            stream,
            event.tenant().text(),
            source.name,
            event.key().text(),
            micros,
            event.text(),
            line.position()));
  }

  private void number(EventSource source, ParsedEvent event, long micros, SourceLine line) {
    ChannelColumns columns =
        registry.admit(
            registry.scalar(
                source, event.tenant(), event.source(), event.key(), parser.generation()));
    if (columns == ChannelRegistry.FULL) {
      rejectFull(source, event, line);
      return;
    }
    accept(source, event, micros);
    if (columns == ChannelRegistry.FILTERED) {
      source.countFiltered();
      return;
    }
    source.countUsed();
    add(columns, micros, event.number());
  }

  private void elements(EventSource source, ParsedEvent event, long micros, SourceLine line) {
    int n = event.elements();
    if (targets.length < n) {
      targets = new ChannelColumns[Math.max(n, 2 * targets.length)];
    }
    int filtered = 0;
    int full = 0;
    for (int i = 0; i < n; i++) {
      ChannelColumns columns = registry.admit(element(source, event, i));
      targets[i] = columns;
      filtered += columns == ChannelRegistry.FILTERED ? 1 : 0;
      full += columns == ChannelRegistry.FULL ? 1 : 0;
    }
    if (full > 0 && filtered + full == n) {
      rejectFull(source, event, line);
      return;
    }
    accept(source, event, micros);
    source.countIgnored(event.ignoredElements() + full);
    if (filtered == n) {
      source.countFiltered();
      return;
    }
    source.countUsed();
    for (int i = 0; i < n; i++) {
      if (targets[i] != ChannelRegistry.FILTERED && targets[i] != ChannelRegistry.FULL) {
        add(targets[i], micros, event.elementValue(i));
      }
    }
  }

  private ChannelColumns element(EventSource source, ParsedEvent event, int i) {
    return event.kind() == ParsedEvent.Kind.ARRAY
        ? registry.indexed(
            source,
            event.tenant(),
            event.source(),
            event.key(),
            event.elementIndex(i),
            parser.generation())
        : registry.field(
            source,
            event.tenant(),
            event.source(),
            event.key(),
            event.elementName(i),
            parser.generation());
  }

  private void accept(EventSource source, ParsedEvent event, long micros) {
    source.accepted(event.micros(), micros);
    lateness.accept(source, micros);
  }

  private void add(ChannelColumns columns, long micros, double value) {
    samples++;
    if (columns.add(micros, value)) {
      touched.add(columns);
    }
  }

  private void late(EventSource source, long micros, long lineMicros, SourceLine line) {
    Position position = line.position();
    source.countLate(position);
    long behindMicros = lineMicros - micros;
    notices.add(new LateEvent(stream, source.name, position, micros, behindMicros, raw(line)));
  }

  private void ahead(EventSource source, long micros, SourceLine line) {
    lateness.disbelieve();
    String detail =
        "ts must be at most "
            + options.maxAheadMicros() / 1e6
            + " s ahead of the stream: is "
            + (micros - lateness.streamNewest()) / 1e6
            + " s ahead ("
            + lateness.aheadInARow()
            + " in a row; after "
            + LatenessLine.DISBELIEVED
            + " the next is believed)";
    reject(source.name, RejectReason.AHEAD_OF_STREAM, detail, line);
  }

  private void rejectSource(String name, SourceLine line) {
    if (sources.isKnown(name)) {
      String detail =
          "stream must have at most " + EventSources.MAX_SOURCES + " event sources: " + name;
      reject(name, RejectReason.STREAM_FULL, detail, line);
    } else {
      String detail = "source must be one of sensors.yaml while unknown_sources is reject: " + name;
      reject(name, RejectReason.UNKNOWN_SOURCE, detail, line);
    }
  }

  private void rejectFull(EventSource source, ParsedEvent event, SourceLine line) {
    String detail =
        "tenant must have at most "
            + options.maxChannels()
            + " channels, a stream "
            + ChannelRegistry.MAX_CHANNELS
            + ": "
            + event.tenant().text()
            + "; configure sub-groups as tenants";
    reject(source.name, RejectReason.TENANT_FULL, detail, line);
  }

  private void reject(String source, RejectReason reason, String detail, SourceLine line) {
    sources.accountOf(source).countReject(reason);
    notices.add(new Reject(reason, detail, stream, source, line.position(), raw(line)));
  }

  private static String raw(SourceLine line) {
    return EventLimits.raw(line.buffer(), line.start(), line.end());
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
    return lateness.streamNewest();
  }

  @Override
  public long samples() {
    return samples;
  }

  @Override
  public int channels() {
    return touched.size();
  }

  @Override
  public int notices() {
    return notices.size();
  }

  @Override
  public void drain(List<Envelope> out) {
    out.addAll(notices);
    notices.clear();
    for (ChannelColumns columns : touched) {
      out.add(columns.take(stream));
    }
    touched.clear();
    samples = 0;
    sources.changedAccounts(out);
  }

  @Override
  public List<Account> accounts() {
    return sources.accounts();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(lateness.streamNewest());
    out.writeLong(lateness.micros());
    out.writeInt(lateness.aheadInARow());
    sources.write(out);
    registry.write(out);
  }

  /** Goes on where a written state left off. */
  public static StreamIntake read(String stream, ReplayOptions options, DataInput in)
      throws IOException {
    return read(stream, options, new EventParser(), in, STATE_VERSION);
  }

  /** Reads the state of any version so far. */
  static StreamIntake read(
      String stream, ReplayOptions options, EventParser parser, DataInput in, int version)
      throws IOException {
    long newest = in.readLong();
    long line = in.readLong();
    int ahead = in.readInt();
    StreamIntake intake = new StreamIntake(stream, options, parser);
    intake.sources.read(in, version);
    intake.lateness.restore(intake.sources.all(), newest, line, ahead);
    intake.registry.read(in);
    return intake;
  }
}
