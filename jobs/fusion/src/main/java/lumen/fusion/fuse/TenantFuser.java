package lumen.fusion.fuse;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.fusion.align.TenantInput;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.sink.FrameJson;
import lumen.fusion.sink.OrderedLine;
import lumen.fusion.sink.Outputs;
import lumen.fusion.state.Frontier;
import lumen.fusion.state.HeapCache;
import lumen.fusion.state.HotState;
import lumen.fusion.state.ShapeGuard;
import lumen.fusion.state.StateShape;
import lumen.signal.fusion.ChannelFrameSink;
import lumen.signal.fusion.Fallback;
import lumen.signal.fusion.FusionSettings;
import lumen.signal.fusion.TenantFusion;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Fuses the channels of the tenants, keyed by tenant.
 *
 * <p>Inputs and differences are written to state once, as logs; a timer at the next step's time
 * plus the horizon fuses every step that is final, and writes the small state. When nothing has
 * been seen for so long that nothing of it can count any more, the tenant's state is cleared.
 */
public final class TenantFuser extends KeyedProcessFunction<String, TenantInput, OrderedLine>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;
  private static final long CACHED_NUMBERS = 32L << 20;

  private final LumenSettings settings;
  private final StateShape shaping;
  private final boolean resetWindows;
  private final boolean writeChannels;
  private final long cachedNumbers;

  private transient FusionSettings fusionSettings;
  private transient long shape;
  private transient MapState<Long, TenantInput> inputs;
  private transient MapState<Long, byte[]> differences;
  private transient ValueState<byte[]> hot;
  private transient HeapCache<Cached> cache;

  /** A tenant on the heap and the timer that is set for it. */
  private static final class Cached {
    final FusedTenant tenant;
    long timer = Long.MAX_VALUE;

    Cached(FusedTenant tenant) {
      this.tenant = tenant;
    }
  }

  /**
   * Makes the function.
   *
   * @param settings the job's settings
   * @param shaping those of them that shape state
   * @param resetWindows whether state of other settings is begun anew
   * @param writeChannels whether channel frames are made
   */
  public TenantFuser(
      LumenSettings settings, StateShape shaping, boolean resetWindows, boolean writeChannels) {
    this(settings, shaping, resetWindows, writeChannels, CACHED_NUMBERS);
  }

  /** Makes the function with a cache of about so many numbers. */
  TenantFuser(
      LumenSettings settings,
      StateShape shaping,
      boolean resetWindows,
      boolean writeChannels,
      long cachedNumbers) {
    this.settings = settings;
    this.shaping = shaping;
    this.resetWindows = resetWindows;
    this.writeChannels = writeChannels;
    this.cachedNumbers = cachedNumbers;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ShapeGuard.check(
        context, shaping, resetWindows, getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // Every change is in state already.
  }

  @Override
  public void open(OpenContext context) {
    fusionSettings = settings.fusionSettings();
    shape = shaping.hash();
    inputs = getRuntimeContext().getMapState(StoredTenant.inputLog());
    differences = getRuntimeContext().getMapState(StoredTenant.differenceLog());
    hot = getRuntimeContext().getState(StoredTenant.hotState());
    cache = new HeapCache<>(cachedNumbers, c -> c.tenant.weight());
  }

  @Override
  public void processElement(TenantInput input, Context context, Collector<OrderedLine> out)
      throws Exception {
    Cached cached = cached(context.getCurrentKey());
    long sequence = cached.tenant.nextInput();
    cached.tenant.take(sequence, input);
    inputs.put(sequence, input);
    setTimer(cached, context);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OrderedLine> out)
      throws Exception {
    String key = context.getCurrentKey();
    if (cache.get(key) == null && hot.value() == null && inputs.isEmpty()) {
      return;
    }
    Cached cached = cached(key);
    cached.timer = Long.MAX_VALUE;
    FusedTenant tenant = cached.tenant;
    long frontier = Frontier.ofWatermark(context.timerService().currentWatermark());
    long due = tenant.dueMicros();
    if (due <= frontier || (due == Long.MAX_VALUE && tenant.hasInputs())) {
      fuse(tenant, frontier, context, out);
    }
    if (isVacant(tenant, frontier)) {
      clear(key);
      return;
    }
    cache.put(key, cached);
    setTimer(cached, context);
  }

  private void fuse(
      FusedTenant tenant, long frontier, OnTimerContext context, Collector<OrderedLine> out)
      throws Exception {
    ChannelFrameSink channelFrames =
        writeChannels
            ? frame ->
                context.output(
                    Outputs.CHANNELS, FrameJson.channelLine(frame, fusionSettings.grid()))
            : null;
    tenant.advance(
        frontier,
        frame -> out.collect(FrameJson.line(frame, fusionSettings.grid())),
        channelFrames);
    List<Long> obsolete = new ArrayList<>();
    long sequence = tenant.nextDifferences();
    byte[] chunk = tenant.takeDifferences(obsolete::add);
    for (Long old : obsolete) {
      differences.remove(old);
    }
    if (chunk != null) {
      differences.put(
          sequence,
          ByteBuffer.allocate(chunk.length + Long.BYTES)
              .putLong(tenant.lastFinal())
              .put(chunk)
              .array());
      tenant.noteDifferences(sequence, tenant.lastFinal());
    }
    List<Long> read = new ArrayList<>();
    tenant.dropInputs(read::add);
    for (Long old : read) {
      inputs.remove(old);
    }
    store(tenant);
  }

  private void store(FusedTenant tenant) throws Exception {
    StoredTenant stored =
        new StoredTenant(
            tenant.frontier(), tenant.notBefore(), tenant.lastFrameStep(), tenant.snapshot());
    hot.update(stored.hot(shape).encode());
  }

  /**
   * Whether nothing is to come of what was seen; a tenant that may degrade keeps its last frame.
   */
  private boolean isVacant(FusedTenant tenant, long frontier) {
    return tenant.dueMicros() == Long.MAX_VALUE
        && (frontier == Long.MAX_VALUE
            || (fusionSettings.fallback() != Fallback.DEGRADE
                && tenant.vacantMicros() <= frontier));
  }

  private void clear(String key) {
    inputs.clear();
    differences.clear();
    hot.clear();
    cache.remove(key);
  }

  private void setTimer(Cached cached, Context context) {
    long due = cached.tenant.dueMicros();
    if (due == Long.MAX_VALUE) {
      due = cached.tenant.vacantMicros();
    }
    if (due == Long.MIN_VALUE || due == Long.MAX_VALUE) {
      return;
    }
    long at = Frontier.watermarkReaching(due);
    if (at < cached.timer) {
      cached.timer = at;
      context.timerService().registerEventTimeTimer(at);
    }
  }

  private Cached cached(String tenant) throws Exception {
    Cached cached = cache.get(tenant);
    if (cached == null) {
      cached = new Cached(load(tenant));
      cache.put(tenant, cached);
    }
    return cached;
  }

  private FusedTenant load(String name) throws Exception {
    byte[] stored = hot.value();
    HotState state = stored == null ? null : HotState.decode(stored);
    if (state != null && state.shape() != shape) {
      return begunAnew(name, state.frontierMicros());
    }
    FusedTenant tenant = state == null ? begun(name, Long.MIN_VALUE) : restored(name, state);
    for (Map.Entry<Long, TenantInput> input : sorted(inputs).entrySet()) {
      tenant.take(input.getKey(), input.getValue());
    }
    return tenant;
  }

  /**
   * Begins at the next window, and stores that at once: what comes from now on belongs to the new
   * state.
   */
  private FusedTenant begunAnew(String name, long frontierMicros) throws Exception {
    inputs.clear();
    differences.clear();
    FusedTenant tenant = begun(name, nextWindow(frontierMicros));
    tenant.restoreProgress(frontierMicros, Long.MIN_VALUE);
    store(tenant);
    return tenant;
  }

  private FusedTenant begun(String name, long notBefore) {
    return tenant(new TenantFusion(fusionSettings, name), notBefore);
  }

  private FusedTenant tenant(TenantFusion fusion, long notBefore) {
    LumenSettings all = settings;
    return new FusedTenant(
        fusionSettings, source -> all.source(source).weight(), fusion, notBefore);
  }

  private FusedTenant restored(String name, HotState state) throws Exception {
    StoredTenant stored = StoredTenant.of(state);
    TreeMap<Long, Long> lastSteps = new TreeMap<>();
    List<byte[]> chunks = new ArrayList<>();
    for (Map.Entry<Long, byte[]> entry : sorted(differences).entrySet()) {
      ByteBuffer chunk = ByteBuffer.wrap(entry.getValue());
      lastSteps.put(entry.getKey(), chunk.getLong());
      byte[] bytes = new byte[chunk.remaining()];
      chunk.get(bytes);
      chunks.add(bytes);
    }
    FusedTenant tenant =
        tenant(
            TenantFusion.restore(fusionSettings, name, stored.snapshot(), chunks),
            stored.notBefore());
    lastSteps.forEach(tenant::noteDifferences);
    tenant.restoreProgress(stored.frontierMicros(), stored.lastFrameStep());
    return tenant;
  }

  /** The first multiple of the window after the frontier. */
  private long nextWindow(long frontierMicros) {
    long window = fusionSettings.windowSteps();
    long step = fusionSettings.grid().ceilStep(frontierMicros);
    return Math.floorDiv(step + window - 1, window) * window;
  }

  private static <T> SortedMap<Long, T> sorted(MapState<Long, T> state) throws Exception {
    TreeMap<Long, T> entries = new TreeMap<>();
    for (Map.Entry<Long, T> entry : state.entries()) {
      entries.put(entry.getKey(), entry.getValue());
    }
    return entries;
  }
}
