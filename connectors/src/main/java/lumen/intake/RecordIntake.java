package lumen.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.EventLimits;
import lumen.event.EventParser;
import lumen.event.Position;
import lumen.event.RejectReason;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * Takes lines that come one by one instead of lying in a file: events, by the rules of a recording,
 * so that what is late is decided by the events alone; or a log of decided events, whose lines are
 * carried out as they say. One intake holds one ordered sequence, such as a partition.
 */
public final class RecordIntake {
  /** The line of an intake that has none yet. */
  public static final long NONE = LineIntake.NONE;

  /** Stood for the version in the state of a log before this form. */
  private static final byte LOG = -1;

  private final IntakeMaker maker;
  private final LineIntake intake;
  private final Line line = new Line();
  private final List<Envelope> drained = new ArrayList<>();

  private RecordIntake(IntakeMaker maker, LineIntake intake) {
    this.maker = maker;
    this.intake = intake;
  }

  /**
   * An intake that has seen nothing.
   *
   * @param log whether the lines are those of a log of decided events
   */
  public RecordIntake(String stream, ReplayOptions options, boolean log) {
    this(stream, IntakeMaker.ofEvents(options), log);
  }

  /**
   * An intake that has seen nothing.
   *
   * @param maker makes what takes the lines
   * @param log whether the lines are those of a log of decided events
   */
  public RecordIntake(String stream, IntakeMaker maker, boolean log) {
    this(maker, maker.begin(stream, log));
  }

  /** Takes one line: becomes samples, a fact, a reject or a late event. */
  public void take(byte[] value, Position position) {
    line.bytes = value;
    line.position = position;
    if (value.length > EventLimits.MAX_LINE_BYTES) {
      String detail = "line must be at most " + EventLimits.MAX_LINE_BYTES + " bytes";
      intake.unreadable(RejectReason.LINE_TOO_LONG, detail, line);
    } else {
      intake.take(line, Long.MAX_VALUE);
    }
  }

  /** Counts and hands on something that is no event. */
  public void unreadable(RejectReason reason, String detail, Position position) {
    line.bytes = new byte[0];
    line.position = position;
    intake.unreadable(reason, detail, line);
  }

  /** Decides of every event that still waits, since no line follows. */
  public void end() {
    intake.end();
  }

  /** No event before this time will be accepted, microseconds; {@link #NONE} at first. */
  public long lineMicros() {
    return intake.lineMicros();
  }

  /**
   * Events before this time are late from now on, whatever was seen so far. A log is beyond that:
   * its events were judged when it was written.
   */
  public void raiseLine(long micros) {
    if (intake instanceof StreamIntake judging) {
      judging.raiseLine(micros);
    }
  }

  /** Newest accepted event time, microseconds; {@link #NONE} before the first. */
  public long newestMicros() {
    return intake.newestMicros();
  }

  /** Samples and notices gathered since the last drain. */
  public long gathered() {
    return intake.samples() + intake.notices();
  }

  /**
   * Hands over what was gathered: notices in their order, then one block for each channel. Accounts
   * are left out, since those of all the stream's sequences are to be summed: see {@link
   * #accounts}.
   */
  public void drain(List<Envelope> out) {
    drained.clear();
    intake.drain(drained);
    for (Envelope envelope : drained) {
      if (!(envelope instanceof Account)) {
        out.add(envelope);
      }
    }
  }

  /** The accounts of all event sources as they stand. */
  public List<Account> accounts() {
    return intake.accounts();
  }

  /** Writes the state; to be called when everything gathered was drained. */
  public void write(StateWriter out) throws IOException {
    maker.write(intake, out);
  }

  /** Takes up a state written by {@link #write}. */
  public static RecordIntake read(String stream, IntakeMaker maker, boolean log, StateReader in)
      throws IOException {
    LineIntake intake = maker.read(stream, in);
    checkKind(log, intake instanceof LogIntake, in);
    return new RecordIntake(maker, intake);
  }

  /** Takes up a state of before this form. */
  public static RecordIntake readOlder(
      String stream, IntakeMaker maker, boolean log, StateReader in) throws IOException {
    if (!(maker instanceof IntakeMaker.OfEvents events)) {
      throw in.damaged("must be of this job: its topics had no older form");
    }
    ReplayOptions options = events.options();
    int version = in.readVersion(LOG, StreamIntake.BEFORE_FORM);
    checkKind(log, version == LOG, in);
    return new RecordIntake(
        maker,
        log
            ? LogIntake.readOlder(stream, options, in)
            : StreamIntake.readOlder(
                stream, options, new EventParser(options.form(stream)), in, version));
  }

  private static void checkKind(boolean log, boolean ofLog, StateReader in) {
    if (log != ofLog) {
      throw in.damaged(
          "must be of the kind of its input: "
              + (log ? "a log, is of events" : "events, is of a log"));
    }
  }

  private static final class Line implements SourceLine {
    private byte[] bytes;
    private Position position;

    @Override
    public byte[] buffer() {
      return bytes;
    }

    @Override
    public int start() {
      return 0;
    }

    @Override
    public int end() {
      return bytes.length;
    }

    @Override
    public Position position() {
      return position;
    }
  }
}
