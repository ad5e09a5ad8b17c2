package lumen.connectors.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.intake.IntakeMaker;
import lumen.intake.RecordIntake;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Makes blocks of a topic's records, at parallelism 1, chained behind the source: gathers samples
 * across records and hands them on after a short time, when enough are there, before its own
 * watermark and before a barrier. So its state never holds a sample, and accounts are exact in
 * every checkpoint. What is to go on at once is not gathered; its watermark alone waits.
 *
 * <p>Event time goes on with the slowest partition that is alive. A partition is alive from the
 * moment it is assigned until its newest event time has not moved for the source idle time of
 * processing time; this silence is counted in ticks of the operator's own timer, so time for which
 * the job was held up is no silence. Where all are silent, event time goes to the furthest line. A
 * partition that comes back is judged behind the watermark that went out meanwhile: what was
 * accepted here is nowhere late.
 *
 * <p>Upstream watermarks and idleness end here; only the end of input passes.
 */
final class BlockOperator extends AbstractStreamOperator<Envelope>
    implements OneInputStreamOperator<KafkaRecord, Envelope>, BoundedOneInput {
  private static final long serialVersionUID = 1L;
  private static final long MICROS_PER_MILLI = 1_000;
  private static final long MAX_TICK_MILLIS = 200;
  private static final int MIN_TICKS = 10;
  private static final long ACCOUNT_MILLIS = 1_000;

  private final KafkaInputOptions input;
  private final IntakeMaker maker;
  private final long tickMillis;
  private final int idleTicks;

  private transient TreeMap<PartitionId, Partition> partitions;
  private transient AccountSums accounts;
  private transient ListState<byte[]> storedPartitions;
  private transient ListState<Long> storedPromise;
  private transient List<Envelope> chunk;
  private transient long gathered;
  private transient ScheduledFuture<?> plannedFlush;
  private transient ScheduledFuture<?> nextTick;
  private transient int silentTicks;

  /** The watermark promised so far, by this attempt or one before it. */
  private transient long promised;

  /** The watermark sent in this attempt. */
  private transient long sent;

  private transient long accountsDueMillis;

  /**
   * Makes the operator.
   *
   * @param maker makes what takes the records of a partition
   * @param idleMicros a partition silent for so long holds up no other
   */
  BlockOperator(KafkaInputOptions input, IntakeMaker maker, long idleMicros) {
    this.input = input;
    this.maker = maker;
    long idleMillis = Math.max(1, idleMicros / MICROS_PER_MILLI);
    tickMillis = Math.max(1, Math.min(MAX_TICK_MILLIS, idleMillis / MIN_TICKS));
    idleTicks = (int) Math.min(Integer.MAX_VALUE - 1, (idleMillis + tickMillis - 1) / tickMillis);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    partitions = new TreeMap<>();
    accounts = new AccountSums();
    chunk = new ArrayList<>();
    promised = Long.MIN_VALUE;
    sent = Long.MIN_VALUE;
    OperatorStateStore store = context.getOperatorStateStore();
    storedPartitions =
        store.getListState(
            new ListStateDescriptor<>("partitions", BytePrimitiveArraySerializer.INSTANCE));
    storedPromise =
        store.getListState(new ListStateDescriptor<>("promised", LongSerializer.INSTANCE));
    for (byte[] bytes : storedPartitions.get()) {
      StoredPartition partition = StoredPartition.read(bytes, input, maker);
      partitions.put(partition.id(), new Partition(partition.intake()));
    }
    for (long millis : storedPromise.get()) {
      promised = Math.max(promised, millis);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    planTick();
  }

  @Override
  public void processElement(StreamRecord<KafkaRecord> element) {
    KafkaRecord record = element.getValue();
    Partition partition =
        partitions.computeIfAbsent(
            new PartitionId(record.topic(), record.partition()),
            id ->
                new Partition(
                    new RecordIntake(
                        maker.ofPartition(input.stream(), id.partition()), maker, input.log())));
    if (record.isAssignment()) {
      partition.assign();
      return;
    }
    if (promised != Long.MIN_VALUE) {
      partition.intake.raiseLine(firstAfter(promised));
    }
    gathered += partition.take(record);
    if (input.atOnce()) {
      drain();
    } else if (gathered >= input.flushSamples()) {
      flush();
      return;
    }
    if (plannedFlush == null) {
      plannedFlush =
          getProcessingTimeService()
              .registerTimer(now() + input.flushMillis(), t -> flushAsPlanned());
    }
  }

  private void flushAsPlanned() {
    plannedFlush = null;
    flush();
  }

  private void planTick() {
    nextTick = getProcessingTimeService().registerTimer(now() + tickMillis, t -> tick());
  }

  private void tick() {
    boolean silent = true;
    for (Partition partition : partitions.values()) {
      partition.tick();
      silent &= partition.silentTicks >= idleTicks;
    }
    silentTicks = silent ? Math.min(idleTicks, silentTicks + 1) : 0;
    flush();
    planTick();
  }

  /** Hands on what was gathered, then accounts if they are due, then the watermark. */
  private void flush() {
    drain();
    if (now() >= accountsDueMillis) {
      emitAccounts();
    }
    long mark = Math.max(promised, reached());
    if (mark > sent) {
      sent = mark;
      promised = mark;
      output.emitWatermark(new Watermark(mark));
    }
  }

  private void drain() {
    gathered = 0;
    for (Partition partition : partitions.values()) {
      partition.intake.drain(chunk);
    }
    chunk.forEach(envelope -> output.collect(new StreamRecord<>(envelope)));
    chunk.clear();
  }

  /** The watermark that the partitions allow now, milliseconds. */
  private long reached() {
    long slowest = Long.MAX_VALUE;
    long furthest = RecordIntake.NONE;
    for (Partition partition : partitions.values()) {
      if (partition.silentTicks < idleTicks) {
        slowest = Math.min(slowest, partition.intake.lineMicros());
      } else if (partition.silentTicks != Partition.UNASSIGNED) {
        furthest = Math.max(furthest, partition.intake.lineMicros());
      }
    }
    return slowest != Long.MAX_VALUE ? lastBefore(slowest) : whileSilent(furthest);
  }

  /** Where nobody holds it, event time goes to the furthest line, or on with the wall clock. */
  private long whileSilent(long furthest) {
    if (input.advanceWhenSilentMicros() == 0 || silentTicks < idleTicks) {
      return lastBefore(furthest);
    }
    long wall = now() * MICROS_PER_MILLI - input.advanceWhenSilentMicros();
    return lastBefore(Math.max(furthest, wall));
  }

  /** The greatest watermark, in milliseconds, that lies strictly below a line. */
  private static long lastBefore(long micros) {
    return micros == RecordIntake.NONE
        ? Long.MIN_VALUE
        : Math.floorDiv(micros, MICROS_PER_MILLI) - 1;
  }

  /** The first time that a watermark leaves open, microseconds. */
  private static long firstAfter(long millis) {
    return (millis + 1) * MICROS_PER_MILLI;
  }

  private void emitAccounts() {
    accountsDueMillis = now() + ACCOUNT_MILLIS;
    List<List<Account>> all = new ArrayList<>();
    partitions.values().forEach(partition -> all.add(partition.intake.accounts()));
    accounts.changed(all).forEach(account -> output.collect(new StreamRecord<>(account)));
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
    emitAccounts();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    List<byte[]> bytes = new ArrayList<>();
    for (Map.Entry<PartitionId, Partition> entry : partitions.entrySet()) {
      bytes.add(new StoredPartition(entry.getKey(), entry.getValue().intake).write());
    }
    storedPartitions.update(bytes);
    storedPromise.update(List.of(promised));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp()) {
      endInput();
      sent = mark.getTimestamp();
      super.processWatermark(mark);
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {
    // The source's own idea of idleness is left out: silence is judged here.
  }

  @Override
  public void endInput() {
    partitions.values().forEach(partition -> partition.intake.end());
    drain();
    emitAccounts();
  }

  @Override
  public void close() throws Exception {
    if (plannedFlush != null) {
      plannedFlush.cancel(false);
    }
    if (nextTick != null) {
      nextTick.cancel(false);
    }
    super.close();
  }
}
