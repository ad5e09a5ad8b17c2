package lumen.connectors.kafka;

import java.io.IOException;
import lumen.intake.IntakeMaker;
import lumen.intake.RecordIntake;
import lumen.state.StateForm;
import lumen.state.StateReader;

/**
 * What a checkpoint keeps of a partition.
 *
 * @param intake its accounts, its line and its channels; nothing gathered
 */
record StoredPartition(PartitionId id, RecordIntake intake) {
  private static final StateForm FORM = new StateForm("partition", 2, 1);

  byte[] write() {
    return FORM.write(
        1024,
        out -> {
          out.field(
              head -> {
                head.writeUTF(id.topic());
                head.writeInt(id.partition());
              });
          out.field(intake::write);
        });
  }

  static StoredPartition read(byte[] bytes, KafkaInputOptions input, IntakeMaker maker) {
    return FORM.read(
        bytes,
        in -> {
          PartitionId id = readId(in.field());
          String name = maker.ofPartition(input.stream(), id.partition());
          return new StoredPartition(id, RecordIntake.read(name, maker, input.log(), in.field()));
        },
        in -> {
          in.readVersion(1, 1);
          return new StoredPartition(
              readId(in), RecordIntake.readOlder(input.stream(), maker, input.log(), in));
        });
  }

  private static PartitionId readId(StateReader in) throws IOException {
    return new PartitionId(in.readUTF(), in.readInt());
  }
}
