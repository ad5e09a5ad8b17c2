package lumen.overlay.budget;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.flag.OverlayFlag;
import lumen.overlay.gate.Cost;
import lumen.overlay.gate.GateKind;
import lumen.overlay.gate.GateSettings;
import lumen.overlay.gate.GateState;
import lumen.overlay.gate.Lane;
import lumen.overlay.gate.WindowFigures;

/**
 * The gates over two recorded sets: each overlay in each scenario against the baseline of that
 * scenario, all outcomes in one window. What would have to hold some steps in a row holds here if
 * it holds at all.
 */
public final class BudgetComparison {
  private static final long STEP = 0;
  private static final long STEP_MICROS = GateSettings.STEP_S * 1_000_000L;

  private final GateSettings gates;
  private final FlagSet flags;
  private final Map<String, List<Cost>> baselines = new TreeMap<>();
  private final Map<Place, List<Cost>> overlays = new TreeMap<>(Place.ORDER);

  private record Place(String scenario, String overlay) {
    static final Comparator<Place> ORDER =
        Comparator.comparing(Place::scenario).thenComparing(Place::overlay);
  }

  /**
   * A comparison of nothing yet.
   *
   * @param gates limits
   * @param flags give overlays gates of their own
   */
  public BudgetComparison(GateSettings gates, FlagSet flags) {
    this.gates = gates;
    this.flags = flags;
  }

  /** Takes an outcome of the set that the overlays are held against. */
  public void baseline(String scenario, Cost cost) {
    baselines.computeIfAbsent(scenario, name -> new ArrayList<>()).add(cost);
  }

  /** Takes an outcome of an overlay. */
  public void overlay(String scenario, String overlay, Cost cost) {
    overlays.computeIfAbsent(new Place(scenario, overlay), place -> new ArrayList<>()).add(cost);
  }

  /** What the gates say of each overlay in each scenario, by their names. */
  public List<BudgetVerdict> verdicts() {
    return overlays.entrySet().stream()
        .map(each -> verdict(each.getKey(), each.getValue()))
        .toList();
  }

  private BudgetVerdict verdict(Place place, List<Cost> costs) {
    GateSettings its =
        flags.find(place.overlay()).map(OverlayFlag::gates).map(gates::with).orElse(gates);
    Lane lane = new Lane(its);
    costs.forEach(cost -> lane.overlay(STEP, cost, its));
    baselines
        .getOrDefault(place.scenario(), List.of())
        .forEach(cost -> lane.baseline(STEP, cost, its));
    List<WindowFigures> windows = lane.figures(STEP + 1, its);
    for (int step = 1; step <= Math.max(its.stepsInARow(), its.warnSteps()); step++) {
      lane.look(windows, its, step * STEP_MICROS);
    }
    Map<GateKind, GateState> states = new EnumMap<>(GateKind.class);
    for (GateKind kind : GateKind.values()) {
      states.put(kind, lane.state(kind));
    }
    WindowFigures figures = windows.get(windows.size() - 1);
    return new BudgetVerdict(
        place.scenario(), place.overlay(), figures, figures.blockAt(its), its.minN(), states);
  }
}
