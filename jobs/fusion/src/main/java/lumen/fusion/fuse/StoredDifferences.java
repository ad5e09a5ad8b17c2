package lumen.fusion.fuse;

import lumen.state.StateForm;

/**
 * A chunk of a tenant's differences as it stands in its log.
 *
 * @param lastStep last step in it
 * @param chunk what {@link lumen.signal.fusion.TenantFusion#takeDifferences} gave
 */
record StoredDifferences(long lastStep, byte[] chunk) {
  private static final StateForm FORM = new StateForm("difference-log", 2, 0);

  byte[] encode() {
    return FORM.write(
        chunk.length + 16,
        out -> {
          out.field(head -> head.writeLong(lastStep));
          out.field(chunk);
        });
  }

  static StoredDifferences decode(byte[] encoded) {
    return FORM.read(
        encoded,
        in -> new StoredDifferences(in.field().readLong(), in.fieldBytes()),
        in -> new StoredDifferences(in.readLong(), in.rest()));
  }
}
