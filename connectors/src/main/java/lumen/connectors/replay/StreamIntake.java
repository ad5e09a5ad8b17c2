package lumen.connectors.replay;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.EventLimits;
import lumen.event.EventParser;
import lumen.event.Fact;
import lumen.event.LateEvent;
import lumen.event.Name;
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
final class StreamIntake {
  /**
   * Event sources that get an account of their own; the lines of further ones count under the
   * stream.
   */
  static final int MAX_SOURCES = 10_000;

  private final String stream;
  private final ReplayOptions options;
  private final EventParser parser = new EventParser();
  private final LatenessLine lateness;
  private final ChannelRegistry registry;
  private final TreeMap<String, EventSource> sources = new TreeMap<>();

  private EventSource[] sourceById = new EventSource[64];
  private int generation;
  private ChannelColumns[] targets = new ChannelColumns[16];
  private final List<ChannelColumns> touched = new ArrayList<>();
  private final List<Envelope> notices = new ArrayList<>();
  private long samples;

  StreamIntake(String stream, ReplayOptions options) {
    this.stream = stream;
    this.options = options;
    lateness = new LatenessLine(options);
    registry = new ChannelRegistry(options.maxChannels());
  }

  /** Where a line stands; asked only for lines that need it. */
  interface Locator {
    Position position();
  }

  /**
   * Takes a line, unless it lies after the time to wait for.
   *
   * @param untilMicros the stream goes no further than this
   * @return whether it was taken; if not, the same line must come again
   */
  boolean take(byte[] bytes, int from, int to, Locator where, long untilMicros) {
    ParsedEvent event = parser.parse(bytes, from, to);
    if (event.reason() != null) {
      String name = event.source() == null ? null : event.source().text();
      reject(name, event.reason(), event.detail(), where, bytes, from, to);
      return true;
    }
    EventSource source = source(event.source());
    if (source == null) {
      reject(
          event.source().text(),
          RejectReason.UNKNOWN_SOURCE,
          "source must be one of sensors.yaml while unknown_sources is reject: "
              + event.source().text(),
          where,
          bytes,
          from,
          to);
      return true;
    }
    long micros = source.correct(event.micros());
    if (lateness.position() != LatenessLine.NONE
        && lateness.positionWith(source, micros) > untilMicros) {
      return false;
    }
    switch (lateness.judge(micros)) {
      case AHEAD ->
          reject(
              source.name,
              RejectReason.AHEAD_OF_STREAM,
              aheadDetail(micros),
              where,
              bytes,
              from,
              to);
      case LATE -> late(source, micros, where, bytes, from, to);
      case IN_TIME -> inTime(source, event, micros, where, bytes, from, to);
    }
    return true;
  }

  /** Counts a line that cannot be read at all. */
  void unreadable(
      RejectReason reason, String detail, Locator where, byte[] bytes, int from, int to) {
    reject(null, reason, detail, where, bytes, from, to);
  }

  private void inTime(
      EventSource source,
      ParsedEvent event,
      long micros,
      Locator where,
      byte[] bytes,
      int from,
      int to) {
    switch (event.kind()) {
      case TEXT -> {
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
                where.position()));
      }
      case NUMBER -> {
        ChannelColumns columns =
            registry.scalar(
                source, event.tenant(), event.source(), event.key(), parser.generation());
        if (columns == ChannelRegistry.FILTERED) {
          accept(source, event, micros);
          source.countFiltered();
        } else {
          ChannelColumns target = registry.admit(columns);
          if (target == ChannelRegistry.FULL) {
            rejectFull(source, event, where, bytes, from, to);
          } else {
            accept(source, event, micros);
            source.countUsed();
            add(target, micros, event.number());
          }
        }
      }
      case ARRAY, OBJECT -> elements(source, event, micros, where, bytes, from, to);
    }
  }

  private void elements(
      EventSource source,
      ParsedEvent event,
      long micros,
      Locator where,
      byte[] bytes,
      int from,
      int to) {
    int n = event.elements();
    if (targets.length < n) {
      targets = new ChannelColumns[Math.max(n, 2 * targets.length)];
    }
    int selected = 0;
    int usable = 0;
    for (int i = 0; i < n; i++) {
      ChannelColumns columns = element(source, event, i);
      if (columns != ChannelRegistry.FILTERED) {
        selected++;
        columns = registry.admit(columns);
        usable += columns == ChannelRegistry.FULL ? 0 : 1;
      }
      targets[i] = columns;
    }
    if (selected > 0 && usable == 0) {
      rejectFull(source, event, where, bytes, from, to);
      return;
    }
    accept(source, event, micros);
    source.countIgnored(event.ignoredElements() + selected - usable);
    if (selected == 0) {
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

  private void late(
      EventSource source, long micros, Locator where, byte[] bytes, int from, int to) {
    Position position = where.position();
    source.countLate(position);
    notices.add(
        new LateEvent(
            stream,
            source.name,
            position,
            micros,
            lateness.micros() - micros,
            raw(bytes, from, to)));
  }

  private void rejectFull(
      EventSource source, ParsedEvent event, Locator where, byte[] bytes, int from, int to) {
    reject(
        source.name,
        RejectReason.TENANT_FULL,
        "tenant must have at most "
            + options.maxChannels()
            + " channels: "
            + event.tenant().text()
            + "; configure sub-groups as tenants",
        where,
        bytes,
        from,
        to);
  }

  private void reject(
      String source,
      RejectReason reason,
      String detail,
      Locator where,
      byte[] bytes,
      int from,
      int to) {
    account(source == null ? stream : source).countReject(reason);
    notices.add(new Reject(reason, detail, stream, source, where.position(), raw(bytes, from, to)));
  }

  private String aheadDetail(long micros) {
    return "ts must be at most "
        + options.maxAheadMicros() / 1e6
        + " s ahead of the stream: is "
        + (micros - lateness.streamNewest()) / 1e6
        + " s ahead ("
        + lateness.aheadInARow()
        + " in a row; after "
        + LatenessLine.DISBELIEVED
        + " the next is believed)";
  }

  private static String raw(byte[] bytes, int from, int to) {
    return new String(
        bytes, from, Math.min(to - from, EventLimits.MAX_RAW_BYTES), StandardCharsets.UTF_8);
  }

  /**
   * The source that a readable event belongs to, or null where it is unknown and unknown ones are
   * rejected.
   */
  private EventSource source(Name name) {
    if (generation != parser.generation()) {
      generation = parser.generation();
      sourceById = new EventSource[64];
    }
    int id = name.id();
    if (id < sourceById.length && sourceById[id] != null) {
      return sourceById[id];
    }
    EventSource source = sources.get(name.text());
    if (source == null) {
      ReplayOptions.SourceRule rule = options.rule(name.text());
      if (rule == null) {
        return null;
      }
      source = new EventSource(name.text(), rule);
      sources.put(name.text(), source);
    } else if (options.rule(name.text()) == null) {
      return null;
    }
    if (id >= sourceById.length) {
      sourceById = Arrays.copyOf(sourceById, Math.max(id + 1, 2 * sourceById.length));
    }
    sourceById[id] = source;
    return source;
  }

  /** Where a rejected line is counted. */
  private EventSource account(String name) {
    EventSource source = sources.get(name);
    if (source != null) {
      return source;
    }
    if (sources.size() >= MAX_SOURCES && !name.equals(stream)) {
      return account(stream);
    }
    ReplayOptions.SourceRule rule = options.rule(name);
    source = new EventSource(name, rule == null ? ReplayOptions.SourceRule.PLAIN : rule);
    sources.put(name, source);
    return source;
  }

  /** The line of lateness; no sample before it will come any more. */
  LatenessLine lateness() {
    return lateness;
  }

  /** Number of samples gathered since the last drain. */
  long samples() {
    return samples;
  }

  /** Number of channels touched since the last drain. */
  int channels() {
    return touched.size();
  }

  /**
   * Hands over what was gathered: notices in the order of their lines, then one block for each
   * channel.
   */
  void drain(List<Envelope> out) {
    out.addAll(notices);
    notices.clear();
    for (ChannelColumns columns : touched) {
      out.add(columns.take(stream));
    }
    touched.clear();
    samples = 0;
  }

  /** The accounts of all event sources as they stand. */
  List<Account> accounts() {
    List<Account> accounts = new ArrayList<>();
    for (EventSource source : sources.values()) {
      if (source.hasEvents()) {
        accounts.add(source.account(stream));
      }
    }
    return accounts;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(lateness.streamNewest());
    out.writeLong(lateness.micros());
    out.writeInt(lateness.aheadInARow());
    out.writeInt(sources.size());
    for (EventSource source : sources.values()) {
      source.write(out);
    }
    registry.write(out);
  }

  static StreamIntake read(String stream, ReplayOptions options, DataInput in) throws IOException {
    long newest = in.readLong();
    long line = in.readLong();
    int ahead = in.readInt();
    StreamIntake intake = new StreamIntake(stream, options);
    for (int n = in.readInt(); n > 0; n--) {
      EventSource source = EventSource.read(in, options);
      intake.sources.put(source.name, source);
    }
    intake.lateness.restore(intake.sources.values(), newest, line, ahead);
    intake.registry.read(in);
    return intake;
  }
}
