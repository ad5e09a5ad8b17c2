package lumen.connectors.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.EnvelopeSerializer;
import lumen.event.LateEvent;
import lumen.event.Reject;
import lumen.event.SampleBlock;
import lumen.intake.IntakeMaker;
import lumen.intake.ReplayOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** The blocker alone, with a processing time that the test moves. */
final class BlockerRun implements AutoCloseable {
  static final String TOPIC = "lumen.events";
  static final long TICK_MILLIS = 200;
  static final long T0_MICROS = 1_700_000_000_000_000L;

  private final KafkaInputOptions input;
  private final ReplayOptions rules;
  private OneInputStreamOperatorTestHarness<KafkaRecord, Envelope> harness;
  private long now;

  /** All that came out, in its order. */
  final List<Object> out = new ArrayList<>();

  BlockerRun() throws Exception {
    this(KafkaInputOptions.of("events", "localhost:9092", TOPIC), rules());
  }

  BlockerRun(KafkaInputOptions input, ReplayOptions rules) throws Exception {
    this.input = input;
    this.rules = rules;
    open(null);
  }

  /** Two seconds out of order, ten seconds idle. */
  static ReplayOptions rules() {
    return new ReplayOptions(
        2_000_000, 10_000_000, 3_600_000_000L, 86_400_000_000L, 64, Map.of(), true, 0, false);
  }

  private void open(OperatorSubtaskState state) throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new BlockOperator(input, IntakeMaker.ofEvents(rules), rules.sourceIdleMicros()),
            KafkaRecordSerializer.INSTANCE);
    harness.setup(EnvelopeSerializer.INSTANCE);
    harness.setProcessingTime(now);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  void assign(int partition) throws Exception {
    harness.processElement(new StreamRecord<>(KafkaRecord.assigned(TOPIC, partition)));
  }

  void take(int partition, long offset, byte[] value) throws Exception {
    harness.processElement(new StreamRecord<>(new KafkaRecord(TOPIC, partition, offset, value)));
    gather();
  }

  void event(int partition, long offset, double atSeconds, double value) throws Exception {
    take(partition, offset, bytes(event("s" + partition, atSeconds, value)));
  }

  static String event(String source, double atSeconds, double value) {
    return "{\"ts\":%s,\"source\":\"%s\",\"key\":\"x\",\"value\":%s}"
        .formatted(1_700_000_000L + atSeconds, source, value);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Lets processing time pass, tick by tick. */
  void pass(long millis) throws Exception {
    for (long end = now + millis; now < end; ) {
      now = Math.min(end, now + TICK_MILLIS);
      harness.setProcessingTime(now);
    }
    gather();
  }

  /** Processing time jumps, as when the job was held up. */
  void stall(long millis) throws Exception {
    now += millis;
    harness.setProcessingTime(now);
    gather();
  }

  void beforeBarrier() throws Exception {
    harness.prepareSnapshotPreBarrier(1);
    gather();
  }

  void restore() throws Exception {
    beforeBarrier();
    OperatorSubtaskState state = harness.snapshot(1, 1);
    gather();
    harness.close();
    open(state);
  }

  OneInputStreamOperatorTestHarness<KafkaRecord, Envelope> harness() {
    return harness;
  }

  void gather() {
    for (Object element : harness.getOutput()) {
      out.add(element instanceof StreamRecord<?> record ? record.getValue() : element);
    }
    harness.getOutput().clear();
  }

  <T> List<T> all(Class<T> type) {
    return out.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The watermark in seconds after T0, NaN if none came. */
  double watermark() {
    List<Watermark> marks = all(Watermark.class);
    return marks.isEmpty()
        ? Double.NaN
        : (marks.get(marks.size() - 1).getTimestamp() - T0_MICROS / 1_000) / 1e3;
  }

  /** Everything but blocks' cuts: samples by channel, in order; rejects and late events. */
  Map<String, List<String>> content() {
    Map<String, List<String>> content = new TreeMap<>();
    for (SampleBlock block : all(SampleBlock.class)) {
      List<String> samples = content.computeIfAbsent(block.channelKey(), key -> new ArrayList<>());
      for (int i = 0; i < block.size(); i++) {
        samples.add(block.micros()[i] + "=" + block.values()[i]);
      }
    }
    content.put("rejects", all(Reject.class).stream().map(Reject::toString).sorted().toList());
    content.put("late", all(LateEvent.class).stream().map(LateEvent::toString).sorted().toList());
    return content;
  }

  /** The account of each source that holds: the one with the most received. */
  Map<String, Account> accounts() {
    Map<String, Account> newest = new TreeMap<>();
    for (Account account : all(Account.class)) {
      newest.merge(
          account.source(),
          account,
          (a, b) -> b.counts().received() >= a.counts().received() ? b : a);
    }
    return newest;
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
