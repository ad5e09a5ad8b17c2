package lumen.overlay.budget;

import java.util.Map;
import lumen.overlay.gate.GateKind;
import lumen.overlay.gate.GateState;
import lumen.overlay.gate.WindowFigures;

/**
 * What the gates say of an overlay in a scenario.
 *
 * @param figures those of all outcomes
 * @param blockAt the least number of slow answers that blocks; 0 where there are too few outcomes
 * @param minN how many outcomes are needed on each side
 * @param gates how each gate stands
 */
public record BudgetVerdict(
    String scenario,
    String overlay,
    WindowFigures figures,
    long blockAt,
    int minN,
    Map<GateKind, GateState> gates) {
  /** Copies the map. */
  public BudgetVerdict {
    gates = Map.copyOf(gates);
  }

  /** What it comes to. */
  public enum Outcome {
    /** Within budget. */
    OK,
    /** Too few outcomes on a side to say so. */
    TOO_FEW,
    /** A figure is over its limit. */
    WARN,
    /** A bound is over its limit. */
    BLOCK
  }

  /** Whether there are too few outcomes on a side. */
  public boolean tooFew() {
    return figures.n() < minN || figures.baselineN() < minN;
  }

  /** The worst of the gates; too few outcomes where no gate says anything. */
  public Outcome outcome() {
    if (gates.containsValue(GateState.BLOCK)) {
      return Outcome.BLOCK;
    } else if (gates.containsValue(GateState.WARN)) {
      return Outcome.WARN;
    }
    return tooFew() ? Outcome.TOO_FEW : Outcome.OK;
  }
}
