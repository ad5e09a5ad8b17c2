package lumen.governance.roi;

import java.util.List;
import lumen.governance.budget.Ledgers;
import lumen.governance.figure.History;
import lumen.governance.record.Fields;
import lumen.governance.record.ServiceOutputs;
import lumen.governance.settings.GovernanceSettings;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** Tells the return at each change of its verdict, or of whether that is sure. */
public final class RoiGate {
  private Roi state;
  private KnownDays days;
  private String told = Roi.UNKNOWN;
  private boolean toldSure;
  private long failingSince = -1;

  /** The return as last told; null before the first hour has ended. */
  public Roi state() {
    return state;
  }

  /** The days it was told of. */
  public KnownDays days() {
    return days;
  }

  /** Since when it surely fails; -1 where it does not. */
  public long failingSince() {
    return failingSince;
  }

  /** What the return rests on as evidence. */
  public Fields values() {
    return state.values();
  }

  /** Judges at the end of an hour. */
  public void hour(
      Ledgers ledgers,
      History history,
      GovernanceSettings settings,
      boolean costs,
      ServiceOutputs out) {
    days = costs ? KnownDays.of(ledgers, history, settings) : new KnownDays(0, List.of());
    state = Roi.of(days, history, settings, costs);
    if (!state.isSureFailure()) {
      failingSince = -1;
    } else if (failingSince < 0) {
      failingSince = history.now();
    }
    if (!state.verdict().equals(told) || state.sure() != toldSure) {
      out.evidence(history.now(), "roi", "roi", state.verdict(), null, state.values());
      told = state.verdict();
      toldSure = state.sure();
    }
  }

  /** Writes all. */
  public void write(StateWriter out) {
    out.writeText(told);
    out.writeBoolean(toldSure);
    out.writeLong(failingSince);
    out.writeBoolean(state != null);
    if (state != null) {
      state.write(out);
      days.write(out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public void read(StateReader in) {
    told = in.readText();
    toldSure = in.readBoolean();
    failingSince = in.readLong();
    if (in.readBoolean()) {
      state = Roi.read(in);
      days = KnownDays.read(in);
    }
  }
}
