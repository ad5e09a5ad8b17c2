package lumen.connectors.kafka;

import java.util.ArrayList;
import java.util.List;
import lumen.event.Envelope;
import lumen.event.EnvelopeSerializer;
import lumen.event.ReaderWord;
import lumen.intake.IntakeMaker;
import lumen.intake.ReplayOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** Readers of a topic and what puts them together, with a processing time that the test moves. */
final class ReadersRun implements AutoCloseable {
  private static final int MOST = 8;

  private final ReplayOptions rules = BlockerRun.rules();
  private final List<OneInputStreamOperatorTestHarness<KafkaRecord, Envelope>> readers =
      new ArrayList<>();
  private KafkaInputOptions input;
  private OneInputStreamOperatorTestHarness<Envelope, Envelope> merge;
  private long now;

  /** All that came out, in its order. */
  final List<Object> out = new ArrayList<>();

  ReadersRun(int many) throws Exception {
    open(many, null);
  }

  private void open(int many, OperatorSubtaskState state) throws Exception {
    int before = readers.size();
    readers.clear();
    input = KafkaInputOptions.of("events", "localhost:9092", BlockerRun.TOPIC).readBy(many);
    for (int reader = 0; reader < many; reader++) {
      OneInputStreamOperatorTestHarness<KafkaRecord, Envelope> harness =
          new OneInputStreamOperatorTestHarness<>(
              new BlockOperator(input, IntakeMaker.ofEvents(rules), rules.sourceIdleMicros()),
              MOST,
              many,
              reader,
              KafkaRecordSerializer.INSTANCE,
              new OperatorID(7, 7));
      harness.setup(EnvelopeSerializer.INSTANCE);
      harness.setProcessingTime(now);
      if (state != null) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, MOST, before, many, reader));
      }
      harness.open();
      readers.add(harness);
    }
    if (many > 1) {
      merge =
          new OneInputStreamOperatorTestHarness<>(
              new MergeOperator(input, rules.sourceIdleMicros()), EnvelopeSerializer.INSTANCE);
      merge.setup(EnvelopeSerializer.INSTANCE);
      merge.setProcessingTime(now);
      merge.open();
    } else {
      merge = null;
    }
  }

  private OneInputStreamOperatorTestHarness<KafkaRecord, Envelope> of(int partition) {
    return readers.get(partition % readers.size());
  }

  void assign(int... partitions) throws Exception {
    for (int partition : partitions) {
      of(partition)
          .processElement(new StreamRecord<>(KafkaRecord.assigned(BlockerRun.TOPIC, partition)));
    }
  }

  void event(int partition, long offset, double atSeconds, double value) throws Exception {
    byte[] bytes = BlockerRun.bytes(BlockerRun.event("s" + partition, atSeconds, value));
    of(partition)
        .processElement(
            new StreamRecord<>(new KafkaRecord(BlockerRun.TOPIC, partition, offset, bytes)));
    gather();
  }

  /** A word that no reader of now says. */
  void say(ReaderWord word) throws Exception {
    merge.processElement(new StreamRecord<>(word));
    gather();
  }

  void pass(long millis) throws Exception {
    for (long end = now + millis; now < end; ) {
      now = Math.min(end, now + BlockerRun.TICK_MILLIS);
      for (var reader : readers) {
        reader.setProcessingTime(now);
      }
      gather();
      if (merge != null) {
        merge.setProcessingTime(now);
      }
      gather();
    }
  }

  /** Takes a savepoint and goes on from it with so many readers, which are assigned nothing. */
  void goOnWith(int many) throws Exception {
    for (var reader : readers) {
      reader.prepareSnapshotPreBarrier(1);
    }
    gather();
    if (merge != null) {
      merge.prepareSnapshotPreBarrier(1);
    }
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (var reader : readers) {
      states.add(reader.snapshot(1, 1));
    }
    gather();
    close();
    open(
        many,
        AbstractStreamOperatorTestHarness.repackageState(
            states.toArray(new OperatorSubtaskState[0])));
  }

  private void gather() throws Exception {
    for (var reader : readers) {
      for (Object element : reader.getOutput()) {
        if (merge == null) {
          out.add(element instanceof StreamRecord<?> record ? record.getValue() : element);
        } else if (element instanceof StreamRecord<?> record) {
          merge.processElement(new StreamRecord<>((Envelope) record.getValue()));
        } else {
          throw new AssertionError("one of several readers sends no watermark: " + element);
        }
      }
      reader.getOutput().clear();
    }
    if (merge != null) {
      for (Object element : merge.getOutput()) {
        out.add(element instanceof StreamRecord<?> record ? record.getValue() : element);
      }
      merge.getOutput().clear();
    }
  }

  @Override
  public void close() throws Exception {
    for (var reader : readers) {
      reader.close();
    }
    if (merge != null) {
      merge.close();
    }
  }
}
