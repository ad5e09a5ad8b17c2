package lumen.fusion.align;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import lumen.event.SampleBlock;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.sink.NoticeLines;
import lumen.fusion.sink.Outputs;
import lumen.fusion.tenant.AlignedBlock;
import lumen.fusion.tenant.NowBlock;
import lumen.fusion.tenant.ReferenceBlock;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.lines.Notice;
import lumen.runtime.state.StateShape;
import lumen.runtime.state.WriteBehindOperator;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The aligner in a harness, with what came out of it gathered by channel. */
final class AlignerRun implements AutoCloseable {
  private static final int MAX_PARALLELISM = 256;
  private static final long AMPLE = 1 << 20;

  private final LumenSettings settings;
  private final StateBackend backend;
  private final long cachedSamples;
  private final boolean resetWindows;
  private KeyedOneInputStreamOperatorTestHarness<String, SampleBlock, TenantInput> harness;

  /** Aligned steps and reference values of each channel, in the order in which they came. */
  final Map<String, List<String>> emitted = new TreeMap<>();

  /** Lines of samples behind the frontier. */
  final List<String> late = new ArrayList<>();

  /** Lines of accounts. */
  final List<String> accounts = new ArrayList<>();

  private AlignerRun(
      LumenSettings settings, StateBackend backend, long cachedSamples, boolean resetWindows)
      throws Exception {
    this.settings = settings;
    this.backend = backend;
    this.cachedSamples = cachedSamples;
    this.resetWindows = resetWindows;
    open(null);
  }

  static AlignerRun of(LumenSettings settings) throws Exception {
    return new AlignerRun(settings, new HashMapStateBackend(), AMPLE, false);
  }

  static AlignerRun cached(LumenSettings settings, long cachedSamples) throws Exception {
    return new AlignerRun(settings, new HashMapStateBackend(), cachedSamples, false);
  }

  static AlignerRun on(LumenSettings settings, StateBackend backend) throws Exception {
    return new AlignerRun(settings, backend, AMPLE, false);
  }

  /** Continues from a state with other settings. */
  static AlignerRun from(OperatorSubtaskState state, LumenSettings settings, boolean resetWindows)
      throws Exception {
    AlignerRun run = new AlignerRun(settings, new HashMapStateBackend(), AMPLE, resetWindows);
    run.harness.close();
    run.open(state);
    return run;
  }

  private void open(OperatorSubtaskState state) throws Exception {
    AlignFunction aligner =
        new AlignFunction(
            settings,
            new StateShape(settings.shaping()),
            resetWindows,
            settings.now(false),
            cachedSamples);
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            WriteBehindOperator.of(aligner),
            SampleBlock::channelKey,
            Types.STRING,
            MAX_PARALLELISM,
            1,
            0);
    harness.setStateBackend(backend);
    harness.setup(TenantInputSerializer.INSTANCE);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  AlignerRun take(SampleBlock block) throws Exception {
    harness.processElement(new StreamRecord<>(block));
    return this;
  }

  AlignerRun watermark(long millis) throws Exception {
    harness.processWatermark(new Watermark(millis));
    gather();
    return this;
  }

  AlignerRun end() throws Exception {
    return watermark(Long.MAX_VALUE);
  }

  /** Ends the operator, and begins another from its state. */
  void restore() throws Exception {
    OperatorSubtaskState state = snapshot();
    harness.close();
    open(state);
  }

  OperatorSubtaskState snapshot() throws Exception {
    gather();
    return harness.snapshot(1, 1);
  }

  /** Entries of the state as a checkpoint keeps it. */
  int stateEntries() throws Exception {
    snapshot();
    return harness.numKeyedStateEntries();
  }

  /** Entries of the state as it stands between checkpoints. */
  int writtenEntries() {
    return harness.numKeyedStateEntries();
  }

  int timers() {
    return harness.numEventTimeTimers();
  }

  private void gather() {
    for (Object out : drained(harness.getOutput())) {
      if (out instanceof StreamRecord<?> record) {
        gather((TenantInput) record.getValue());
      }
    }
    List<Notice<?>> notices = new ArrayList<>();
    drained(harness.getSideOutput(Outputs.NOTICES.tag()))
        .forEach(record -> notices.add(record.getValue()));
    late.addAll(NoticeLines.of(Outputs.LATE, notices));
    accounts.addAll(NoticeLines.of(Outputs.ACCOUNTS, notices));
  }

  private static <T> List<T> drained(Queue<T> queue) {
    List<T> all = queue == null ? List.of() : new ArrayList<>(queue);
    if (queue != null) {
      queue.clear();
    }
    return all;
  }

  private void gather(TenantInput input) {
    if (input instanceof AlignedBlock block) {
      List<String> steps = of(block.source(), block.key());
      for (int i = 0; i < block.size(); i++) {
        steps.add(
            block.firstStep()
                + i
                + ": "
                + block.value()[i]
                + " "
                + block.phase()[i]
                + " "
                + block.envelope()[i]);
      }
    } else if (input instanceof NowBlock block) {
      List<String> steps = of("now " + block.source(), block.key());
      for (int i = 0; i < block.size(); i++) {
        steps.add(
            block.firstStep()
                + i
                + ": "
                + block.phase()[i]
                + " "
                + block.envelope()[i]
                + " "
                + block.p50()[i]
                + " "
                + block.p90()[i]
                + " "
                + block.plv()[i]);
      }
    } else if (input instanceof ReferenceBlock block) {
      List<String> values = of(block.source(), block.key());
      for (int i = 0; i < block.micros().length; i++) {
        values.add(block.micros()[i] + ": " + block.values()[i]);
      }
    }
  }

  private List<String> of(String source, String key) {
    return emitted.computeIfAbsent(source + "/" + key, name -> new ArrayList<>());
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
