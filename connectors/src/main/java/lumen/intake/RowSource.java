package lumen.intake;

import java.io.IOException;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** A tenant's place in the time of a stream of rows. */
final class RowSource {
  final SourceTime time;

  /** Its rows that wait to be decided, or null. */
  HeldEvents held;

  RowSource(String name) {
    time = new SourceTime(name);
  }

  void write(StateWriter out) throws IOException {
    out.writeText(time.name);
    time.write(out);
    out.writeBoolean(held != null);
    if (held != null) {
      held.write(out);
    }
  }

  static RowSource read(StateReader in) throws IOException {
    RowSource source = new RowSource(in.readText());
    source.time.read(in);
    source.held = in.readBoolean() ? HeldEvents.read(in) : null;
    return source;
  }
}
