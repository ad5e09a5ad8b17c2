package lumen.runtime.state;

import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.InternalTimeServiceManager;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * Flink's operator of a keyed function, which lets the function write what it holds before a
 * checkpoint or savepoint takes its state, and can give those behind event time in steps.
 *
 * <p>A watermark that makes many keys do much holds up no checkpoint: between the timers of two
 * keys whatever waits for the task is done, a barrier that overtakes first of all. What the
 * checkpoint holds is as good as any: the keys that have gone on and those that have not, with
 * their timers. The watermark itself is given on when all have gone on, so nothing ends before
 * that.
 */
public final class WriteBehindOperator<I, O> extends KeyedProcessOperator<String, I, O> {
  private static final long serialVersionUID = 1L;

  private final MarkSteps steps;

  private transient long lastMark;
  private transient MailboxExecutor waiting;

  private <F extends KeyedProcessFunction<String, I, O> & WriteBehind> WriteBehindOperator(
      F function, MarkSteps steps) {
    super(function);
    this.steps = steps;
  }

  /** An operator that runs the function. */
  public static <I, O, F extends KeyedProcessFunction<String, I, O> & WriteBehind>
      WriteBehindOperator<I, O> of(F function) {
    return of(function, MarkSteps.NONE);
  }

  /**
   * An operator that runs the function.
   *
   * @param steps the watermarks that it gives beside those it is given, behind what a watermark
   *     makes of them
   */
  public static <I, O, F extends KeyedProcessFunction<String, I, O> & WriteBehind>
      WriteBehindOperator<I, O> of(F function, MarkSteps steps) {
    return new WriteBehindOperator<>(function, steps);
  }

  private WriteBehind writing() {
    return (WriteBehind) userFunction;
  }

  @Override
  public void open() throws Exception {
    writing().writeUnder(this);
    lastMark = Long.MIN_VALUE;
    waiting =
        getContainingTask()
            .getMailboxExecutorFactory()
            .createExecutor(getOperatorConfig().getChainIndex());
    super.open();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    goOn(mark);
    if (steps.cuts(lastMark, mark.getTimestamp())) {
      steps.between(lastMark, mark.getTimestamp(), at -> output.emitWatermark(new Watermark(at)));
    }
    lastMark = mark.getTimestamp();
    super.processWatermark(mark);
  }

  /** Fires the timers up to the watermark; what waits for the task is done in between. */
  private void goOn(Watermark mark) throws Exception {
    InternalTimeServiceManager<?> timers = getTimeServiceManager().orElseThrow();
    while (!timers.tryAdvanceWatermark(mark, waiting::shouldInterrupt)) {
      waiting.tryYield();
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    writing().writeHeld();
    super.snapshotState(context);
  }
}
