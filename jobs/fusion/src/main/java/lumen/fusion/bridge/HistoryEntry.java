package lumen.fusion.bridge;

import lumen.fusion.evidence.TenantEvidence;
import lumen.signal.bridge.Bridge;
import lumen.state.StateForm;

/**
 * A chunk of a history as it stands in the tenant's log.
 *
 * @param kind whose history it is: {@link #BRIDGE} or {@link #EVIDENCE}
 * @param chunk what its owner gave
 */
record HistoryEntry(byte kind, byte[] chunk) {
  static final byte BRIDGE = 1;
  static final byte EVIDENCE = 2;

  private static final StateForm FORM = new StateForm("bridge-log", 2, 1);

  byte[] encode() {
    return FORM.write(
        chunk.length + 16,
        out -> {
          out.field(head -> head.writeByte(kind));
          out.field(chunk);
        });
  }

  static HistoryEntry decode(byte[] encoded) {
    return FORM.read(
        encoded,
        in -> new HistoryEntry(in.field().readByte(), in.fieldBytes()),
        in -> new HistoryEntry(in.readByte(), in.rest()));
  }

  /** The last time in it, microseconds. */
  long lastMicros() {
    return kind == BRIDGE ? Bridge.lastMicros(chunk) : TenantEvidence.lastMicros(chunk);
  }
}
