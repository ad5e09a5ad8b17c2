package lumen.fusion.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.fusion.evidence.EvidenceKind;
import lumen.fusion.metrics.TenantMetrics;
import lumen.fusion.settings.LiveInterval;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.sink.Outputs;
import lumen.fusion.sink.RawSettings;
import lumen.fusion.tenant.CommandInput;
import lumen.fusion.tenant.FactInput;
import lumen.fusion.tenant.NowBlock;
import lumen.fusion.tenant.ReferenceBlock;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.command.CommandCounts;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.lines.Notice;
import lumen.runtime.lines.RawLines;
import lumen.runtime.notice.AccountNotice;
import lumen.runtime.state.Frontier;
import lumen.runtime.state.HeapCache;
import lumen.runtime.state.ShapeGuard;
import lumen.runtime.state.StateShape;
import lumen.runtime.state.WriteBehind;
import lumen.signal.bridge.ControlFrame;
import lumen.signal.fusion.ChannelFrame;
import lumen.signal.fusion.ChannelFrameSink;
import lumen.signal.fusion.Fallback;
import lumen.signal.fusion.FusedFrame;
import lumen.signal.fusion.FusionSettings;
import lumen.signal.fusion.NowFrame;
import lumen.signal.fusion.NowFusion;
import lumen.signal.fusion.UreValue;
import lumen.signal.now.NowChannelSettings;
import lumen.signal.protocol.BridgeState;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.apache.flink.util.Collector;

/**
 * Fuses the channels of the tenants, and keeps their bridges and evidence, keyed by tenant.
 *
 * <p>A timer at the next step's time plus the horizon, or at the bridge's next tick, lets
 * everything happen that is known. State is written behind: before a checkpoint, when a tenant
 * leaves the heap, and at least every {@value HeldTenant#WRITTEN_MICROS} us of event time. Inputs
 * and histories that are still needed are written once, as logs, and the small states. When nothing
 * has been seen for so long that nothing of it can count any more, the tenant's state is cleared.
 */
public final class FuseFunction extends KeyedProcessFunction<String, TenantInput, Void>
    implements CheckpointedFunction, WriteBehind {
  private static final long serialVersionUID = 1L;
  private static final long CACHED_NUMBERS = 32L << 20;
  private static final double MICROS = 1e6;

  private final LumenSettings settings;

  /** Null where no figures of now are made. */
  private final NowChannelSettings now;

  private final StateShape shaping;
  private final boolean resetWindows;
  private final boolean writeChannels;
  private final long cachedNumbers;
  private final RawLines raw;

  private transient FusionSettings fusionSettings;
  private transient TenantStore store;
  private transient KeyContext keys;
  private transient HeapCache<HeldTenant> cache;
  private transient TenantMetrics metrics;
  private transient LiveInterval shown;

  /**
   * Makes the function.
   *
   * @param settings the job's settings
   * @param shaping those of them that shape state
   * @param resetWindows whether state of other settings is begun anew
   * @param writeChannels whether channel frames are made
   * @param now how figures of now are made; empty where none are
   */
  public FuseFunction(
      LumenSettings settings,
      StateShape shaping,
      boolean resetWindows,
      boolean writeChannels,
      Optional<NowChannelSettings> now) {
    this(settings, shaping, resetWindows, writeChannels, now, CACHED_NUMBERS);
  }

  /** Makes the function with a cache of about so many numbers. */
  FuseFunction(
      LumenSettings settings,
      StateShape shaping,
      boolean resetWindows,
      boolean writeChannels,
      Optional<NowChannelSettings> now,
      long cachedNumbers) {
    this.settings = settings;
    this.now = now.orElse(null);
    this.shaping = shaping;
    this.resetWindows = resetWindows;
    this.writeChannels = writeChannels;
    this.cachedNumbers = cachedNumbers;
    raw = RawSettings.lines(settings.fusion().privacy());
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
    fusionSettings = settings.fusionSettings();
    store = new TenantStore(getRuntimeContext(), settings, shaping, Optional.ofNullable(now));
    cache =
        new HeapCache<>(
            keys, cachedNumbers, held -> held.tenant().weight(), held -> held.write(store));
    metrics = TenantMetrics.of(getRuntimeContext());
    shown = settings.liveInterval();
  }

  @Override
  public void processElement(TenantInput input, Context context, Collector<Void> out)
      throws Exception {
    if (input instanceof ReferenceBlock block) {
      double newest = block.values()[block.values().length - 1];
      UreValue.ofKey(block.key())
          .ifPresent(which -> metrics.reference(block.tenant(), which, newest));
    }
    HeldTenant cached = cached(context.getCurrentKey());
    if (input instanceof NowBlock block) {
      cached.take(block);
      setTimer(cached, context);
      return;
    }
    long sequence = cached.tenant().nextInput();
    if (!cached.tenant().take(sequence, input, false)) {
      tooLate(input, cached.tenant().bridged().frontier(), context);
      return;
    }
    if (!(input instanceof CommandInput)) {
      // A command may be about nobody: a slip in a name is no tenant to be watched.
      metrics.known(context.getCurrentKey());
    }
    cached.keep(sequence, input);
    setTimer(cached, context);
  }

  private void tooLate(TenantInput input, long frontierMicros, Context context) {
    if (input instanceof FactInput fact) {
      notice(Outputs.LATE.notice(TenantNotices.late(fact)), context);
    } else if (input instanceof CommandInput command) {
      long behind = frontierMicros - command.effectiveMicros();
      disobeyed(
          command,
          CommandCounts.LATE,
          "effective_ts must be in front of its tenant: is " + behind + " us behind",
          context);
    }
  }

  private void disobeyed(CommandInput command, CommandCounts outcome, String why, Context context) {
    count(outcome, context);
    notice(Outputs.REJECTS.notice(raw.shown(TenantNotices.reject(command, why))), context);
  }

  private static void count(CommandCounts outcome, Context context) {
    notice(Outputs.ACCOUNTS.notice(new AccountNotice.OfCommands(outcome)), context);
  }

  private static void notice(Notice<?> notice, Context context) {
    context.output(Outputs.NOTICES.tag(), notice);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Void> out)
      throws Exception {
    String key = context.getCurrentKey();
    if (cache.get(key) == null && store.isEmpty()) {
      return;
    }
    HeldTenant cached = cached(key);
    cached.timer = Long.MAX_VALUE;
    FusedTenant tenant = cached.tenant();
    long watermark = context.timerService().currentWatermark();
    metrics.watermark(watermark);
    long frontier = Frontier.ofWatermark(watermark);
    if (tenant.isDue(frontier)) {
      Leaving leaving = new Leaving(key, context);
      cached.advance(frontier, leaving);
      if (cached.isWritingDue()) {
        cached.write(store);
      }
      if (leaving.hasSample) {
        metrics.channels(key, leaving.sampled);
      }
    }
    if (isVacant(tenant, frontier)) {
      cached.clear(store);
      cache.remove(key);
      metrics.ended(key);
      return;
    }
    cache.put(key, cached);
    setTimer(cached, context);
  }

  /** Emits what a tenant gives. */
  private final class Leaving implements TenantOutputs {
    private final String tenant;
    private final Context context;

    /** The channels of the newest step that was sampled. */
    private final List<ChannelFrame> sampled = new ArrayList<>();

    /** A sampled step may have no channel any more: that is news too. */
    private boolean hasSample;

    Leaving(String tenant, Context context) {
      this.tenant = tenant;
      this.context = context;
    }

    @Override
    public void frame(FusedFrame frame) {
      metrics.left(tenant);
      if (shown.has(frame.grid())) {
        metrics.frame(frame);
      }
      context.output(Outputs.FRAMES.tag(), frame);
    }

    @Override
    public void now(NowFrame frame) {
      if (shown.has(frame.grid())) {
        metrics.now(frame, (now.horizonMicros() - now.delayMicros()) / MICROS);
      }
      context.output(Outputs.NOW.tag(), frame);
    }

    @Override
    public void nowChannels(NowFusion channels) {
      metrics.nowChannels(tenant, channels);
    }

    @Override
    public ChannelFrameSink channelFrames(boolean sample) {
      if (!writeChannels && !sample) {
        return null;
      }
      if (sample) {
        sampled.clear();
        hasSample = true;
      }
      return new ChannelLines(sample);
    }

    /** Writes the channels of a step, and keeps them for the metrics. */
    private final class ChannelLines implements ChannelFrameSink {
      private final boolean sample;
      private final boolean looks;

      ChannelLines(boolean sample) {
        this.sample = sample;
        looks = sample && !writeChannels && metrics.isChanceDue(tenant);
      }

      @Override
      public void accept(ChannelFrame frame) {
        if (sample) {
          sampled.add(frame);
        }
        if (writeChannels) {
          context.output(Outputs.CHANNELS.tag(), frame);
        }
      }

      @Override
      public boolean wantsChance() {
        return writeChannels;
      }

      @Override
      public boolean looksAtChance() {
        return looks;
      }
    }

    @Override
    public void control(ControlFrame frame) {
      metrics.control(frame);
      context.output(Outputs.CONTROL.tag(), frame);
    }

    @Override
    public void rested(BridgeState state) {
      metrics.resting(tenant, state.code());
    }

    @Override
    public void evaluated() {
      metrics.evaluated(tenant);
    }

    @Override
    public void evidence(EvidenceEntry entry) {
      if (EvidenceKind.RISK.isOf(entry)) {
        metrics.risk(entry.tenant());
      } else if (EvidenceKind.QUOTE.isOf(entry)) {
        metrics.quote(entry.tenant());
      }
      context.output(Outputs.EVIDENCE.tag(), entry);
    }

    @Override
    public void applied(CommandInput command) {
      count(CommandCounts.APPLIED, context);
    }

    @Override
    public void refused(CommandInput command, String condition) {
      disobeyed(
          command,
          CommandCounts.REFUSED,
          "release must wait while " + condition + " holds, or say \"force\": true",
          context);
    }

    @Override
    public void repeated(CommandInput command) {
      disobeyed(
          command,
          CommandCounts.REPEATED,
          "id must be new to its tenant: " + command.id() + " was told before",
          context);
    }
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

  private void setTimer(HeldTenant cached, Context context) {
    long due = cached.tenant().dueMicros();
    if (due == Long.MAX_VALUE) {
      due = cached.tenant().vacantMicros();
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

  private HeldTenant cached(String tenant) throws Exception {
    HeldTenant cached = cache.get(tenant);
    if (cached == null) {
      cached = HeldTenant.load(store, tenant);
      cache.put(tenant, cached);
    }
    return cached;
  }
}
