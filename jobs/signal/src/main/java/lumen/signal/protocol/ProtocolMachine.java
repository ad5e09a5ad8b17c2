package lumen.signal.protocol;

import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lumen.state.StateReader;

/**
 * The protocol of the bridge: which state it is in, and when it passes to another. A machine of
 * readings alone; times are theirs, in microseconds. At most one transition is made at a tick. Not
 * thread-safe.
 *
 * <p>A condition that must hold on end is timed from the first tick at which it held, from entry
 * into the state at the earliest; a value that is not known meets none.
 */
public final class ProtocolMachine {
  private static final long NOT = Long.MIN_VALUE;
  private static final double MICROS = 1e6;

  private final ProtocolSettings settings;
  private BridgeState state = BridgeState.E0_IDLE;

  /** Since when each condition of the state holds; absent if it does not. */
  private final Map<TransitionCondition, Long> since = new EnumMap<>(TransitionCondition.class);

  /** The protocol of an idle bridge. */
  public ProtocolMachine(ProtocolSettings settings) {
    this.settings = settings;
  }

  /** The state. */
  public BridgeState state() {
    return state;
  }

  /**
   * Judges the readings, of a time not before those of the last call; the transition if one is
   * made.
   */
  public Optional<Transition> judge(Readings readings) {
    observe(readings);
    for (TransitionTable.Row row : TransitionTable.rowsFrom(state)) {
      if (isMet(row.when(), readings)) {
        return Optional.of(take(row, readings));
      }
    }
    return Optional.empty();
  }

  private void observe(Readings readings) {
    for (TransitionTable.Row row : TransitionTable.rowsFrom(state)) {
      TransitionCondition condition = row.when();
      if (condition.occasion() != readings.occasion()) {
        continue;
      }
      if (condition.holds(readings, settings)) {
        since.putIfAbsent(condition, readings.micros());
      } else if (condition.isTimedFromLastMiss()) {
        since.put(condition, readings.micros());
      } else {
        since.remove(condition);
      }
    }
  }

  private boolean isMet(TransitionCondition condition, Readings readings) {
    return condition.occasion() == readings.occasion()
        && condition.holds(readings, settings)
        && readings.micros() - since.get(condition) >= condition.spanMicros();
  }

  private Transition take(TransitionTable.Row row, Readings readings) {
    Map<String, Double> values = readings.values();
    values.put("held_s", (readings.micros() - since.get(row.when())) / MICROS);
    state = row.to();
    since.clear();
    since.put(TransitionCondition.UNSYNCED, readings.micros());
    observe(readings);
    String cause = row.when().cause(readings, settings);
    return new Transition(readings.micros(), row.from(), row.to(), cause, values);
  }

  /** Writes the state that {@link #readFrom} takes back; what 2.1 has added comes last. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeUTF(state.wireName());
    for (TransitionTable.Row row : stored()) {
      out.writeLong(since.getOrDefault(row.when(), NOT));
    }
  }

  private List<TransitionTable.Row> stored() {
    List<TransitionTable.Row> rows = TransitionTable.rowsFrom(state);
    return Stream.concat(
            rows.stream().filter(row -> !row.isNewer()),
            rows.stream().filter(TransitionTable.Row::isNewer))
        .toList();
  }

  /** Takes back a state written with the same settings. */
  public void readFrom(StateReader in) throws IOException {
    state = BridgeState.ofWireName(in.readUTF());
    for (TransitionTable.Row row : stored()) {
      long from = row.isNewer() && !in.hasAddition() ? NOT : in.readLong();
      if (from != NOT) {
        since.put(row.when(), from);
      }
    }
  }
}
