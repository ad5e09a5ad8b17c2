package lumen.fusion.fuse;

import lumen.state.StateForm;

/**
 * The figures of now of a tenant as they stand in state.
 *
 * @param frontierMicros everything before it has happened
 * @param snapshot what {@link lumen.signal.fusion.NowFusion#snapshot} gave
 */
record StoredNow(long frontierMicros, byte[] snapshot) {
  private static final StateForm FORM = new StateForm("now", 1, 0);

  byte[] encode() {
    return FORM.write(
        snapshot.length + 16,
        out -> {
          out.field(head -> head.writeLong(frontierMicros));
          out.field(snapshot);
        });
  }

  static StoredNow decode(byte[] encoded) {
    return FORM.read(
        encoded,
        in -> new StoredNow(in.field().readLong(), in.fieldBytes()),
        in -> {
          throw in.damaged("must begin with the mark of a state");
        });
  }
}
