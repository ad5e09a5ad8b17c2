package lumen.fusion.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import lumen.runtime.metrics.SeriesBudget;
import lumen.runtime.metrics.SeriesRegister;
import lumen.signal.bridge.ControlFrame;
import lumen.signal.fusion.ChannelFrame;
import lumen.signal.fusion.FusedFrame;
import lumen.signal.fusion.NowFrame;
import lumen.signal.fusion.NowFusion;
import lumen.signal.fusion.UreValue;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics of the tenants that one subtask of the fuse operator keeps. A set of levels begins
 * with the first thing that it tells of, counters begin at 0 as soon as their tenant is {@link
 * #known}; all end with {@link #ended}; a tenant that comes back has fresh ones.
 *
 * <p>A job has at most 1,000 series of a metric and 10,000 in all, each subtask its share of them.
 * Tenants and channels beyond are told under tenant {@code other}, until they end: counts summed,
 * levels as their mean; {@code fusion_series_capped} tells how many series that are.
 *
 * <p>A value that is not given is NaN, which Lumen's reporter leaves out. For the task's thread
 * only; a call costs one look-up of the tenant and a few stores.
 */
public final class TenantMetrics {
  private static final long CHANCE_MILLIS = 5_000;

  /** The levels of a tenant of eight channels take about 1 ms: a fiftieth of the thread at most. */
  private static final long MILLIS_OF_TENANT = 50;

  private final Map<String, TenantSeries> tenants = new HashMap<>();
  private final SeriesRegister register;
  private final LongSupplier nowMillis;
  private volatile long watermarkMillis = Long.MIN_VALUE;

  TenantMetrics(MetricGroup operator, SeriesBudget budget, LongSupplier nowMillis) {
    register = new SeriesRegister(operator, budget);
    this.nowMillis = nowMillis;
    Gauge<Double> lag = () -> watermarkLag(nowMillis.getAsLong());
    Gauge<Integer> capped = register::capped;
    operator.gauge(FusionMetric.WATERMARK_LAG_MS.exportedName(), lag);
    operator.gauge(FusionMetric.SERIES_CAPPED.exportedName(), capped);
  }

  /** Registers the metrics of a subtask; to be called once, when its function is opened. */
  public static TenantMetrics of(RuntimeContext context) {
    int parallelism = context.getTaskInfo().getNumberOfParallelSubtasks();
    return new TenantMetrics(
        context.getMetricGroup(),
        SeriesBudget.share(List.of(FusionSeries.values()), parallelism),
        System::currentTimeMillis);
  }

  /** Takes the watermark, in milliseconds since the epoch. */
  public void watermark(long millis) {
    watermarkMillis = millis;
  }

  private double watermarkLag(long nowMillis) {
    long watermark = watermarkMillis;
    return watermark == Long.MIN_VALUE || watermark == Long.MAX_VALUE
        ? Double.NaN
        : nowMillis - watermark;
  }

  /**
   * Something of the tenant is kept, which may be the first: its counters begin at 0, long before
   * what there is to count as a rule, so that a scraper sees them rise.
   */
  public void known(String tenant) {
    tenant(tenant);
  }

  /** Counts a frame as it leaves now. */
  public void left(String tenant) {
    tenant(tenant).left(nowMillis.getAsLong());
  }

  /** Counts a frame that the evidence rules were held against. */
  public void evaluated(String tenant) {
    tenant(tenant).count(EvidenceMetric.EVALUATED_TOTAL);
  }

  /** Takes a frame as it leaves, for its levels. */
  public void frame(FusedFrame frame) {
    tenant(frame.tenant()).frame(frame);
  }

  /**
   * Takes a frame of now as it leaves, for its levels.
   *
   * @param leadSeconds how much earlier it is known than the frame of its step
   */
  public void now(NowFrame frame, double leadSeconds) {
    tenant(frame.tenant()).now(frame, leadSeconds);
  }

  /** Takes how true the provisional phases of a tenant's channels are, once a second. */
  public void nowChannels(String tenant, NowFusion channels) {
    TenantSeries series = tenant(tenant);
    channels.channels((channel, fresh, plv) -> series.nowChannel(channel, plv));
  }

  /**
   * Takes the figures of a tenant's channels, as often as they are at hand, once a second is
   * enough.
   *
   * @param tenant tenant
   * @param expected every channel that has figures now; the others have none until they come again
   */
  public void channels(String tenant, List<ChannelFrame> expected) {
    tenant(tenant).channels(expected);
  }

  /**
   * Whether the channel figures that come next are to tell chance levels: they take a while to
   * form, and once in 5 s by the clock is enough to be looked at. Of many tenants each is asked for
   * more seldom, so that all together take a small share of their thread.
   */
  public boolean isChanceDue(String tenant) {
    TenantSeries series = tenant(tenant);
    return series.isChanceDue(
        nowMillis.getAsLong(), Math.max(CHANCE_MILLIS, MILLIS_OF_TENANT * tenants.size()));
  }

  /** Takes a tick of the bridge as it leaves now. */
  public void control(ControlFrame frame) {
    control(
        frame.tenant(),
        frame.tickMs(),
        frame.state().code(),
        frame.phaseDiffMean(),
        frame.syncQuality(),
        frame.entropyRatio(),
        frame.rollbackRatio5m(),
        TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
    TickFigures ticks = tenant(frame.tenant()).ticks();
    ticks.multiple(frame.multiple());
    if (frame.state().outputsOn()) {
      ticks.heard(frame.played());
    }
  }

  /**
   * Takes a tick of the bridge as it leaves.
   *
   * @param tenant tenant
   * @param tickMs milliseconds to the next tick
   * @param state 0 for E0 to 4 for E4
   * @param phaseDiffMean mean magnitude of the phase error in cycles, NaN if unknown
   * @param syncQuality judged sync quality, NaN if unknown
   * @param entropyRatio judged entropy ratio, NaN if unknown
   * @param rollbackRatio5m refused ticks of the last 5 min to all, 0 to 1
   * @param processingMicros processing time, microseconds of any origin
   */
  public void control(
      String tenant,
      double tickMs,
      int state,
      double phaseDiffMean,
      double syncQuality,
      double entropyRatio,
      double rollbackRatio5m,
      long processingMicros) {
    TickFigures ticks = tenant(tenant).ticks();
    ticks.left(tickMs, processingMicros);
    ticks.judged(state, phaseDiffMean, syncQuality, entropyRatio, rollbackRatio5m);
  }

  /** Ticking has stopped (E0, E4): of the bridge only its state is told until the next tick. */
  public void resting(String tenant, int state) {
    tenant(tenant).ticks().rest(state);
  }

  /** Counts a risk entry. */
  public void risk(String tenant) {
    tenant(tenant).count(EvidenceMetric.RISK_COUNT);
  }

  /** Counts a quote entry. */
  public void quote(String tenant) {
    tenant(tenant).count(EvidenceMetric.QUOTE_COUNT);
  }

  /** Takes a value of the reference engine. */
  public void reference(String tenant, UreValue which, double value) {
    tenant(tenant).reference(which, value);
  }

  /** Nothing is kept of the tenant any more: its series end. */
  public void ended(String tenant) {
    TenantSeries series = tenants.remove(tenant);
    if (series != null) {
      series.end();
    }
  }

  private TenantSeries tenant(String name) {
    TenantSeries series = tenants.get(name);
    if (series == null) {
      series = new TenantSeries(name, register);
      tenants.put(name, series);
    }
    return series;
  }
}
