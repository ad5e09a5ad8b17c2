package lumen.connectors.kafka;

import lumen.event.RejectReason;
import lumen.intake.RecordIntake;

/** A partition being read: its intake, and for how many ticks its event time has stood still. */
final class Partition {
  /** One that is not assigned: its state is kept, but nobody waits for it. */
  static final int UNASSIGNED = Integer.MAX_VALUE;

  final RecordIntake intake;
  int silentTicks = UNASSIGNED;

  Partition(RecordIntake intake) {
    this.intake = intake;
  }

  void assign() {
    silentTicks = 0;
  }

  /** Takes a record; returns how much more there is to hand on. */
  long take(KafkaRecord record) {
    long before = intake.gathered();
    long newest = intake.newestMicros();
    if (record.value() == null) {
      String detail = "record must have a value: it is a tombstone";
      intake.unreadable(RejectReason.NOT_JSON, detail, record.position());
    } else {
      intake.take(record.value(), record.position());
    }
    if (intake.newestMicros() > newest) {
      silentTicks = 0;
    }
    return intake.gathered() - before;
  }

  void tick() {
    silentTicks += silentTicks == UNASSIGNED ? 0 : 1;
  }
}
