package lumen.intake;

import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import lumen.event.Position;
import lumen.state.StateReader;

/**
 * A line kept until it is decided what becomes of its event.
 *
 * @param buffer the line
 * @param position where it stands
 * @param micros time of its event by the corrected clock
 * @param againstMicros what it was judged against: the line that it lies behind, or the newest time
 *     that it lies ahead of
 */
record HeldLine(byte[] buffer, Position position, long micros, long againstMicros)
    implements SourceLine {
  /** Copies the line of a reader. */
  static HeldLine of(SourceLine line, long micros, long againstMicros) {
    byte[] copy = Arrays.copyOfRange(line.buffer(), line.start(), line.end());
    return new HeldLine(copy, line.position(), micros, againstMicros);
  }

  @Override
  public int start() {
    return 0;
  }

  @Override
  public int end() {
    return buffer.length;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(buffer.length);
    out.write(buffer);
    PositionForm.write(out, position);
    out.writeLong(micros);
    out.writeLong(againstMicros);
  }

  static HeldLine read(StateReader in) throws IOException {
    byte[] buffer = in.readBytes(in.readInt());
    return new HeldLine(buffer, PositionForm.read(in), in.readLong(), in.readLong());
  }
}
