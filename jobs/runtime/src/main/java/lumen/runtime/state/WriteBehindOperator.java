package lumen.runtime.state;

import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/**
 * Flink's operator of a keyed function, which lets the function write what it holds before a
 * checkpoint or savepoint takes its state.
 */
public final class WriteBehindOperator<I, O> extends KeyedProcessOperator<String, I, O> {
  private static final long serialVersionUID = 1L;

  private <F extends KeyedProcessFunction<String, I, O> & WriteBehind> WriteBehindOperator(
      F function) {
    super(function);
  }

  /** An operator that runs the function. */
  public static <I, O, F extends KeyedProcessFunction<String, I, O> & WriteBehind>
      WriteBehindOperator<I, O> of(F function) {
    return new WriteBehindOperator<>(function);
  }

  private WriteBehind writing() {
    return (WriteBehind) userFunction;
  }

  @Override
  public void open() throws Exception {
    writing().writeUnder(this);
    super.open();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    writing().writeHeld();
    super.snapshotState(context);
  }
}
