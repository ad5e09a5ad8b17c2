package lumen.governance.ledger;

import java.nio.charset.StandardCharsets;
import lumen.event.Row;
import lumen.governance.command.ServiceCommands;
import lumen.governance.figure.ServiceCalendar;
import lumen.governance.ingest.ServiceLineReader;
import lumen.governance.metrics.LedgerMetrics;
import lumen.governance.record.ServiceCommand;
import lumen.governance.record.ServiceLine;
import lumen.governance.run.GovernanceRun;
import lumen.governance.service.ServiceLedger;
import lumen.governance.settings.GovernanceSettings;
import lumen.runtime.state.Frontier;
import lumen.runtime.state.HeapCache;
import lumen.runtime.state.ShapeGuard;
import lumen.runtime.state.StateShape;
import lumen.runtime.state.WriteBehind;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.apache.flink.util.Collector;

/**
 * Keeps the ledgers of the services, keyed by service. Lines wait for their step; a timer behind
 * the end of the step that is next closes it, and all that the watermark has passed as well.
 */
final class LedgerFunction extends KeyedProcessFunction<String, Row, Void>
    implements CheckpointedFunction, WriteBehind {
  private static final long serialVersionUID = 1L;

  /** Services on the heap, about half a megabyte each. */
  private static final long CACHED_SERVICES = 1024;

  /** Fires when no line comes any more. */
  private static final long AT_END = Long.MAX_VALUE - 1;

  /** Whether a service is to be forgotten is looked at so seldom that few timers wait. */
  private static final long LOOK = 10 * ServiceCalendar.DAY;

  private final GovernanceSettings settings;
  private final StateShape shaping;
  private final boolean resetWindows;
  private final boolean live;

  private transient KeyContext keys;
  private transient ServiceLineReader lines;
  private transient LedgerStore store;
  private transient LedgerMetrics metrics;
  private transient LedgerTelling.Emitters emitters;
  private transient HeapCache<HeldLedger> cache;

  LedgerFunction(GovernanceRun run) {
    settings = run.settings();
    shaping = run.shaping();
    resetWindows = run.resetWindows();
    live = run.live();
  }

  @Override
  public void writeUnder(KeyContext context) {
    keys = context;
  }

  @Override
  public void writeHeld() throws Exception {
    cache.writeAll();
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
    lines = new ServiceLineReader(settings);
    metrics =
        new LedgerMetrics(
            getRuntimeContext().getMetricGroup(),
            live,
            getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks());
    emitters = new LedgerTelling.Emitters(metrics);
    store = new LedgerStore(getRuntimeContext(), settings, emitters);
    cache = new HeapCache<>(keys, CACHED_SERVICES, held -> 1, store::write);
  }

  @Override
  public void processElement(Row row, Context context, Collector<Void> out) throws Exception {
    String service = context.getCurrentKey();
    HeldLedger held = held(service);
    emitters.set(context::output);
    byte[] bytes = row.text().getBytes(StandardCharsets.UTF_8);
    if (row.kind() == Row.Kind.ORDER) {
      order(held, row, bytes);
    } else {
      line(held, lines.read(bytes, 0, bytes.length).line().orElseThrow(), row, bytes);
    }
    if (held.ledger().lastStep() == Long.MIN_VALUE) {
      context.timerService().registerEventTimeTimer(AT_END);
    }
    hold(held, service);
    next(held, frontier(context.timerService()), context.timerService());
  }

  private static void order(HeldLedger held, Row row, byte[] bytes) {
    ServiceCommand command = ServiceCommands.read(row.text()).orElseThrow();
    if (!held.ledger().add(command)) {
      held.telling()
          .reject(
              "duplicate_id",
              "a command must have an id of its own, was taken before: " + command.id(),
              row.stream(),
              row.position(),
              bytes);
    }
  }

  /** A stream that was taken for one that is over may still bring a line for a closed step. */
  private static void line(HeldLedger held, ServiceLine line, Row row, byte[] bytes) {
    ServiceLedger ledger = held.ledger();
    if (ServiceCalendar.stepEnd(line.micros()) <= ledger.lastStep()) {
      held.telling()
          .late(
              "ts must belong to a step that is open: those up to %d are closed"
                  .formatted(ledger.lastStep() / ServiceCalendar.SECOND),
              row.stream(),
              row.position(),
              bytes);
    } else {
      ledger.add(line, row.stream());
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Void> out)
      throws Exception {
    String service = context.getCurrentKey();
    if (cache.get(service) == null && store.isEmpty()) {
      return;
    }
    HeldLedger held = held(service);
    held.fired();
    emitters.set(context::output);
    long frontier = frontier(context.timerService());
    boolean end = frontier == Long.MAX_VALUE;
    held.ledger().advance(end ? Long.MAX_VALUE : frontier - 1);
    if (!end && held.ledger().isForgotten(frontier)) {
      store.clear();
      cache.remove(service);
      metrics.forget(service);
      context.timerService().deleteEventTimeTimer(AT_END);
      return;
    }
    if (timestamp == AT_END) {
      held.telling().account(held.ledger().lastStep(), held.ledger().account());
    }
    hold(held, service);
    if (!end) {
      next(held, frontier, context.timerService());
    }
  }

  private void hold(HeldLedger held, String service) throws Exception {
    cache.put(service, held);
    metrics.rollback(service, held.ledger().rollback());
  }

  private static long frontier(TimerService timers) {
    return Frontier.ofWatermark(timers.currentWatermark());
  }

  /** Has a service looked at when its next step ends, or when it may be forgotten. */
  private static void next(HeldLedger held, long frontier, TimerService timers) {
    long next = held.ledger().nextStep();
    if (next != Long.MAX_VALUE) {
      held.timer(Frontier.watermarkPast(next), timers);
    } else if (held.ledger().lastStep() != Long.MIN_VALUE) {
      long due = Math.max(frontier + 1, held.ledger().lastStep() + ServiceLedger.FORGOTTEN);
      held.timer(Frontier.watermarkPast(-Math.floorDiv(-due, LOOK) * LOOK), timers);
    }
  }

  private HeldLedger held(String service) throws Exception {
    HeldLedger held = cache.get(service);
    return held == null ? store.load(service) : held;
  }
}
