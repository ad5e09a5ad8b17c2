package lumen.overlay.route;

import java.util.Map;
import lumen.event.Row;
import lumen.overlay.command.OverlayCommands;
import lumen.overlay.graph.OverlayRun;
import lumen.overlay.ingest.LineReading;
import lumen.overlay.ingest.RouteLineReader;
import lumen.overlay.join.OpenRequests;
import lumen.overlay.metrics.RouteMetrics;
import lumen.overlay.record.OverlayCommand;
import lumen.overlay.settings.OverlaySettings;
import lumen.overlay.tenant.LineMoment;
import lumen.runtime.command.CommandReader;
import lumen.runtime.state.Frontier;
import lumen.runtime.state.HeapCache;
import lumen.runtime.state.ShapeGuard;
import lumen.runtime.state.StateShape;
import lumen.runtime.state.WriteBehind;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.apache.flink.util.Collector;

/**
 * Decides the requests of the tenants, keyed by tenant, as their lines come.
 *
 * <p>A timer at the time of what is due next lets it happen when the watermark is past it and the
 * log has been silent; a line lets it happen before itself. A log that has ended stands: nothing
 * beyond its clock happens to its tenants, however far others go on.
 */
final class RouteFunction extends KeyedBroadcastProcessFunction<String, Row, Row, Void>
    implements CheckpointedFunction, WriteBehind {
  /** The clocks of the logs that have ended, by their names. */
  static final MapStateDescriptor<String, Long> ENDS =
      new MapStateDescriptor<>("log-ends", Types.STRING, Types.LONG);

  private static final long serialVersionUID = 1L;

  /** Requests on the heap; each takes some hundred bytes. */
  private static final long CACHED_REQUESTS = 1 << 20;

  private final OverlaySettings settings;
  private final StateShape shaping;
  private final boolean resetWindows;
  private final boolean live;
  private final long cached;

  private transient RouteLineReader lines;
  private transient CommandReader<OverlayCommand> commands;
  private transient RouteStore store;
  private transient RouteMetrics metrics;
  private transient RouteLeaving leaving;
  private transient KeyContext keys;
  private transient UnwrittenRoutes unwritten;
  private transient HeapCache<HeldRoutes> cache;

  RouteFunction(OverlayRun run) {
    this(run, CACHED_REQUESTS);
  }

  RouteFunction(OverlayRun run, long cachedRequests) {
    cached = cachedRequests;
    settings = run.settings();
    shaping = run.shaping();
    resetWindows = run.resetWindows();
    live = run.live();
  }

  @Override
  public void writeUnder(KeyContext chooser) {
    keys = chooser;
  }

  @Override
  public void writeHeld() throws Exception {
    unwritten.writeAll(keys);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ShapeGuard.check(
        context, shaping, resetWindows, getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // What is held was written before.
  }

  @Override
  public void open(OpenContext context) {
    commands = OverlayCommands.reader(settings.file().gates());
    lines = new RouteLineReader(commands);
    metrics =
        new RouteMetrics(
            getRuntimeContext().getMetricGroup(),
            settings.flags(),
            live,
            getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks());
    leaving = new RouteLeaving(metrics);
    store = new RouteStore(getRuntimeContext(), settings.tenant(), leaving);
    unwritten = new UnwrittenRoutes(store);
    cache = new HeapCache<>(keys, cached, held -> held.tenant().weight(), unwritten::write);
  }

  @Override
  public void processElement(Row row, ReadOnlyContext context, Collector<Void> out)
      throws Exception {
    HeldRoutes held = held(context.getCurrentKey());
    leaving.to(held.tenant(), row.text(), row.takenMicros(), context::output);
    if (row.kind() == Row.Kind.ORDER) {
      OverlayCommand command = commands.read(row.text()).command().orElseThrow();
      held.tenant().command(command, row.stream(), row.position());
    } else {
      LineReading reading = lines.read(row.text());
      held.tenant()
          .line(
              reading.line().orElseThrow(),
              new LineMoment(
                  row.clockMicros(),
                  row.clamped(),
                  row.inDoubt(),
                  row.log(),
                  row.stream(),
                  row.position()));
    }
    keep(held, context.getCurrentKey(), context.timerService());
  }

  @Override
  public void processBroadcastElement(Row end, Context context, Collector<Void> out)
      throws Exception {
    context.getBroadcastState(ENDS).put(end.log(), end.clockMicros());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Void> out)
      throws Exception {
    String key = context.getCurrentKey();
    if (cache.get(key) == null && store.isEmpty()) {
      return;
    }
    HeldRoutes held = held(key);
    held.fired();
    leaving.to(held.tenant(), "", Row.UNTIMED, context::output);
    long frontier = Frontier.ofWatermark(context.timerService().currentWatermark());
    long end = endMicros(held.tenant().log(), frontier, context.getBroadcastState(ENDS));
    if (end < frontier) {
      held.tenant().end(end);
      unwritten.write(held);
    } else if (frontier != Long.MAX_VALUE) {
      held.tenant().happen(frontier - 1);
      keep(held, key, context.timerService());
    }
  }

  /**
   * The clock at which a log ended; {@link OpenRequests#NEVER} of one that goes on. A tenant that
   * has no log yet ends with the last of all, when the input does.
   */
  private static long endMicros(
      String log, long frontier, ReadOnlyBroadcastState<String, Long> ends) throws Exception {
    if (!log.isEmpty()) {
      Long end = ends.get(log);
      return end == null ? OpenRequests.NEVER : end;
    }
    long last = OpenRequests.NEVER;
    if (frontier == Long.MAX_VALUE) {
      for (Map.Entry<String, Long> end : ends.immutableEntries()) {
        last = last == OpenRequests.NEVER ? end.getValue() : Math.max(last, end.getValue());
      }
    }
    return last;
  }

  private void keep(HeldRoutes held, String key, TimerService timers) throws Exception {
    if (held.tenant().isCleared()) {
      store.clear();
      unwritten.forget(key);
      cache.remove(key);
      metrics.forget(key);
      return;
    }
    unwritten.changed(held);
    cache.put(key, held);
    if (held.isToBeShown(timers.currentProcessingTime())) {
      metrics.stands(held.tenant().view());
    }
    long due = held.tenant().nextDueMicros();
    if (due != OpenRequests.NEVER) {
      held.timer(Frontier.watermarkPast(due), timers);
    }
  }

  private HeldRoutes held(String key) throws Exception {
    HeldRoutes held = cache.get(key);
    return held == null ? new HeldRoutes(key, store.load(key)) : held;
  }
}
