package lumen.governance.policy;

import java.io.IOException;
import lumen.governance.part.FieldsPart;
import lumen.governance.record.Fields;
import lumen.governance.record.Knob;
import lumen.state.StateReader;
import lumen.state.StateWriter;

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

  void write(StateWriter out) {
    out.writeText(knob.name());
    out.writeBoolean(up);
    out.writeDouble(from);
    out.writeDouble(to);
    FieldsPart.write(restsOn, out);
  }

  static Proposal read(StateReader in) throws IOException {
    return new Proposal(
        Knob.valueOf(in.readText()),
        in.readBoolean(),
        in.readDouble(),
        in.readDouble(),
        FieldsPart.read(in));
  }
}
