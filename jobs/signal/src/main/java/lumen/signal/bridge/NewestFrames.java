package lumen.signal.bridge;

import java.io.IOException;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * The newest frame, and the one before its moment: a command of a moment comes before the frames of
 * that moment, even where it is told of after them. Not thread-safe.
 */
final class NewestFrames {
  private BridgeFrame newest = BridgeFrame.NONE;

  /** When the newest became known. */
  private long knownMicros = Long.MIN_VALUE;

  private BridgeFrame earlier = BridgeFrame.NONE;

  void take(long micros, BridgeFrame frame) {
    if (micros > knownMicros) {
      earlier = newest;
    }
    knownMicros = micros;
    newest = frame;
  }

  BridgeFrame newest() {
    return newest;
  }

  /** The newest that was known before a moment, which is not before that of the newest of all. */
  BridgeFrame before(long micros) {
    return micros > knownMicros ? newest : earlier;
  }

  /** Writes what stands beside the newest. */
  void writeTo(StateWriter out) throws IOException {
    out.writeLong(knownMicros);
    earlier.writeTo(out);
  }

  void readFrom(StateReader in) throws IOException {
    knownMicros = in.readLong();
    earlier = BridgeFrame.readFrom(in);
  }
}
