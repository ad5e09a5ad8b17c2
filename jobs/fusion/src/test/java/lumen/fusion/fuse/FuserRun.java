package lumen.fusion.fuse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.sink.GridSteps;
import lumen.fusion.sink.NoticeLines;
import lumen.fusion.sink.Outputs;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.lines.Notice;
import lumen.runtime.lines.OrderedLine;
import lumen.runtime.lines.Output;
import lumen.runtime.state.StateShape;
import lumen.runtime.state.WriteBehindOperator;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.VoidSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The fuser in a harness, with the lines that came out of it by tenant. */
final class FuserRun implements AutoCloseable {
  private static final int MAX_PARALLELISM = 256;
  private static final long AMPLE = 1 << 24;

  /** Of the state of one task, which stays in memory; Flink's own limit is 5 MiB. */
  private static final int MOST_BYTES = 1 << 30;

  private final LumenSettings settings;
  private final StateShape shape;
  private final StateBackend backend;
  private final long cachedNumbers;
  private final boolean resetWindows;
  private KeyedOneInputStreamOperatorTestHarness<String, TenantInput, Void> harness;

  /** Frames of each tenant, in the order in which they came. */
  final Map<String, List<OrderedLine>> frames = new TreeMap<>();

  /** Channel frames of each tenant, in the order in which they came. */
  final Map<String, List<OrderedLine>> channels = new TreeMap<>();

  /** Control frames of each tenant, in the order in which they came. */
  final Map<String, List<OrderedLine>> control = new TreeMap<>();

  /** Evidence of each tenant, in the order in which it came. */
  final Map<String, List<OrderedLine>> evidence = new TreeMap<>();

  /** Commands that were not carried out. */
  final List<String> rejects = new ArrayList<>();

  /** Text events that came too late. */
  final List<String> late = new ArrayList<>();

  private FuserRun(
      LumenSettings settings,
      StateBackend backend,
      long cachedNumbers,
      boolean resetWindows,
      StateShape shape,
      OperatorSubtaskState state)
      throws Exception {
    this.settings = settings;
    this.shape = shape;
    this.backend = backend;
    this.cachedNumbers = cachedNumbers;
    this.resetWindows = resetWindows;
    open(state);
  }

  static FuserRun of(LumenSettings settings) throws Exception {
    return new FuserRun(settings, new HashMapStateBackend(), AMPLE, false, shapeOf(settings), null);
  }

  static FuserRun cached(LumenSettings settings, long cachedNumbers) throws Exception {
    return new FuserRun(
        settings, new HashMapStateBackend(), cachedNumbers, false, shapeOf(settings), null);
  }

  static FuserRun on(LumenSettings settings, StateBackend backend) throws Exception {
    return new FuserRun(settings, backend, AMPLE, false, shapeOf(settings), null);
  }

  /** Says that other settings have shaped its state. */
  static FuserRun shaped(LumenSettings settings, StateShape shape) throws Exception {
    return new FuserRun(settings, new HashMapStateBackend(), AMPLE, false, shape, null);
  }

  private static StateShape shapeOf(LumenSettings settings) {
    return new StateShape(settings.shaping(), LumenSettings.shapingAlike());
  }

  /** Continues from a state with other settings. */
  static FuserRun from(OperatorSubtaskState state, LumenSettings settings, boolean resetWindows)
      throws Exception {
    return new FuserRun(
        settings, new HashMapStateBackend(), AMPLE, resetWindows, shapeOf(settings), state);
  }

  private void open(OperatorSubtaskState state) throws Exception {
    FuseFunction fuser =
        new FuseFunction(settings, shape, resetWindows, true, settings.now(false), cachedNumbers);
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            WriteBehindOperator.of(fuser),
            TenantInput::tenant,
            Types.STRING,
            MAX_PARALLELISM,
            1,
            0);
    harness.setStateBackend(backend);
    harness.setCheckpointStorage(new JobManagerCheckpointStorage(MOST_BYTES));
    harness.setup(VoidSerializer.INSTANCE);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  FuserRun take(TenantInput input) throws Exception {
    harness.processElement(new StreamRecord<>(input));
    return this;
  }

  /** Makes everything before the time known. */
  FuserRun frontier(long micros) throws Exception {
    return watermark(micros / 1_000 - 1);
  }

  FuserRun end() throws Exception {
    return watermark(Long.MAX_VALUE);
  }

  private FuserRun watermark(long millis) throws Exception {
    harness.processWatermark(new Watermark(millis));
    gather();
    return this;
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

  int timers() {
    return harness.numEventTimeTimers();
  }

  private void gather() {
    harness.getOutput().clear();
    gather(Outputs.FRAMES, frames);
    gather(Outputs.CHANNELS, channels);
    gather(Outputs.CONTROL, control);
    gather(Outputs.EVIDENCE, evidence);
    List<Notice<?>> notices = new ArrayList<>();
    gather(Outputs.NOTICES.tag(), notices::add);
    rejects.addAll(NoticeLines.of(Outputs.REJECTS, notices));
    late.addAll(NoticeLines.of(Outputs.LATE, notices));
  }

  private <T> void gather(OutputTag<T> tag, Consumer<T> to) {
    Collection<StreamRecord<T>> side = harness.getSideOutput(tag);
    if (side != null) {
      side.forEach(line -> to.accept(line.getValue()));
      side.clear();
    }
  }

  private <T> void gather(Output<T> output, Map<String, List<OrderedLine>> lines) {
    gather(
        output.tag(),
        value ->
            add(
                lines,
                output.form().ordered(value, new GridSteps(settings.fusionSettings().grid()))));
  }

  private static void add(Map<String, List<OrderedLine>> lines, OrderedLine line) {
    lines.computeIfAbsent(line.tenant(), tenant -> new ArrayList<>()).add(line);
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
