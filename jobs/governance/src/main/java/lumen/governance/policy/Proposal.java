package lumen.governance.policy;

import lumen.governance.record.Fields;
import lumen.governance.record.Knob;

/**
 * A change that the figures of an hour ask for.
 *
 * @param knob what is to be turned
 * @param up whether it is to help, or to save
 * @param from what is in force
 * @param to what is to be
 * @param restsOn the figures
 */
record Proposal(Knob knob, boolean up, double from, double to, Fields restsOn) {
  /** What it is to better; null for a change that is to save. */
  PolicyFigure aim() {
    return !up
        ? null
        : knob == Knob.MIN_INSTANCES ? PolicyFigure.COLD_START_RATE : PolicyFigure.HIT_RATE;
  }
}
