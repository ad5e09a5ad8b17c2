package lumen.connectors.kafka;

import java.util.concurrent.ScheduledFuture;
import lumen.event.CommandText;
import lumen.event.Envelope;
import lumen.event.EventLimits;
import lumen.event.MalformedCommandException;
import lumen.event.Reject;
import lumen.event.RejectReason;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Makes commands of a topic's records, at parallelism 1, chained behind the source.
 *
 * <p>A topic of commands tells nothing of event time. So when a job begins or is taken up, event
 * time is held back until what the topic holds has been read: until it has been silent for {@link
 * #SILENT_TICKS} ticks of the operator's own timer, at most {@link #MAX_TICKS}. What was written
 * before a failure is then known again before event time goes on, and takes effect when it did.
 * From then on the input is idle, though commands come out of it, and holds nobody; a command that
 * comes behind its tenant's event time is for the tenant to tell.
 */
final class CommandOperator extends AbstractStreamOperator<Envelope>
    implements OneInputStreamOperator<KafkaRecord, Envelope> {
  static final long TICK_MILLIS = 200;
  static final int SILENT_TICKS = 10;
  static final int MAX_TICKS = 50;

  private static final long serialVersionUID = 1L;

  private final String stream;
  private transient boolean assigned;
  private transient int ticks;
  private transient int silentTicks;
  private transient ScheduledFuture<?> nextTick;

  /**
   * Makes the operator.
   *
   * @param stream name of the input stream
   */
  CommandOperator(String stream) {
    this.stream = stream;
  }

  @Override
  public void open() throws Exception {
    super.open();
    planTick();
  }

  private void planTick() {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    nextTick = getProcessingTimeService().registerTimer(now + TICK_MILLIS, t -> tick());
  }

  private void tick() {
    ticks++;
    silentTicks++;
    if ((assigned && silentTicks >= SILENT_TICKS) || ticks >= MAX_TICKS) {
      output.emitWatermarkStatus(WatermarkStatus.IDLE);
    } else {
      planTick();
    }
  }

  @Override
  public void processElement(StreamRecord<KafkaRecord> element) {
    KafkaRecord record = element.getValue();
    silentTicks = 0;
    if (record.isAssignment()) {
      assigned = true;
    } else {
      output.collect(new StreamRecord<>(envelope(record)));
    }
  }

  private Envelope envelope(KafkaRecord record) {
    byte[] value = record.value();
    if (value == null) {
      return refused("record must have a value: it is a tombstone", record, new byte[0]);
    }
    if (value.length > EventLimits.MAX_LINE_BYTES) {
      String rule = "command must be at most " + EventLimits.MAX_LINE_BYTES + " bytes";
      return refused(rule, record, value);
    }
    try {
      return CommandText.read(value, 0, value.length).command(stream, record.position());
    } catch (MalformedCommandException e) {
      return refused("command " + e.getMessage(), record, value);
    }
  }

  private Reject refused(String rule, KafkaRecord record, byte[] value) {
    String raw = EventLimits.raw(value, 0, value.length);
    return new Reject(RejectReason.BAD_COMMAND, rule, stream, null, record.position(), raw);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp()) {
      super.processWatermark(mark);
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {
    // Whether the input is idle is said here alone.
  }

  @Override
  public void close() throws Exception {
    if (nextTick != null) {
      nextTick.cancel(false);
    }
    super.close();
  }
}
