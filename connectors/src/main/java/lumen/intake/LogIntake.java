package lumen.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.event.Account;
import lumen.event.Command;
import lumen.event.DecidedSample;
import lumen.event.Envelope;
import lumen.event.EventParser;
import lumen.event.ParsedEvent;
import lumen.event.RejectReason;
import lumen.state.StateForm;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * Takes the lines of a log of decided events: what live inputs gave, each judged once when it
 * arrived. Every line is carried out as it says, so a replay repeats the decisions of the live run
 * to the letter. Keys, sources and bounds are those of the reader's own settings.
 *
 * <p>The line of lateness is the latest arrival of the log minus its out-of-orderness. Whoever
 * wrote the log judged against a line that was never lower, so nothing it accepted lies behind.
 */
public final class LogIntake implements LineIntake {
  private static final StateForm FORM = new StateForm("log-intake", 2, 1);

  private final String log;
  private final ReplayOptions options;
  private final EventParser parser;
  private final TreeMap<String, StreamIntake> streams = new TreeMap<>();
  private final LogNotices notices = new LogNotices(this);
  private final List<Command> commands = new ArrayList<>();
  private long outOfOrdernessMicros;
  private long lineMicros = NONE;
  private long positionMicros = NONE;
  private long dueMicros = NONE;

  /**
   * An intake that has seen nothing yet.
   *
   * @param log name of the log, under which lines that tell no stream are counted
   * @param options settings of the event sources; the out-of-orderness holds until the log tells
   *     its own
   */
  public LogIntake(String log, ReplayOptions options) {
    this.log = log;
    this.options = options;
    this.parser = new EventParser(options.formOfLog());
    this.outOfOrdernessMicros = options.outOfOrdernessMicros();
  }

  /**
   * An intake that has seen nothing yet, for whoever judges what arrives by a bound of its own.
   *
   * @param outOfOrdernessMicros how far behind its arrival an event may be
   */
  public static LogIntake within(long outOfOrdernessMicros, String log, ReplayOptions options) {
    LogIntake intake = new LogIntake(log, options);
    intake.within(outOfOrdernessMicros);
    return intake;
  }

  @Override
  public boolean take(SourceLine line, long untilMicros) {
    dueMicros = NONE;
    if (LogNotices.isNotice(line)) {
      return notices.take(line, untilMicros);
    }
    ParsedEvent event = parser.parse(line.buffer(), line.start(), line.end());
    long arrival = event.arrivalMicros();
    if (arrival == ParsedEvent.NO_ARRIVAL || event.stream() == null) {
      malformed("an event of a log must have meta.at and meta.stream", line);
      return true;
    }
    if (!isDue(arrival, untilMicros)) {
      return false;
    }
    arrived(arrival);
    stream(event.stream().text()).takeDecided(event, lineMicros, line);
    return true;
  }

  /**
   * Takes one number as its line of the log would be taken.
   *
   * @param line that line; its bytes are asked for only where a person is to see them
   */
  public void take(DecidedSample sample, SourceLine line) {
    dueMicros = NONE;
    ParsedEvent event = parser.decided(sample);
    arrived(sample.arrivalMicros());
    stream(event.stream().text()).takeDecided(event, lineMicros, line);
  }

  /** Whether what arrived then may be taken; if not, it is remembered. */
  boolean isDue(long arrivalMicros, long untilMicros) {
    if (arrivalMicros > untilMicros && positionMicros != NONE) {
      dueMicros = arrivalMicros;
      return false;
    }
    return true;
  }

  /** Moves the line on to an arrival, of an event or of a beat of the clock. */
  public void arrived(long arrivalMicros) {
    positionMicros = Math.max(positionMicros, arrivalMicros);
    lineMicros = Math.max(lineMicros, arrivalMicros - outOfOrdernessMicros);
  }

  /** The header of the log tells how far behind its arrival an event of it may be. */
  void within(long micros) {
    outOfOrdernessMicros = micros;
  }

  StreamIntake stream(String name) {
    StreamIntake intake = streams.get(name);
    if (intake == null) {
      intake = new StreamIntake(name, options, parser);
      streams.put(name, intake);
    }
    return intake;
  }

  /** Takes a command of the log; it is no event, and in no account. */
  void takeCommand(Command command) {
    commands.add(command);
  }

  void malformed(String detail, SourceLine line) {
    stream(log).unreadable(RejectReason.MALFORMED_LOG, detail, line);
  }

  @Override
  public void unreadable(RejectReason reason, String detail, SourceLine line) {
    stream(log).unreadable(reason, detail, line);
  }

  @Override
  public void end() {
    // Whoever wrote the log has decided of every event.
  }

  @Override
  public long dueMicros() {
    return dueMicros;
  }

  @Override
  public long lineMicros() {
    return lineMicros;
  }

  @Override
  public long positionMicros() {
    return positionMicros;
  }

  @Override
  public long newestMicros() {
    return positionMicros;
  }

  @Override
  public long samples() {
    return streams.values().stream().mapToLong(StreamIntake::samples).sum();
  }

  @Override
  public int channels() {
    return streams.values().stream().mapToInt(StreamIntake::channels).sum();
  }

  @Override
  public int notices() {
    return commands.size() + streams.values().stream().mapToInt(StreamIntake::notices).sum();
  }

  @Override
  public void drain(List<Envelope> out) {
    out.addAll(commands);
    commands.clear();
    for (StreamIntake intake : streams.values()) {
      intake.drain(out);
    }
  }

  @Override
  public List<Account> accounts() {
    List<Account> accounts = new ArrayList<>();
    streams.values().forEach(intake -> accounts.addAll(intake.accounts()));
    return accounts;
  }

  @Override
  public void write(StateWriter out) throws IOException {
    out.state(
        FORM,
        its -> {
          its.field(this::writeLine);
          its.field(this::writeStreams);
        });
  }

  private void writeLine(StateWriter out) {
    out.writeLong(outOfOrdernessMicros);
    out.writeLong(lineMicros);
    out.writeLong(positionMicros);
  }

  private void writeStreams(StateWriter out) throws IOException {
    for (Map.Entry<String, StreamIntake> stream : streams.entrySet()) {
      out.field(
          its -> {
            its.writeUTF(stream.getKey());
            stream.getValue().write(its);
          });
    }
  }

  /** Goes on where a written state left off. */
  public static LogIntake read(String log, ReplayOptions options, StateReader in) {
    LogIntake intake = new LogIntake(log, options);
    return FORM.read(in, intake::resumed);
  }

  /** Likewise, of a version before this form. */
  public static LogIntake readOlder(String log, ReplayOptions options, StateReader in)
      throws IOException {
    in.readVersion(1, 1);
    LogIntake intake = new LogIntake(log, options);
    intake.readLine(in);
    for (int n = in.readInt(); n > 0; n--) {
      String stream = in.readUTF();
      int version = in.readVersion(1, StreamIntake.BEFORE_FORM);
      intake.streams.put(
          stream, StreamIntake.readOlder(stream, options, intake.parser, in, version));
    }
    return intake;
  }

  private LogIntake resumed(StateReader in) throws IOException {
    readLine(in.field());
    StateReader all = in.field();
    while (all.hasMore()) {
      StateReader its = all.field();
      String stream = its.readUTF();
      streams.put(stream, StreamIntake.read(stream, options, parser, its));
    }
    return this;
  }

  private void readLine(StateReader in) {
    outOfOrdernessMicros = in.readLong();
    lineMicros = in.readLong();
    positionMicros = in.readLong();
  }

  /** The same, whose bound is the reader's own, whatever it was when the state was written. */
  public LogIntake boundBy(long ownOutOfOrdernessMicros) {
    within(ownOutOfOrdernessMicros);
    return this;
  }
}
