package lumen.overlay.gate;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * One overlay in one scenario: what it and its baseline cost in the last 60 steps, and its gates.
 * Steps in which nothing came take no room.
 */
public final class Lane {
  /** How many steps are kept: an hour. */
  public static final int STEPS = 60;

  private static final long MICROS = 1_000_000;

  private final Map<GateKind, GateTrack> gates = new EnumMap<>(GateKind.class);
  private final Deque<NumberedStep> steps = new ArrayDeque<>();

  private record NumberedStep(long step, StepSums sums) {}

  /** A lane with nothing in it. */
  public Lane(GateSettings settings) {
    int windows = settings.windowsS().size();
    Arrays.stream(GateKind.values()).forEach(kind -> gates.put(kind, new GateTrack(windows)));
  }

  private Lane() {}

  /** Writes its gates; steps are written each by itself. */
  public void write(StateWriter out) throws IOException {
    for (GateTrack gate : gates.values()) {
      gate.write(out);
    }
  }

  /** Reads gates; steps follow in their order. */
  public static Lane read(StateReader in) throws IOException {
    Lane lane = new Lane();
    for (GateKind kind : GateKind.values()) {
      lane.gates.put(kind, GateTrack.read(in));
    }
    return lane;
  }

  /** Writes what came in a step that is kept. */
  public void writeStep(long step, StateWriter out) throws IOException {
    for (NumberedStep each : steps) {
      if (each.step() == step) {
        each.sums().write(out);
      }
    }
  }

  /** Takes up a step behind those that there are. */
  public void readStep(long step, StateReader in) throws IOException {
    steps.addLast(new NumberedStep(step, StepSums.read(in)));
  }

  /** The numbers of the steps that are kept. */
  public List<Long> steps() {
    return steps.stream().map(NumberedStep::step).toList();
  }

  /** Takes what the overlay ran. */
  public void overlay(long step, Cost cost, GateSettings settings) {
    steps.addLast(new NumberedStep(step, taken(step).plusOverlay(cost, settings.latency())));
  }

  /** Takes what the baseline ran. */
  public void baseline(long step, Cost cost, GateSettings settings) {
    steps.addLast(new NumberedStep(step, taken(step).plusBaseline(cost, settings.latency())));
  }

  private StepSums taken(long step) {
    return !steps.isEmpty() && steps.getLast().step() == step
        ? steps.removeLast().sums()
        : StepSums.NONE;
  }

  /** Forgets what no window of steps before this one reaches. */
  public void forget(long step) {
    while (!steps.isEmpty() && steps.getFirst().step() < step - STEPS) {
      steps.removeFirst();
    }
  }

  /** The figures of each window of the steps before this one. */
  public List<WindowFigures> figures(long step, GateSettings settings) {
    List<WindowFigures> windows = new ArrayList<>();
    for (long windowS : settings.windowsS()) {
      StepSums sums = sums(step - windowS / GateSettings.STEP_S, step);
      windows.add(WindowFigures.of(windowS, sums, settings));
    }
    return windows;
  }

  private StepSums sums(long from, long to) {
    StepSums sums = StepSums.NONE;
    for (NumberedStep each : steps) {
      if (each.step() >= from && each.step() < to) {
        sums = sums.plus(each.sums());
      }
    }
    return sums;
  }

  /**
   * Looks at the windows at the end of a step.
   *
   * @param micros the end of the step
   * @return the gates that moved
   */
  public List<GateMove> look(List<WindowFigures> windows, GateSettings settings, long micros) {
    List<GateMove> moves = new ArrayList<>();
    for (GateKind kind : GateKind.values()) {
      GateTrack gate = gates.get(kind);
      GateLook look = new GateLook(kind, windows, settings);
      int window = gate.step(look.looks(), settings, micros);
      if (!GateTrack.stays(window)) {
        moves.add(new GateMove(kind, gate.state().wireName(), look.grounds(window, gate.state())));
      }
    }
    return moves;
  }

  /** Whether a block has lasted long enough to end by itself. */
  public boolean isReleasedAt(long micros, GateSettings settings) {
    return settings.autoReleaseS() > 0
        && gates.values().stream()
            .anyMatch(
                gate ->
                    gate.state() == GateState.BLOCK
                        && micros >= gate.blockedMicros() + settings.autoReleaseS() * MICROS);
  }

  /**
   * Opens its blocked gates; then windows and steps in a row begin anew, but for the baseline's.
   *
   * @return the gates that moved; none where none was blocked
   */
  public List<GateMove> release() {
    if (!isBlocked()) {
      return List.of();
    }
    List<GateMove> moves = new ArrayList<>();
    gates.forEach((kind, gate) -> moved(moves, kind, gate, GateState.BLOCK, GateMove.RELEASE));
    gates.forEach((kind, gate) -> moved(moves, kind, gate, GateState.WARN, "ok"));
    gates.values().forEach(GateTrack::reset);
    List<NumberedStep> kept = new ArrayList<>(steps);
    steps.clear();
    kept.forEach(each -> steps.add(new NumberedStep(each.step(), each.sums().withoutOverlay())));
    return moves;
  }

  private static void moved(
      List<GateMove> moves, GateKind kind, GateTrack gate, GateState from, String action) {
    if (gate.state() == from) {
      moves.add(new GateMove(kind, action, null));
    }
  }

  /** How a gate stands. */
  public GateState state(GateKind kind) {
    return gates.get(kind).state();
  }

  /** The first gate that is blocked; null where none is. */
  public GateKind blockedBy() {
    for (Map.Entry<GateKind, GateTrack> gate : gates.entrySet()) {
      if (gate.getValue().state() == GateState.BLOCK) {
        return gate.getKey();
      }
    }
    return null;
  }

  private boolean isBlocked() {
    return blockedBy() != null;
  }

  /** Whether no gate warns or blocks. */
  public boolean isOk() {
    return all(gate -> gate.state() == GateState.OK);
  }

  /** Whether it holds nothing that a lane without a past would not hold. */
  public boolean isEmpty() {
    return steps.isEmpty() && all(GateTrack::isAtRest);
  }

  private boolean all(Predicate<GateTrack> predicate) {
    Iterator<GateTrack> each = gates.values().iterator();
    boolean all = true;
    while (all && each.hasNext()) {
      all = predicate.test(each.next());
    }
    return all;
  }
}
