package lumen.connectors.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.ReaderWord;
import lumen.intake.RecordIntake;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Puts several readers of a topic together, at parallelism 1, so that what follows sees what one
 * reader would have handed on: event time that goes on with the slowest partition that is alive, by
 * the words of the readers, which come in line with their blocks; and accounts summed over all
 * partitions, in their order. It says nothing before every reader has spoken, so that no sum is of
 * some partitions alone. Blocks pass as they come.
 *
 * <p>It has no state: after a restart every reader tells everything again.
 */
final class MergeOperator extends AbstractStreamOperator<Envelope>
    implements OneInputStreamOperator<Envelope, Envelope>, BoundedOneInput {
  private static final long serialVersionUID = 1L;
  private static final long ACCOUNT_MILLIS = 1_000;

  private final KafkaInputOptions input;
  private final long idleMicros;

  private transient TopicTime time;
  private transient ReaderWord[] words;
  private transient int spoken;
  private transient TreeMap<PartitionId, List<Account>> partitions;
  private transient AccountSums accounts;
  private transient long accountsDueMillis;
  private transient long sent;
  private transient ScheduledFuture<?> nextTick;

  /**
   * Makes the operator.
   *
   * @param idleMicros a partition silent for so long holds up no other
   */
  MergeOperator(KafkaInputOptions input, long idleMicros) {
    this.input = input;
    this.idleMicros = idleMicros;
  }

  @Override
  public void open() throws Exception {
    super.open();
    time = new TopicTime(idleMicros, input.advanceWhenSilentMicros(), this::now);
    words = new ReaderWord[input.readers()];
    spoken = 0;
    partitions = new TreeMap<>();
    accounts = new AccountSums();
    sent = Long.MIN_VALUE;
    planTick();
  }

  @Override
  public void processElement(StreamRecord<Envelope> element) {
    if (element.getValue() instanceof ReaderWord word) {
      hear(word);
    } else {
      output.collect(element);
    }
  }

  /**
   * What an earlier attempt said may still be on its way: a reader is heard from its first word on,
   * which tells all, and one that is no more is not heard.
   */
  private void hear(ReaderWord word) {
    if (word.reader() >= words.length || (words[word.reader()] == null && !word.first())) {
      return;
    }
    spoken += words[word.reader()] == null ? 1 : 0;
    words[word.reader()] = word;
    for (ReaderWord.OfPartition one : word.accounts()) {
      partitions.put(new PartitionId(one.topic(), one.partition()), one.accounts());
    }
    advance();
  }

  private void advance() {
    if (spoken < words.length) {
      return;
    }
    long slowest = ReaderWord.ALL_SILENT;
    long furthest = RecordIntake.NONE;
    for (ReaderWord word : words) {
      slowest = Math.min(slowest, word.slowestMicros());
      furthest = Math.max(furthest, word.furthestMicros());
    }
    long mark = time.reached(slowest, furthest);
    if (mark > sent) {
      sent = mark;
      output.emitWatermark(new Watermark(mark));
    }
  }

  private void planTick() {
    nextTick = getProcessingTimeService().registerTimer(now() + time.tickMillis, t -> tick());
  }

  private void tick() {
    boolean silent = true;
    for (ReaderWord word : words) {
      silent &= word == null || word.slowestMicros() == ReaderWord.ALL_SILENT;
    }
    time.tick(silent);
    if (now() >= accountsDueMillis) {
      emitAccounts();
    }
    advance();
    planTick();
  }

  private void emitAccounts() {
    if (spoken < words.length) {
      return;
    }
    accountsDueMillis = now() + ACCOUNT_MILLIS;
    accounts
        .changed(new ArrayList<>(partitions.values()))
        .forEach(account -> output.collect(new StreamRecord<>(account)));
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    emitAccounts();
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
    // What readers know of silence is in their words.
  }

  @Override
  public void endInput() {
    emitAccounts();
  }

  @Override
  public void close() throws Exception {
    if (nextTick != null) {
      nextTick.cancel(false);
    }
    super.close();
  }
}
