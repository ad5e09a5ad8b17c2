package lumen.overlay.tenant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.overlay.flag.OverlayFlag;
import lumen.overlay.gate.Cost;
import lumen.overlay.gate.GateKind;
import lumen.overlay.gate.GateMove;
import lumen.overlay.gate.GateSettings;
import lumen.overlay.gate.GateState;
import lumen.overlay.gate.Lane;
import lumen.overlay.gate.WindowFigures;
import lumen.overlay.part.PartForm;
import lumen.overlay.part.PartKind;
import lumen.overlay.part.Parts;
import lumen.overlay.record.Verdict;
import lumen.overlay.tenant.TenantView.LaneView;
import lumen.state.StateForm;

/** The lanes of a tenant, by scenario and overlay, and what is told of their gates. */
final class Lanes {
  private static final long MICROS = 1_000_000;

  private static final PartForm LANE = new PartForm(new StateForm("overlay-lane", 1, 0));
  private static final PartForm STEP = new PartForm(new StateForm("overlay-step", 1, 0));

  private final Map<LaneKey, Lane> byKey = new TreeMap<>(LaneKey.ORDER);
  private final String tenant;
  private final EvidenceJournal journal;
  private final RouteOutputs out;
  private final Parts parts;

  Lanes(String tenant, EvidenceJournal journal, RouteOutputs out, Parts parts) {
    this.tenant = tenant;
    this.journal = journal;
    this.out = out;
    this.parts = parts;
  }

  private void changed(LaneKey key, Lane lane) {
    parts.put(
        key.part(),
        () ->
            LANE.write(
                to -> {
                  to.writeText(key.scenario());
                  to.writeText(key.overlay());
                  lane.write(to);
                }));
  }

  private void changed(LaneKey key, Lane lane, long step) {
    parts.put(
        key.part(step),
        () ->
            STEP.write(
                to -> {
                  to.writeText(key.scenario());
                  to.writeText(key.overlay());
                  to.writeLong(step);
                  lane.writeStep(step, to);
                }));
  }

  void restoreLane(byte[] part) {
    LANE.read(part, in -> byKey.put(new LaneKey(in.readText(), in.readText()), Lane.read(in)));
  }

  /** Takes up a step of a lane that was taken up, in the order of the steps. */
  void restoreStep(byte[] part) {
    STEP.read(
        part,
        in -> {
          LaneKey key = new LaneKey(in.readText(), in.readText());
          Lane lane = byKey.get(key);
          if (lane == null) {
            throw in.damaged("must be of a lane that there is: " + key);
          }
          lane.readStep(in.readLong(), in);
          return key;
        });
  }

  List<LaneView> view() {
    return byKey.entrySet().stream()
        .map(
            each -> {
              Map<GateKind, GateState> states = new EnumMap<>(GateKind.class);
              for (GateKind kind : GateKind.values()) {
                states.put(kind, each.getValue().state(kind));
              }
              return new LaneView(each.getKey().scenario(), each.getKey().overlay(), states);
            })
        .toList();
  }

  void forget() {
    byKey.forEach(this::forget);
    byKey.clear();
  }

  private void forget(LaneKey key, Lane lane) {
    parts.remove(key.part());
    lane.steps().forEach(step -> parts.remove(key.part(step)));
  }

  private record LaneKey(String scenario, String overlay) {
    static final Comparator<LaneKey> ORDER =
        Comparator.comparing(LaneKey::scenario).thenComparing(LaneKey::overlay);

    String part() {
      return PartKind.LANE.key(scenario, overlay);
    }

    String part(long step) {
      return PartKind.STEP.key(step, scenario, overlay);
    }
  }

  /** The number of the step that a moment lies in. */
  static long step(long micros) {
    return Math.floorDiv(micros, GateSettings.STEP_S * MICROS);
  }

  /** The begin of a step. */
  static long beginMicros(long step) {
    return step * GateSettings.STEP_S * MICROS;
  }

  /**
   * Counts an outcome for what ran, if any flag names its scenario: an overlay's for itself, the
   * baseline's for each overlay that the request might have been given.
   *
   * @param confidence of the request; NaN for none
   */
  void count(
      long micros,
      String scenario,
      double confidence,
      String ran,
      Cost cost,
      FlagsInForce inForce) {
    if (!inForce.flags().names(scenario)) {
      return;
    }
    long step = step(micros);
    if (!ran.equals(OverlayFlag.BASELINE)) {
      GateSettings gates = inForce.gates(ran);
      LaneKey key = new LaneKey(scenario, ran);
      Lane lane = lane(key, gates);
      lane.overlay(step, cost, gates);
      changed(key, lane, step);
      return;
    }
    for (OverlayFlag overlay : inForce.flags().overlays()) {
      if (overlay.isFor(scenario) && overlay.isConfident(confidence)) {
        GateSettings gates = inForce.gates(overlay.name());
        LaneKey key = new LaneKey(scenario, overlay.name());
        Lane lane = lane(key, gates);
        lane.baseline(step, cost, gates);
        changed(key, lane, step);
      }
    }
  }

  private Lane lane(LaneKey key, GateSettings gates) {
    Lane lane = byKey.get(key);
    if (lane == null) {
      lane = new Lane(gates);
      byKey.put(key, lane);
      changed(key, lane);
    }
    return lane;
  }

  /** The gate that blocks an overlay in a scenario; null where none does. */
  GateKind blockedBy(String scenario, String overlay) {
    Lane lane = byKey.get(new LaneKey(scenario, overlay));
    return lane == null ? null : lane.blockedBy();
  }

  /** Ends the step before a moment, which is a multiple of a step: releases, looks, tells. */
  void endStep(long micros, FlagsInForce inForce, boolean fullHour) {
    long step = step(micros);
    byKey.forEach((key, lane) -> endStep(key, lane, step, micros, inForce, fullHour));
    List<LaneKey> empty = new ArrayList<>();
    byKey.forEach(
        (key, lane) -> {
          if (lane.isEmpty()) {
            forget(key, lane);
            empty.add(key);
          }
        });
    byKey.keySet().removeAll(empty);
  }

  private void endStep(
      LaneKey key, Lane lane, long step, long micros, FlagsInForce inForce, boolean fullHour) {
    GateSettings gates = inForce.gates(key.overlay());
    List<Long> before = lane.steps();
    lane.forget(step);
    before.stream()
        .filter(each -> !lane.steps().contains(each))
        .forEach(each -> parts.remove(key.part(each)));
    boolean moved = false;
    if (lane.isReleasedAt(micros, gates)) {
      moved = told(key, micros, lane.release(), "auto");
      lane.steps().forEach(each -> changed(key, lane, each));
    }
    List<WindowFigures> windows = lane.figures(step, gates);
    moved |= told(key, micros, lane.look(windows, gates, micros), "");
    changed(key, lane);
    WindowFigures longest = windows.get(windows.size() - 1);
    Verdict verdict = verdict(key, lane, micros, moved ? "change" : "hour", windows, gates);
    out.looked(verdict);
    if (moved || (fullHour && (longest.n() > 0 || !lane.isOk()))) {
      out.verdict(verdict);
    }
  }

  private boolean told(LaneKey key, long micros, List<GateMove> moves, String why) {
    moves.forEach(move -> journal.gate(micros, key.scenario(), key.overlay(), move, why));
    return !moves.isEmpty();
  }

  /**
   * Opens the blocked gates of an overlay.
   *
   * @param scenario where; empty for every scenario
   */
  void release(String overlay, String scenario, long micros, FlagsInForce inForce) {
    byKey.forEach(
        (key, lane) -> {
          boolean meant =
              key.overlay().equals(overlay)
                  && (scenario.isEmpty() || key.scenario().equals(scenario));
          if (meant && told(key, micros, lane.release(), "command")) {
            changed(key, lane);
            lane.steps().forEach(each -> changed(key, lane, each));
            GateSettings gates = inForce.gates(overlay);
            List<WindowFigures> windows = lane.figures(step(micros), gates);
            out.verdict(verdict(key, lane, micros, "change", windows, gates));
          }
        });
  }

  private Verdict verdict(
      LaneKey key,
      Lane lane,
      long micros,
      String why,
      List<WindowFigures> windows,
      GateSettings gates) {
    Map<GateKind, GateState> states = new EnumMap<>(GateKind.class);
    for (GateKind kind : GateKind.values()) {
      states.put(kind, lane.state(kind));
    }
    List<Verdict.Window> shown = windows.stream().map(each -> window(each, gates)).toList();
    return new Verdict(micros, tenant, key.scenario(), key.overlay(), why, shown, states);
  }

  private static Verdict.Window window(WindowFigures figures, GateSettings gates) {
    return new Verdict.Window(
        figures.windowS(),
        figures.n(),
        figures.baselineN(),
        figures.sums().paired().n(),
        figures.tokens().deltaPercent(),
        figures.tokens().boundPercent(),
        figures.sums().overlay().overWarn(),
        figures.sums().overlay().overBlock(),
        figures.blockAt(gates),
        figures.sums().baseline().overBlock(),
        figures.sums().overlay().quality().n(),
        figures.sums().baseline().quality().n(),
        figures.qualityMean(),
        figures.quality().difference(),
        figures.qualityBound());
  }

  boolean knows(String overlay) {
    return byKey.keySet().stream().anyMatch(key -> key.overlay().equals(overlay));
  }

  boolean areAllOk() {
    return byKey.values().stream().allMatch(Lane::isOk);
  }
}
