package lumen.connectors.replay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.EventLimits;
import lumen.event.Position;
import lumen.event.RejectReason;

/**
 * One recorded stream being read: its parts in their order, the place reached, and the intake of
 * its lines. Its state is exact after every chunk.
 */
final class RecordedStream implements AutoCloseable {
  private static final byte STATE_VERSION = 1;

  private final String name;
  private final List<String> parts;
  private final boolean follow;
  private final StreamIntake intake;
  private int part;
  private long offset;
  private long line;
  private boolean finished;
  private LineReader reader;

  private RecordedStream(
      String name, List<String> parts, ReplayOptions options, StreamIntake intake) {
    this.name = name;
    this.parts = parts;
    this.follow = options.follow();
    this.intake = intake;
  }

  static RecordedStream open(ReplaySplit split, ReplayOptions options) throws IOException {
    if (split.state().length == 0) {
      StreamIntake intake = new StreamIntake(split.stream(), options);
      return new RecordedStream(split.stream(), split.parts(), options, intake);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(split.state()));
    byte version = in.readByte();
    if (version != STATE_VERSION) {
      throw new IOException("replay state must be of version " + STATE_VERSION + ", is " + version);
    }
    int part = in.readInt();
    long offset = in.readLong();
    long line = in.readLong();
    boolean finished = in.readBoolean();
    StreamIntake intake = StreamIntake.read(split.stream(), options, in);
    RecordedStream stream = new RecordedStream(split.stream(), split.parts(), options, intake);
    stream.part = part;
    stream.offset = offset;
    stream.line = line;
    stream.finished = finished;
    return stream;
  }

  ReplaySplit snapshot() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(STATE_VERSION);
      out.writeInt(part);
      out.writeLong(reader == null ? offset : reader.nextOffset());
      out.writeLong(reader == null ? line : reader.line());
      out.writeBoolean(finished);
      intake.write(out);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return new ReplaySplit(name, parts, bytes.toByteArray());
  }

  /**
   * Reads a chunk: up to the given number of bytes, or until the stream has come to the given event
   * time, or to its end.
   *
   * @param maxBytes bytes after which the chunk ends
   * @param untilMicros event time beyond which the stream is not to go
   * @param out takes the notices and blocks of the chunk, and at the stream's end its accounts
   * @return bytes read; 0 where nothing could be read now
   */
  long readChunk(long maxBytes, long untilMicros, List<Envelope> out) throws IOException {
    long read = 0;
    while (read < maxBytes && !finished) {
      if (reader == null) {
        reader = new LineReader(Path.of(parts.get(part)), offset, line, follow && isLastPart());
      }
      long before = reader.nextOffset();
      LineReader.Found found = reader.next();
      if (found == LineReader.Found.END) {
        if (!nextPart()) {
          break;
        }
        continue;
      }
      if (!take(found, untilMicros)) {
        reader.unread();
        break;
      }
      read += Math.max(1, reader.nextOffset() - before);
    }
    intake.drain(out);
    if (finished) {
      out.addAll(intake.accounts());
    }
    return read;
  }

  private boolean take(LineReader.Found found, long untilMicros) {
    byte[] bytes = reader.buffer();
    int from = reader.start();
    int to = reader.end();
    if (found == LineReader.Found.LINE) {
      return isBlank(bytes, from, to) || intake.take(bytes, from, to, this::position, untilMicros);
    }
    boolean tooLong = found == LineReader.Found.TOO_LONG;
    intake.unreadable(
        tooLong ? RejectReason.LINE_TOO_LONG : RejectReason.DAMAGED_GZIP,
        tooLong
            ? "line must be at most " + EventLimits.MAX_LINE_BYTES + " bytes"
            : "compressed part must be whole: it breaks off or is damaged from here on",
        this::position,
        bytes,
        from,
        to);
    return true;
  }

  private static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  private Position position() {
    Path file = Path.of(parts.get(part)).getFileName();
    return new Position(
        file == null ? parts.get(part) : file.toString(), reader.offset(), reader.line());
  }

  /** Goes to the next part; false at the end of what there is. */
  private boolean nextPart() throws IOException {
    if (follow && isLastPart()) {
      return false;
    }
    reader.close();
    reader = null;
    offset = 0;
    line = 0;
    if (isLastPart()) {
      finished = true;
      return false;
    }
    part++;
    return true;
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

  /** No event before this time will come any more; {@link LatenessLine#NONE} before the first. */
  long lineMicros() {
    return intake.lateness().micros();
  }

  /**
   * How far the stream has come in event time; {@link LatenessLine#NONE} before the first event.
   */
  long positionMicros() {
    return intake.lateness().position();
  }

  List<Account> accounts() {
    return intake.accounts();
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
