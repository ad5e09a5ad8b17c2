package lumen.connectors.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.event.Envelope;
import lumen.event.EventLimits;
import lumen.event.Position;
import lumen.event.RejectReason;
import lumen.intake.IntakeMaker;
import lumen.intake.LineIntake;
import lumen.intake.LogIntake;
import lumen.intake.ReplayOptions;
import lumen.intake.SourceLine;
import lumen.state.StateForm;
import lumen.state.StateReader;

/**
 * One recorded stream being read: its parts in their order, the place reached, and the intake of
 * its lines. Its state is exact after every chunk, none of which may be begun.
 */
final class RecordedStream implements AutoCloseable {
  private static final StateForm FORM = new StateForm("recorded-stream", 4, 1);

  /** The first version before this form knew of no logs. */
  private static final int BEFORE_FORM = 3;

  /** Part, offset, line, whether it is finished. */
  private static final int PLACE_BYTES = Integer.BYTES + 2 * Long.BYTES + 1;

  /** A chunk ends after so many rejects, late events and texts: each holds its line. */
  private static final int MAX_NOTICES = 1 << 12;

  /** A chunk ends after so many samples, however short they are written. */
  private static final int MAX_SAMPLES = 1 << 21;

  /** So many bytes of a chunk are read at once: a checkpoint waits for no more. */
  private static final long SLICE_BYTES = 1 << 20;

  private final String name;
  private final List<String> parts;
  private final boolean log;
  private final boolean follow;
  private final boolean readAhead;
  private final IntakeMaker intakes;
  private final LineIntake intake;
  private final ChunkSize chunkSize = new ChunkSize();
  private final SourceLine current = new CurrentLine();
  private final LogSuccessor successor = new LogSuccessor();
  private int part;
  private long offset;
  private long line;
  private boolean finished;
  private LineReader reader;

  /** Whether a chunk has been begun that has not ended, how much of it, and what paced it last. */
  private boolean reading;

  private long read;
  private long paced;

  private RecordedStream(ReplaySplit split, LinePlay play, boolean readAhead, LineIntake intake) {
    this.name = split.stream();
    this.parts = new ArrayList<>(split.parts());
    this.log = intake instanceof LogIntake;
    this.follow = play.follow();
    this.readAhead = readAhead;
    this.intakes = play.intakes();
    this.intake = intake;
  }

  /** Takes up a recording of events where its split says. */
  static RecordedStream open(ReplaySplit split, ReplayOptions options, boolean readAhead)
      throws IOException {
    return open(split, LinePlay.of(options), readAhead, false);
  }

  /**
   * Takes up a stream where its split says.
   *
   * @param readAhead whether compressed parts are decompressed in a thread of its own
   * @param log whether a stream that begins is a log of decided events
   */
  static RecordedStream open(ReplaySplit split, LinePlay play, boolean readAhead, boolean log)
      throws IOException {
    if (split.state().length == 0) {
      LineIntake intake = play.intakes().begin(split.stream(), log);
      return new RecordedStream(split, play, readAhead, intake);
    }
    return FORM.read(
        split.state(),
        in -> {
          StateReader place = in.field();
          LineIntake intake = play.intakes().read(split.stream(), in.field());
          return new RecordedStream(split, play, readAhead, intake).at(place);
        },
        in -> {
          int version = in.readVersion(1, BEFORE_FORM);
          StateReader place = in.head(PLACE_BYTES);
          LineIntake intake = play.intakes().readOlder(split.stream(), in, version);
          return new RecordedStream(split, play, readAhead, intake).at(place);
        });
  }

  private RecordedStream at(StateReader place) {
    part = place.readInt();
    offset = place.readLong();
    line = place.readLong();
    finished = place.readBoolean();
    return this;
  }

  ReplaySplit snapshot() {
    byte[] state =
        FORM.write(
            1024,
            out -> {
              out.field(
                  place -> {
                    place.writeInt(part);
                    place.writeLong(reader == null ? offset : reader.nextOffset());
                    place.writeLong(reader == null ? line : reader.line());
                    place.writeBoolean(finished);
                  });
              out.field(its -> intakes.write(intake, its));
            });
    return new ReplaySplit(name, parts, state);
  }

  /**
   * Reads on in a chunk of the size that suits the stream's channels, or begins it: a slice of it,
   * so that others have their turn. It has ended where {@link #isReading} says so.
   *
   * @param untilMicros event time beyond which the stream is not to go
   * @param out takes what the chunk gives when it ends
   * @return bytes of the chunk that were read so far; 0 where nothing could be read now
   */
  long readSlice(long untilMicros, List<Envelope> out) throws IOException {
    return read(chunkSize.bytes(), SLICE_BYTES, untilMicros, out);
  }

  /** Reads a whole chunk of the size that suits the stream's channels. */
  long readChunk(long untilMicros, List<Envelope> out) throws IOException {
    return readChunk(chunkSize.bytes(), untilMicros, out);
  }

  /** Whether a chunk has been begun that has not ended. */
  boolean isReading() {
    return reading;
  }

  /** Ends the chunk that has been begun. */
  void cut(List<Envelope> out) {
    reading = false;
    intake.drain(out);
  }

  /**
   * Reads a chunk: up to the given number of bytes, or until the stream has come to the given event
   * time, or to its end, or to where the time that it is paced by goes back.
   *
   * @param maxBytes bytes after which the chunk ends
   * @param untilMicros event time beyond which the stream is not to go
   * @param out takes the notices and blocks of the chunk, and the accounts that have changed
   * @return bytes read; 0 where nothing could be read now
   */
  long readChunk(long maxBytes, long untilMicros, List<Envelope> out) throws IOException {
    return read(maxBytes, Long.MAX_VALUE, untilMicros, out);
  }

  private long read(long maxBytes, long sliceBytes, long untilMicros, List<Envelope> out)
      throws IOException {
    if (!reading) {
      read = 0;
      if (finished || intake.dueMicros() > untilMicros || !openPart()) {
        return 0;
      }
      paced = intake.newestMicros();
    }
    long end = sliceBytes < maxBytes - read ? read + sliceBytes : maxBytes;
    reading = readLines(end, untilMicros) && end < maxBytes;
    if (!reading) {
      if (read >= maxBytes) {
        chunkSize.seen(intake.samples(), intake.channels());
      }
      intake.drain(out);
    }
    return read;
  }

  /** Reads so far in the chunk; whether the chunk goes on there. */
  private boolean readLines(long end, long untilMicros) throws IOException {
    while (read < end && goesOn() && openPart()) {
      long before = reader.nextOffset();
      paced = intake.newestMicros();
      LineReader.Found found = reader.next();
      if (found == LineReader.Found.END && follow && isLastPart() && !successor.isFinal()) {
        if (log && successor.lookFor(parts.get(part))) {
          reopen();
          continue;
        }
        return false;
      }
      if (!take(found, untilMicros)) {
        reader.unread();
        return false;
      }
      read += Math.max(1, reader.nextOffset() - before);
      if (found == LineReader.Found.END || found == LineReader.Found.DAMAGED) {
        endPart();
      }
    }
    return read >= end && goesOn() && !finished;
  }

  private boolean goesOn() {
    return intake.newestMicros() >= paced
        && intake.notices() < MAX_NOTICES
        && intake.samples() < MAX_SAMPLES;
  }

  /** Makes the reader read the part that is next; false where there is nothing to read now. */
  private boolean openPart() throws IOException {
    if (reader != null || finished) {
      return !finished;
    }
    Path file = Path.of(parts.get(part));
    boolean grows = follow && isLastPart() && !successor.isFinal();
    if (grows && Files.size(file) < PartContent.MAGIC_BYTES) {
      if (!log || !successor.lookFor(parts.get(part))) {
        return false;
      }
      grows = false;
    }
    reader =
        new LineReader(PartContent.open(file, name, offset, grows, readAhead), offset, line, grows);
    return true;
  }

  /** Reads on in the same part, which is whole now: a line without an end ends with the part. */
  private void reopen() throws IOException {
    offset = reader.nextOffset();
    line = reader.line();
    close();
  }

  private void endPart() throws IOException {
    successor.take(parts);
    close();
    offset = 0;
    line = 0;
    finished = isLastPart();
    part += finished ? 0 : 1;
    if (finished) {
      intake.end();
    }
  }

  private boolean take(LineReader.Found found, long untilMicros) {
    switch (found) {
      case LINE -> {
        return reader.isBlank() || intake.take(current, untilMicros);
      }
      case TOO_LONG ->
          intake.unreadable(
              RejectReason.LINE_TOO_LONG,
              "line must be at most " + EventLimits.MAX_LINE_BYTES + " bytes",
              current);
      case DAMAGED ->
          intake.unreadable(reader.damage().reason(), reader.damage().getMessage(), current);
      case END -> {
        // Nothing to take.
      }
    }
    return true;
  }

  /** The line that the reader found last. */
  private final class CurrentLine implements SourceLine {
    @Override
    public byte[] buffer() {
      return reader.buffer();
    }

    @Override
    public int start() {
      return reader.start();
    }

    @Override
    public int end() {
      return reader.end();
    }

    @Override
    public Position position() {
      Path file = Path.of(parts.get(part)).getFileName();
      return new Position(
          file == null ? parts.get(part) : file.toString(), reader.offset(), reader.line());
    }
  }

  private boolean isLastPart() {
    return part == parts.size() - 1;
  }

  String name() {
    return name;
  }

  boolean isFinished() {
    return finished;
  }

  /** No event before this time will come any more; {@link LineIntake#NONE} while that is open. */
  long lineMicros() {
    return intake.lineMicros();
  }

  /** How far the stream has come in event time; {@link LineIntake#NONE} while that is open. */
  long positionMicros() {
    return intake.positionMicros();
  }

  /** Newest event time of the stream; {@link LineIntake#NONE} before the first event. */
  long newestMicros() {
    return intake.newestMicros();
  }

  /** Event time of the line that waits to be due; earlier than any time where none does. */
  long dueMicros() {
    return intake.dueMicros();
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
