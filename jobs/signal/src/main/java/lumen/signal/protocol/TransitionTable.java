package lumen.signal.protocol;

import static lumen.signal.protocol.BridgeState.E0_IDLE;
import static lumen.signal.protocol.BridgeState.E1_SYNCING;
import static lumen.signal.protocol.BridgeState.E2_BRIDGED;
import static lumen.signal.protocol.BridgeState.E3_GUARDED;
import static lumen.signal.protocol.BridgeState.E4_ROLLBACK;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The transitions of the protocol, one row each. Of the rows of a state whose condition is met the
 * first is taken: what is safer stands above.
 */
final class TransitionTable {

  /** One transition. */
  record Row(BridgeState from, BridgeState to, Condition when) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(E0_IDLE, E1_SYNCING, Condition.FRAME_COMES),
          new Row(E0_IDLE, E1_SYNCING, Condition.REFERENCE_TICKS),
          new Row(E1_SYNCING, E0_IDLE, Condition.SILENT),
          new Row(E1_SYNCING, E2_BRIDGED, Condition.LOCKED),
          new Row(E1_SYNCING, E0_IDLE, Condition.UNSYNCED),
          new Row(E2_BRIDGED, E4_ROLLBACK, Condition.HARD_STOP),
          new Row(E2_BRIDGED, E4_ROLLBACK, Condition.REFUSED),
          new Row(E2_BRIDGED, E0_IDLE, Condition.SILENT),
          new Row(E2_BRIDGED, E1_SYNCING, Condition.UNLOCKED),
          new Row(E2_BRIDGED, E3_GUARDED, Condition.ENTROPY_HIGH),
          new Row(E3_GUARDED, E4_ROLLBACK, Condition.HARD_STOP),
          new Row(E3_GUARDED, E4_ROLLBACK, Condition.REFUSED),
          new Row(E3_GUARDED, E4_ROLLBACK, Condition.RESIDUAL_HIGH),
          new Row(E3_GUARDED, E0_IDLE, Condition.SILENT),
          new Row(E3_GUARDED, E2_BRIDGED, Condition.ENTROPY_LOW),
          new Row(E4_ROLLBACK, E1_SYNCING, Condition.RELEASED));

  private static final Map<BridgeState, List<Row>> BY_STATE = byState();

  private TransitionTable() {}

  /** The rows of a state, in order. */
  static List<Row> rowsFrom(BridgeState state) {
    return BY_STATE.get(state);
  }

  private static Map<BridgeState, List<Row>> byState() {
    Map<BridgeState, List<Row>> rows = new EnumMap<>(BridgeState.class);
    for (BridgeState state : BridgeState.values()) {
      rows.put(state, ROWS.stream().filter(row -> row.from() == state).toList());
    }
    return rows;
  }
}
