package lumen.connectors.kafka;

import lumen.state.StateForm;

/**
 * What a checkpoint keeps of a partition for any number of readers. Of one that is given to another
 * reader there may be two copies: that of the newest attempt holds.
 *
 * @param attempt number of the attempt in which a reader had it, from 1
 * @param promised the watermark that was promised then, milliseconds
 * @param partition a {@link StoredPartition}
 */
record ReadPartition(long attempt, long promised, byte[] partition) {
  private static final StateForm FORM = new StateForm("read-partition", 1, 0);

  byte[] write() {
    return FORM.write(
        partition.length + 64,
        out -> {
          out.field(
              head -> {
                head.writeLong(attempt);
                head.writeLong(promised);
              });
          out.field(partition);
        });
  }

  static ReadPartition read(byte[] bytes) {
    return FORM.read(
        bytes,
        in -> {
          var head = in.field();
          return new ReadPartition(head.readLong(), head.readLong(), in.fieldBytes());
        },
        in -> {
          throw in.damaged("must be of this form: there was none before it");
        });
  }
}
