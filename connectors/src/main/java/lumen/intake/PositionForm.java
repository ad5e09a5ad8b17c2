package lumen.intake;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import lumen.event.Position;

/** Form of positions, or of none, in the state of an intake. */
final class PositionForm {
  private PositionForm() {}

  static void write(DataOutput out, Position position) throws IOException {
    out.writeBoolean(position != null);
    if (position != null) {
      out.writeUTF(position.file());
      out.writeLong(position.offset());
      out.writeLong(position.line());
    }
  }

  static Position read(DataInput in) throws IOException {
    return in.readBoolean() ? new Position(in.readUTF(), in.readLong(), in.readLong()) : null;
  }
}
