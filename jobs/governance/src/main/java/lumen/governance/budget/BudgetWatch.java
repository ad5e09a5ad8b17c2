package lumen.governance.budget;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import lumen.governance.figure.History;
import lumen.governance.record.Fields;
import lumen.governance.record.ServiceOutputs;
import lumen.governance.settings.GovernanceSettings;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** Tells once what of a month's budget is spent, and what it will come to. */
public final class BudgetWatch {
  private static final double PERCENT = 100;
  private static final double UNITS = 1e9;
  private static final List<String> SEVERITIES = List.of("info", "warning", "critical");

  private final Ledgers ledgers;
  private BudgetState state;
  private long overSince = -1;
  private YearMonth overMonth;
  private boolean silent;

  /** A watch over ledgers. */
  public BudgetWatch(Ledgers ledgers) {
    this.ledgers = ledgers;
  }

  /** How the month stands as last told; null before the first hour has ended. */
  public BudgetState state() {
    return state;
  }

  /** Whether costs are known at all: one within the last five days. */
  public boolean isKnown() {
    return ledgers.first() != null && !silent;
  }

  /** Since when more than the budget is spent in this month; -1 where it is not. */
  public long overSince() {
    return overSince;
  }

  /** Judges at the end of an hour. */
  public void hour(
      History history, GovernanceSettings settings, long firstLine, ServiceOutputs out) {
    listen(history, firstLine, out);
    ledgers.close(history, settings.budget().closeDays());
    state = BudgetState.of(ledgers, history, settings, isKnown());
    boolean over = state.spent() > state.amount();
    if (!over || !state.month().equals(overMonth)) {
      overSince = over ? history.now() : -1;
      overMonth = over ? state.month() : null;
    }
    if (isKnown()) {
      for (Map.Entry<YearMonth, Ledgers.Ledger> month : ledgers.months().entrySet()) {
        if (!month.getKey().isAfter(state.month())) {
          spent(month.getKey(), month.getValue(), settings, history.now(), out);
        }
      }
      forecast(ledgers.month(state.month()), history.now(), out);
    }
  }

  private void listen(History history, long firstLine, ServiceOutputs out) {
    long newest = Math.max(ledgers.newestCost(), firstLine);
    boolean now = history.now() - newest >= BudgetState.SILENT;
    if (now != silent) {
      silent = now;
      Fields values = new Fields().put("newest", History.seconds(newest));
      out.evidence(
          history.now(),
          "data",
          "data.cost",
          now ? "begin" : "end",
          now ? "warning" : null,
          values);
    }
  }

  private static void spent(
      YearMonth month,
      Ledgers.Ledger ledger,
      GovernanceSettings settings,
      long micros,
      ServiceOutputs out) {
    List<Double> thresholds = settings.budget().thresholds();
    for (int i = 0; i < thresholds.size(); i++) {
      double threshold = thresholds.get(i);
      double limit = settings.budget().amount() * threshold / PERCENT;
      String name = Fields.number(threshold);
      if (ledger.billed / UNITS >= limit && ledger.told.add(name)) {
        Fields values = new Fields().put("estimate", ledger.billed / UNITS).put("limit", limit);
        tell(month, name, SEVERITIES.get(Math.min(i, 2)), values, micros, out);
      }
    }
  }

  private void forecast(Ledgers.Ledger ledger, long micros, ServiceOutputs out) {
    Fields values =
        new Fields()
            .put("estimate", state.forecast())
            .put("bound", state.lower())
            .put("limit", state.amount());
    if (state.forecast() > state.amount() && ledger.told.add("forecast")) {
      tell(state.month(), "forecast", "warning", values, micros, out);
    }
    if (state.lower() > state.amount() && ledger.told.add("forecast_sure")) {
      tell(state.month(), "forecast_sure", "critical", values, micros, out);
    }
  }

  private static void tell(
      YearMonth month,
      String name,
      String severity,
      Fields values,
      long micros,
      ServiceOutputs out) {
    out.evidence(micros, "budget", "budget." + month + '.' + name, "told", severity, values);
  }

  /** Writes all but the ledgers. */
  public void write(StateWriter out) {
    out.writeBoolean(silent);
    out.writeLong(overSince);
    out.writeBoolean(overMonth != null);
    if (overMonth != null) {
      out.writeInt(overMonth.getYear());
      out.writeInt(overMonth.getMonthValue());
    }
    out.writeBoolean(state != null);
    if (state != null) {
      state.write(out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public void read(StateReader in) {
    silent = in.readBoolean();
    overSince = in.readLong();
    overMonth = in.readBoolean() ? YearMonth.of(in.readInt(), in.readInt()) : null;
    state = in.readBoolean() ? BudgetState.read(in) : null;
  }
}
