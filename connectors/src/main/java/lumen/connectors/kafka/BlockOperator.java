package lumen.connectors.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.ReaderWord;
import lumen.intake.IntakeMaker;
import lumen.intake.RecordIntake;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Makes blocks of a topic's records, chained behind the source that reads them: gathers samples
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
 * <p>Where several read a topic, each has some of its partitions, sends no watermark and no
 * accounts, and tells both to {@link MergeOperator}. It speaks first when it was given partitions,
 * or when it has waited for them as long as for one that is silent.
 *
 * <p>Upstream watermarks and idleness end here; only the end of input passes.
 */
final class BlockOperator extends AbstractStreamOperator<Envelope>
    implements OneInputStreamOperator<KafkaRecord, Envelope>, BoundedOneInput {
  private static final long serialVersionUID = 1L;
  private static final long ACCOUNT_MILLIS = 1_000;

  private final KafkaInputOptions input;
  private final IntakeMaker maker;
  private final long idleMicros;

  private transient TreeMap<PartitionId, Partition> partitions;
  private transient AccountSums accounts;
  private transient PartitionStates states;
  private transient TopicTime time;

  /** Null of the only reader. */
  private transient ReaderVoice voice;

  private transient List<Envelope> chunk;
  private transient long gathered;
  private transient ScheduledFuture<?> plannedFlush;
  private transient ScheduledFuture<?> nextTick;
  private transient int waitedTicks;

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
    this.idleMicros = idleMicros;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    partitions = new TreeMap<>();
    accounts = new AccountSums();
    chunk = new ArrayList<>();
    sent = Long.MIN_VALUE;
    waitedTicks = 0;
    int reader = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    boolean alone = input.readers() == 1;
    time = new TopicTime(idleMicros, alone ? input.advanceWhenSilentMicros() : 0, this::now);
    voice = alone ? null : new ReaderVoice(reader);
    states = new PartitionStates(context.getOperatorStateStore(), input, maker, reader);
    promised = states.promised();
    if (alone) {
      states
          .takeAll(input, maker)
          .forEach(kept -> partitions.put(kept.id(), new Partition(kept.intake())));
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
            new PartitionId(record.topic(), record.partition()), this::partition);
    if (record.isAssignment()) {
      partition.assign();
      return;
    }
    if (promised != Long.MIN_VALUE) {
      partition.intake.raiseLine(TopicTime.firstAfter(promised));
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

  private Partition partition(PartitionId id) {
    StoredPartition kept = states.take(id, input, maker);
    return new Partition(
        kept != null
            ? kept.intake()
            : new RecordIntake(
                maker.ofPartition(input.stream(), id.partition()), maker, input.log()));
  }

  private void flushAsPlanned() {
    plannedFlush = null;
    flush();
  }

  private void planTick() {
    nextTick = getProcessingTimeService().registerTimer(now() + time.tickMillis, t -> tick());
  }

  private void tick() {
    boolean silent = true;
    for (Partition partition : partitions.values()) {
      partition.tick();
      silent &= partition.silentTicks >= time.idleTicks;
    }
    time.tick(silent);
    waitedTicks = Math.min(time.idleTicks, waitedTicks + 1);
    flush();
    planTick();
  }

  /** Hands on what was gathered, then accounts if they are due, then the watermark. */
  private void flush() {
    drain();
    if (voice != null) {
      speak(now() >= accountsDueMillis);
      return;
    }
    if (now() >= accountsDueMillis) {
      emitAccounts();
    }
    long mark = Math.max(promised, time.reached(slowest(), furthest()));
    if (mark > sent) {
      sent = mark;
      promised = mark;
      output.emitWatermark(new Watermark(mark));
    }
  }

  /** Says how far it is, and the accounts that have changed. */
  private void speak(boolean withAccounts) {
    if (partitions.isEmpty() && !voice.hasSpoken() && waitedTicks < time.idleTicks) {
      return;
    }
    if (withAccounts) {
      accountsDueMillis = now() + ACCOUNT_MILLIS;
    }
    promised = Math.max(promised, time.reached(slowest(), furthest()));
    ReaderWord word = voice.word(partitions, slowest(), furthest(), withAccounts);
    if (word != null) {
      output.collect(new StreamRecord<>(word));
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

  /** The slowest line of the partitions that are alive, or {@link ReaderWord#ALL_SILENT}. */
  private long slowest() {
    long slowest = ReaderWord.ALL_SILENT;
    for (Partition partition : partitions.values()) {
      if (partition.silentTicks < time.idleTicks) {
        slowest = Math.min(slowest, partition.intake.lineMicros());
      }
    }
    return slowest;
  }

  /** The furthest line of those that are silent. */
  private long furthest() {
    long furthest = RecordIntake.NONE;
    for (Partition partition : partitions.values()) {
      if (partition.silentTicks >= time.idleTicks
          && partition.silentTicks != Partition.UNASSIGNED) {
        furthest = Math.max(furthest, partition.intake.lineMicros());
      }
    }
    return furthest;
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
    tellAccounts();
  }

  private void tellAccounts() {
    if (voice != null) {
      speak(true);
    } else {
      emitAccounts();
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    List<StoredPartition> kept = new ArrayList<>();
    partitions.forEach((id, partition) -> kept.add(new StoredPartition(id, partition.intake)));
    states.write(kept, promised);
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
    tellAccounts();
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
