package lumen.signal.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;

/**
 * Measurements that wait for the bridge's next tick, at most 16. Of more the oldest is passed over,
 * as if the reference had not ticked then: such a reference is far too fast to be locked to.
 */
final class PendingMeasurements {
  private static final int MOST = 16;

  private final ArrayDeque<Measurement> waiting = new ArrayDeque<>(MOST);

  void add(Measurement newest) {
    waiting.add(newest);
    if (waiting.size() > MOST) {
      waiting.remove();
    }
  }

  /** Whether the oldest may be used at a tick. */
  boolean hasUsable(long tickMicros) {
    return !waiting.isEmpty() && waiting.element().usableFrom() <= tickMicros;
  }

  /** Removes the oldest. */
  Measurement take() {
    return waiting.remove();
  }

  void clear() {
    waiting.clear();
  }

  /** Writes them as they were before rates went with them, which {@link #writeRates} adds. */
  void writeTo(DataOutput out) throws IOException {
    out.writeByte(waiting.size());
    for (Measurement m : waiting) {
      out.writeLong(m.micros());
      out.writeDouble(m.e());
      out.writeLong(m.usableFrom());
      out.writeBoolean(true);
    }
  }

  void writeRates(DataOutput out) throws IOException {
    for (Measurement m : waiting) {
      out.writeDouble(m.rateHz());
    }
  }

  void readFrom(DataInput in) throws IOException {
    int n = in.readByte();
    for (int i = 0; i < n; i++) {
      waiting.add(new Measurement(in.readLong(), in.readDouble(), in.readLong(), Double.NaN));
      in.readBoolean();
    }
  }

  void readRates(DataInput in) throws IOException {
    for (int n = waiting.size(); n > 0; n--) {
      Measurement m = waiting.remove();
      waiting.add(new Measurement(m.micros(), m.e(), m.usableFrom(), in.readDouble()));
    }
  }
}
