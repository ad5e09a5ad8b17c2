package lumen.fusion.align;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import lumen.event.ChannelKey;
import lumen.event.SampleBlock;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SourceSettings;
import lumen.fusion.sink.Outputs;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.notice.AccountNotice;
import lumen.runtime.notice.LateNotice;
import lumen.runtime.state.Frontier;
import lumen.runtime.state.HeapCache;
import lumen.runtime.state.HotState;
import lumen.runtime.state.PendingLog;
import lumen.runtime.state.ShapeGuard;
import lumen.runtime.state.StateShape;
import lumen.runtime.state.WriteBehind;
import lumen.signal.channel.ChannelSettings;
import lumen.signal.fusion.FusionSettings;
import lumen.signal.grid.TargetGrid;
import lumen.signal.now.NowChannelSettings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.apache.flink.util.Collector;

/**
 * Conditions the channels, keyed by {@link SampleBlock#channelKey}.
 *
 * <p>A block is held as a chunk; nothing is conditioned before the watermark has passed it. A timer
 * at the next step that becomes final then conditions everything up to the watermark. State is
 * written behind: before a checkpoint, and when a channel leaves the heap, the chunks that are
 * still needed are written once, and the small state. When no sample has come for so long that the
 * channel would join anew, its state is cleared.
 */
public final class AlignFunction extends KeyedProcessFunction<String, SampleBlock, TenantInput>
    implements CheckpointedFunction, WriteBehind {
  private static final long serialVersionUID = 1L;
  private static final long CACHED_SAMPLES = 8L << 20;
  private static final long WEIGHT_OF_CHANNEL = 512;

  /** Features, errors and weights, about 37 kB. */
  private static final long WEIGHT_OF_NOW = 2_300;

  private final LumenSettings settings;

  /** Null where no figures of now are made. */
  private final NowChannelSettings now;

  private final StateShape shaping;
  private final boolean resetWindows;
  private final long cachedSamples;

  private transient long shape;
  private transient Set<Long> shapes;
  private transient long keepMicros;
  private transient TargetGrid grid;
  private transient long horizonMicros;
  private transient MapState<Long, byte[]> chunks;
  private transient ValueState<byte[]> hot;
  private transient MapState<Long, byte[]> nowChunks;
  private transient ValueState<byte[]> nowState;
  private transient KeyContext keys;
  private transient HeapCache<Cached> cache;

  /** A channel on the heap, the timer that is set for it, and what is not written of it yet. */
  private static final class Cached {
    final AlignedChannel channel;
    final PendingLog<SampleChunk> pending = new PendingLog<>();
    boolean consumed;
    long timer = Long.MAX_VALUE;

    Cached(AlignedChannel channel) {
      this.channel = channel;
    }
  }

  /**
   * Makes the function.
   *
   * @param settings the job's settings
   * @param shaping those of them that shape state
   * @param resetWindows whether state of other settings is begun anew
   * @param now how provisional phases are made; empty where none are
   */
  public AlignFunction(
      LumenSettings settings,
      StateShape shaping,
      boolean resetWindows,
      Optional<NowChannelSettings> now) {
    this(settings, shaping, resetWindows, now, CACHED_SAMPLES);
  }

  /** Makes the function with a cache of about so many samples. */
  AlignFunction(
      LumenSettings settings,
      StateShape shaping,
      boolean resetWindows,
      Optional<NowChannelSettings> now,
      long cachedSamples) {
    this.settings = settings;
    this.now = now.orElse(null);
    this.shaping = shaping;
    this.resetWindows = resetWindows;
    this.cachedSamples = cachedSamples;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ShapeGuard.check(
        context, shaping, resetWindows, getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // The operator has let everything be written.
  }

  @Override
  public void writeUnder(KeyContext chooser) {
    keys = chooser;
  }

  @Override
  public void writeHeld() throws Exception {
    cache.writeAll();
  }

  @Override
  public void open(OpenContext context) {
    shape = shaping.hash();
    shapes = shaping.hashes();
    keepMicros = (long) Math.ceil(settings.fusion().window().rebalanceWindowS() * 1e6);
    FusionSettings fusion = settings.fusionSettings();
    grid = fusion.grid();
    horizonMicros = fusion.horizonMicros();
    chunks = getRuntimeContext().getMapState(StoredChannel.sampleLog());
    hot = getRuntimeContext().getState(StoredChannel.hotState());
    if (now != null) {
      nowChunks = getRuntimeContext().getMapState(StoredChannel.nowLog());
      nowState = getRuntimeContext().getState(StoredChannel.nowState());
    }
    cache =
        new HeapCache<>(
            keys, cachedSamples, c -> c.channel.retained() + weightOfChannel(), this::write);
  }

  private long weightOfChannel() {
    return now == null ? WEIGHT_OF_CHANNEL : WEIGHT_OF_CHANNEL + WEIGHT_OF_NOW;
  }

  @Override
  public void processElement(SampleBlock block, Context context, Collector<TenantInput> out)
      throws Exception {
    String key = context.getCurrentKey();
    Cached cached = cache.get(key);
    if (cached == null) {
      cached = load(new ChannelKey(block.tenant(), block.source(), block.key()));
    }
    SampleChunk chunk = cached.channel.take(block, i -> late(block, (int) i, context));
    if (chunk != null) {
      cached.pending.put(chunk.sequence, chunk);
      cache.put(key, cached);
      setTimer(cached, context);
    }
  }

  private static void late(SampleBlock block, int i, Context context) {
    LateNotice late =
        new LateNotice.OfSample(
            block.stream(),
            block.tenant(),
            block.source(),
            block.key(),
            block.micros()[i],
            block.values()[i]);
    context.output(Outputs.NOTICES.tag(), Outputs.LATE.notice(late));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<TenantInput> out)
      throws Exception {
    String key = context.getCurrentKey();
    Cached cached = cache.get(key);
    if (cached == null) {
      if (hot.value() == null && chunks.isEmpty()) {
        return;
      }
      cached = load(ChannelKey.decode(key));
    }
    cached.timer = Long.MAX_VALUE;
    AlignedChannel channel = cached.channel;
    long frontier = Frontier.ofWatermark(context.timerService().currentWatermark());
    if (channel.pendingFrom() < frontier || channel.nowDueMicros() < frontier) {
      consume(cached, frontier, context, out);
    }
    if (isSilent(channel, frontier)) {
      tellProfile(channel, context);
      cached.pending.clear(chunks);
      hot.clear();
      clearNow();
      cache.remove(key);
      return;
    }
    cache.put(key, cached);
    setTimer(cached, context);
  }

  private void consume(
      Cached cached, long frontier, OnTimerContext context, Collector<TenantInput> out) {
    AlignedChannel channel = cached.channel;
    int duplicates =
        channel.advance(
            frontier,
            out::collect,
            chunk -> cached.pending.put(chunk.sequence, chunk),
            cached.pending::remove);
    cached.consumed = true;
    int unplaced = channel.takeUnplaced();
    if (duplicates > 0 || unplaced > 0) {
      account(
          new AccountNotice.OfDuplicates(channel.name().source(), duplicates, unplaced), context);
    }
    channel.takeRateLimit().ifPresent(limit -> account(limit, context));
  }

  /** Writes what has changed of the channel of the current key. */
  private void write(Cached cached) throws Exception {
    cached.pending.write(chunks, SampleChunk::encode);
    if (cached.consumed) {
      AlignedChannel channel = cached.channel;
      hot.update(
          new HotState(
                  shape,
                  channel.frontier(),
                  channel.lastSample(),
                  channel.conditionerState(),
                  channel.profileState())
              .encode());
      if (channel.now() != null) {
        channel.now().write(nowChunks::put, nowChunks::remove);
        nowState.update(channel.now().state(channel.frontier()));
      }
      cached.consumed = false;
    }
  }

  private void clearNow() throws Exception {
    if (now != null) {
      nowChunks.clear();
      nowState.clear();
    }
  }

  private static void account(AccountNotice account, Context context) {
    context.output(Outputs.NOTICES.tag(), Outputs.ACCOUNTS.notice(account));
  }

  private static void tellProfile(AlignedChannel channel, OnTimerContext context) {
    channel
        .figures()
        .filter(figures -> figures.stamps().samples() > 0)
        .ifPresent(
            figures ->
                account(ChannelAccount.of(channel.name(), channel.settings(), figures), context));
  }

  /** Whether nothing is pending and the next sample would begin anew in any case. */
  private boolean isSilent(AlignedChannel channel, long frontier) {
    return channel.pendingFrom() == Long.MAX_VALUE
        && (frontier == Long.MAX_VALUE || channel.lastSample() + keepMicros < frontier);
  }

  /**
   * When a step becomes final that a sample of this time may count in. Consuming it earlier would
   * only cost: live watermarks come every few milliseconds, steps do not. The bridge, however,
   * wants a value of the reference engine as soon as it is known.
   */
  private long nextFinal(long micros) {
    return grid.ceilMicros(grid.floorStep(micros - horizonMicros) + 1) + horizonMicros;
  }

  private void setTimer(Cached cached, Context context) {
    long pending = cached.channel.pendingFrom();
    long at;
    if (pending == Long.MAX_VALUE) {
      at = Frontier.watermarkPast(cached.channel.lastSample() + keepMicros);
    } else if (cached.channel.passesAsItIs()) {
      at = Frontier.watermarkPast(pending);
    } else {
      at = Frontier.watermarkReaching(nextFinal(pending));
    }
    long nowDue = cached.channel.nowDueMicros();
    long reached = context.timerService().currentWatermark();
    if (nowDue != Long.MAX_VALUE && reached != Long.MAX_VALUE) {
      at = Math.min(at, Math.max(Frontier.watermarkPast(nowDue), reached + 1));
    }
    if (at < cached.timer) {
      cached.timer = at;
      context.timerService().registerEventTimeTimer(at);
    }
  }

  private Cached load(ChannelKey name) throws Exception {
    SourceSettings source = settings.source(name.source());
    ChannelSettings conditioning =
        source.role() == SourceSettings.Role.URE ? null : settings.channelSettings(name.source());
    AlignedChannel channel =
        new AlignedChannel(
            name, conditioning, settings.packetSettings(name.source()).orElse(null), now);
    Cached cached = new Cached(channel);
    for (Map.Entry<Long, byte[]> chunk : sorted(chunks)) {
      channel.retain(SampleChunk.decode(chunk.getKey(), chunk.getValue()));
      cached.pending.noteStored(chunk.getKey());
    }
    byte[] stored = hot.value();
    if (stored == null) {
      channel.beginAt(AlignedChannel.BEGINNING);
      return cached;
    }
    HotState state = HotState.decode(stored);
    if (shapes.contains(state.shape())) {
      loadNow(channel, state.frontierMicros());
      channel.restore(state.frontierMicros(), state.mark(), state.payload(), state.profile());
    } else {
      clearNow();
      channel.beginAt(state.frontierMicros());
    }
    return cached;
  }

  /** Of another frontier or of other settings it is nothing: the job ran without it meanwhile. */
  private void loadNow(AlignedChannel channel, long frontier) throws Exception {
    if (channel.now() == null || nowState.value() == null) {
      return;
    }
    TreeMap<Long, byte[]> stored = new TreeMap<>();
    for (Map.Entry<Long, byte[]> chunk : nowChunks.entries()) {
      stored.put(chunk.getKey(), chunk.getValue());
    }
    if (!channel.now().restore(nowState.value(), stored, frontier)) {
      clearNow();
    }
  }

  private static List<Map.Entry<Long, byte[]>> sorted(MapState<Long, byte[]> state)
      throws Exception {
    List<Map.Entry<Long, byte[]>> entries = new ArrayList<>();
    for (Map.Entry<Long, byte[]> entry : state.entries()) {
      entries.add(Map.entry(entry.getKey(), entry.getValue()));
    }
    entries.sort(Map.Entry.comparingByKey());
    return entries;
  }
}
