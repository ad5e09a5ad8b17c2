package lumen.connectors.kafka;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import lumen.intake.RecordIntake;
import lumen.intake.ReplayOptions;

/**
 * What a checkpoint keeps of a partition.
 *
 * @param intake its accounts, its line and its channels; nothing gathered
 */
record StoredPartition(PartitionId id, RecordIntake intake) {
  private static final byte VERSION = 1;

  byte[] write() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(id.topic());
      out.writeInt(id.partition());
      intake.write(out);
    }
    return bytes.toByteArray();
  }

  static StoredPartition read(byte[] bytes, KafkaInputOptions input, ReplayOptions rules)
      throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IOException("partition state must be of version " + VERSION + ", is " + version);
    }
    PartitionId id = new PartitionId(in.readUTF(), in.readInt());
    return new StoredPartition(id, RecordIntake.read(input.stream(), rules, input.log(), in));
  }
}
