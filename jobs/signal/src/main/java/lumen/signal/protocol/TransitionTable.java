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
  record Row(BridgeState from, BridgeState to, TransitionCondition when) {
    /** Whether a state of before 2.1 does not hold since when its condition holds. */
    boolean isNewer() {
      return when == TransitionCondition.LOST
          || (from == E3_GUARDED && when == TransitionCondition.UNLOCKED);
    }
  }

  private static final List<Row> ROWS =
      List.of(
          new Row(E0_IDLE, E1_SYNCING, TransitionCondition.FRAME_COMES),
          new Row(E0_IDLE, E1_SYNCING, TransitionCondition.REFERENCE_TICKS),
          new Row(E1_SYNCING, E0_IDLE, TransitionCondition.SILENT),
          new Row(E1_SYNCING, E2_BRIDGED, TransitionCondition.LOCKED),
          new Row(E1_SYNCING, E0_IDLE, TransitionCondition.UNSYNCED),
          new Row(E2_BRIDGED, E4_ROLLBACK, TransitionCondition.HARD_STOP),
          new Row(E2_BRIDGED, E4_ROLLBACK, TransitionCondition.REFUSED),
          new Row(E2_BRIDGED, E0_IDLE, TransitionCondition.SILENT),
          new Row(E2_BRIDGED, E1_SYNCING, TransitionCondition.LOST),
          new Row(E2_BRIDGED, E1_SYNCING, TransitionCondition.UNLOCKED),
          new Row(E2_BRIDGED, E3_GUARDED, TransitionCondition.ENTROPY_HIGH),
          new Row(E3_GUARDED, E4_ROLLBACK, TransitionCondition.HARD_STOP),
          new Row(E3_GUARDED, E4_ROLLBACK, TransitionCondition.REFUSED),
          new Row(E3_GUARDED, E4_ROLLBACK, TransitionCondition.RESIDUAL_HIGH),
          new Row(E3_GUARDED, E0_IDLE, TransitionCondition.SILENT),
          new Row(E3_GUARDED, E1_SYNCING, TransitionCondition.LOST),
          new Row(E3_GUARDED, E1_SYNCING, TransitionCondition.UNLOCKED),
          new Row(E3_GUARDED, E2_BRIDGED, TransitionCondition.ENTROPY_LOW),
          new Row(E4_ROLLBACK, E1_SYNCING, TransitionCondition.RELEASED));

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
