package lumen.fusion.bridge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import lumen.fusion.bridge.BridgeInput.OfReference;
import lumen.fusion.tenant.ReferenceBlock;

/**
 * What a tenant's bridge has still to be told, in the order in which it happens, however it came.
 * Of values of one kind at one moment the greatest counts, as in the fusion.
 */
final class PendingInputs {
  private static final double MICROS = 1e6;

  /** A tick told later than this is not used, seconds. */
  private static final double MAX_AGE_S = 30;

  private final TreeMap<BridgeInput, BridgeInput> waiting = new TreeMap<>();

  void add(BridgeInput input) {
    waiting.put(input, input);
  }

  /**
   * Takes what the bridge listens to.
   *
   * @param fromMicros earlier values have been told already
   */
  void add(ReferenceBlock block, long fromMicros) {
    ReferenceKind kind = ReferenceKind.ofKey(block.key()).orElse(null);
    if (kind == null) {
      return;
    }
    boolean afterwards = block.key().endsWith(ReferenceKind.TICK_AGE_KEY);
    for (int i = 0; i < block.micros().length; i++) {
      if (block.micros()[i] >= fromMicros) {
        add(kind, block.micros()[i], block.values()[i], afterwards);
      }
    }
  }

  private void add(ReferenceKind kind, long micros, double value, boolean afterwards) {
    if (kind != ReferenceKind.TICK) {
      OfReference said = new OfReference(micros, kind, value, 0);
      BridgeInput before = waiting.get(said);
      if (!(before instanceof OfReference other) || other.value() < value) {
        waiting.put(said, said);
      }
      return;
    }
    if (afterwards && !(value >= 0 && value <= MAX_AGE_S)) {
      return;
    }
    long tick = afterwards ? micros - Math.round(value * MICROS) : micros;
    add(new OfReference(micros, kind, 0, tick));
  }

  /** When the next happens; Long.MAX_VALUE where nothing waits. */
  long nextMicros() {
    return waiting.isEmpty() ? Long.MAX_VALUE : waiting.firstKey().micros();
  }

  /** Takes out the next. */
  BridgeInput poll() {
    return waiting.pollFirstEntry().getValue();
  }

  /** When the last of what waits happens; Long.MIN_VALUE where nothing waits. */
  long lastMicros() {
    return waiting.isEmpty() ? Long.MIN_VALUE : waiting.lastKey().micros();
  }

  /** Writes the values of the reference engine: nothing else keeps them. */
  void writeReferences(DataOutput out) throws IOException {
    List<OfReference> values = new ArrayList<>();
    for (BridgeInput input : waiting.values()) {
      if (input instanceof OfReference value) {
        values.add(value);
      }
    }
    out.writeInt(values.size());
    for (OfReference value : values) {
      out.writeUTF(value.kind().name());
      out.writeLong(value.micros());
      out.writeDouble(value.value());
      out.writeLong(value.tickMicros());
    }
  }

  void readReferences(DataInput in) throws IOException {
    int n = in.readInt();
    for (int i = 0; i < n; i++) {
      ReferenceKind kind = ReferenceKind.valueOf(in.readUTF());
      long micros = in.readLong();
      double value = in.readDouble();
      add(new OfReference(micros, kind, value, in.readLong()));
    }
  }
}
