package lumen.overlay.route;

import java.util.List;
import lumen.event.Row;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;

/**
 * Flink's operator of a keyed function beside a broadcast, which lets the function write what it
 * holds before a checkpoint or savepoint takes its state.
 */
final class RouteOperator extends CoBroadcastWithKeyedOperator<String, Row, Row, Void> {
  private static final long serialVersionUID = 1L;

  RouteOperator(RouteFunction function) {
    super(function, List.of(RouteFunction.ENDS));
  }

  private RouteFunction writing() {
    return (RouteFunction) userFunction;
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
