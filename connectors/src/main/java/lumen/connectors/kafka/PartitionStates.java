package lumen.connectors.kafka;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.intake.IntakeMaker;
import lumen.state.StateException;
import lumen.state.StateForm;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/**
 * What a checkpoint keeps of a topic. One reader keeps its partitions in a list of its own, as it
 * always did, and of several partitions a copy for any number of readers. Several readers keep that
 * copy alone, which each of them is given whole: which partition is whose is known when the source
 * says so. What a reader has not been given yet, the first keeps as it was.
 */
final class PartitionStates {
  /**
   * Stands in the list of one reader where several have read: who knows nothing of several refuses
   * it, instead of beginning without accounts.
   */
  private static final byte[] READ_BY_SEVERAL =
      new StateForm("partition", 3, 0).write(0, out -> {});

  private final ListState<byte[]> ofOne;
  private final ListState<Long> promiseOfOne;
  private final ListState<byte[]> ofAny;
  private final boolean alone;
  private final boolean first;

  /** Restored, and not yet given to this reader. */
  private final Map<PartitionId, ReadPartition> restored = new TreeMap<>();

  private long attempt = 1;
  private long promised = Long.MIN_VALUE;

  /**
   * Reads what was kept.
   *
   * @param reader which of the readers, from 0
   * @throws StateException where several readers are to go on from what is of one alone
   */
  PartitionStates(OperatorStateStore store, KafkaInputOptions input, IntakeMaker maker, int reader)
      throws Exception {
    alone = input.readers() == 1;
    first = reader == 0;
    ofOne =
        store.getListState(
            new ListStateDescriptor<>("partitions", BytePrimitiveArraySerializer.INSTANCE));
    promiseOfOne =
        store.getListState(new ListStateDescriptor<>("promised", LongSerializer.INSTANCE));
    ofAny =
        store.getUnionListState(
            new ListStateDescriptor<>("read-partitions", BytePrimitiveArraySerializer.INSTANCE));
    readOfAny(input, maker);
    readOfOne(input, maker);
  }

  private void readOfAny(KafkaInputOptions input, IntakeMaker maker) throws Exception {
    for (byte[] bytes : ofAny.get()) {
      ReadPartition one = ReadPartition.read(bytes);
      PartitionId id = StoredPartition.read(one.partition(), input, maker).id();
      restored.merge(id, one, (a, b) -> b.attempt() > a.attempt() ? b : a);
      attempt = Math.max(attempt, one.attempt() + 1);
    }
  }

  private void readOfOne(KafkaInputOptions input, IntakeMaker maker) throws Exception {
    List<byte[]> kept = new ArrayList<>();
    ofOne.get().forEach(kept::add);
    kept.removeIf(bytes -> Arrays.equals(bytes, READ_BY_SEVERAL));
    if (!alone) {
      if (!kept.isEmpty() && restored.isEmpty()) {
        throw new StateException(
            ("the state of the topic %s must be one that several readers can share, and one reader"
                    + " wrote it when it had a single partition, or before Lumen knew of several: go"
                    + " on with readers: 1, and raise it after the next savepoint")
                .formatted(input.topic()));
      }
      return;
    }
    for (byte[] bytes : kept) {
      PartitionId id = StoredPartition.read(bytes, input, maker).id();
      restored.put(id, new ReadPartition(attempt, Long.MIN_VALUE, bytes));
    }
    for (long millis : promiseOfOne.get()) {
      promised = Math.max(promised, millis);
    }
  }

  /** The watermark that the only reader had promised, milliseconds; of several there is none. */
  long promised() {
    return promised;
  }

  /** Takes what is kept of a partition that this reader reads from now on; null: nothing is. */
  StoredPartition take(PartitionId id, KafkaInputOptions input, IntakeMaker maker) {
    ReadPartition kept = restored.remove(id);
    return kept == null ? null : read(kept, input, maker);
  }

  /** What its reader had promised then, it keeps wherever it is read. */
  private static StoredPartition read(
      ReadPartition kept, KafkaInputOptions input, IntakeMaker maker) {
    StoredPartition partition = StoredPartition.read(kept.partition(), input, maker);
    if (kept.promised() != Long.MIN_VALUE) {
      partition.intake().raiseLine(TopicTime.firstAfter(kept.promised()));
    }
    return partition;
  }

  /** Takes all that is kept, for a reader that is the only one. */
  List<StoredPartition> takeAll(KafkaInputOptions input, IntakeMaker maker) {
    List<StoredPartition> all = new ArrayList<>();
    for (ReadPartition kept : restored.values()) {
      all.add(read(kept, input, maker));
    }
    restored.clear();
    return all;
  }

  /**
   * Writes the partitions of this reader.
   *
   * @param promisedMillis the watermark that it has promised
   */
  void write(List<StoredPartition> partitions, long promisedMillis) throws Exception {
    List<byte[]> own = new ArrayList<>();
    List<byte[]> any = new ArrayList<>();
    for (StoredPartition partition : partitions) {
      byte[] bytes = partition.write();
      own.add(bytes);
      any.add(new ReadPartition(attempt, promisedMillis, bytes).write());
    }
    if (first) {
      restored.values().forEach(kept -> any.add(kept.write()));
    }
    ofOne.update(alone ? own : List.of(READ_BY_SEVERAL));
    ofAny.update(alone && own.size() < 2 ? List.of() : any);
    promiseOfOne.update(alone ? List.of(promisedMillis) : List.of());
  }
}
