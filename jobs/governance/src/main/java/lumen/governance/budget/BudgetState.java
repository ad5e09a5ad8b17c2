package lumen.governance.budget;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.OptionalLong;
import lumen.governance.figure.History;
import lumen.governance.figure.ServiceCalendar;
import lumen.governance.part.OptionalText;
import lumen.governance.record.Fields;
import lumen.governance.settings.GovernanceSettings;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * How a month's budget stands; amounts in the currency of the books, NaN where not known.
 *
 * @param month which month
 * @param amount the budget
 * @param spent billed so far
 * @param forecast at the end of the month
 * @param lower edge of the band of past errors
 * @param upper the other edge
 * @param settledDays days whose bill is complete
 * @param why no_data or too_few where there is no forecast, else null
 */
public record BudgetState(
    YearMonth month,
    double amount,
    double spent,
    double forecast,
    double lower,
    double upper,
    int settledDays,
    String why) {
  private static final double UNITS = 1e9;

  /** The share of the budget that is spent; NaN where not known. */
  public double used() {
    return spent / amount;
  }

  static BudgetState of(
      Ledgers ledgers, History history, GovernanceSettings settings, boolean known) {
    YearMonth month = history.calendar().monthEndedBy(history.now());
    double amount = settings.budget().amount();
    if (!known) {
      return new BudgetState(
          month, amount, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, "no_data");
    }
    Ledgers.Ledger ledger = ledgers.month(month);
    List<LocalDate> days = SettledDays.of(ledgers, history, settings.cost().settleMicros());
    double spent = ledger.billed / UNITS;
    long[] amounts = days.stream().mapToLong(day -> history.known(day).billedDaily()).toArray();
    Forecast forecast = new Forecast(amounts, settings.budget().weeks());
    long settled = 0;
    long toCome = 0;
    int horizon = 0;
    for (LocalDate day = month.atDay(1);
        !day.isAfter(month.atEndOfMonth());
        day = day.plusDays(1)) {
      long billed = history.known(day).billedDaily();
      long beside = history.known(day).billedBeside();
      int last = days.size() - 1;
      if (last >= 0 && !day.isAfter(days.get(last))) {
        settled += beside + (day.isBefore(days.get(0)) ? 0 : billed);
      } else {
        OptionalLong told =
            last < 0
                ? OptionalLong.empty()
                : forecast.day(days.size(), day.toEpochDay() - days.get(0).toEpochDay());
        if (told.isEmpty()) {
          return new BudgetState(
              month, amount, spent, Double.NaN, Double.NaN, Double.NaN, days.size(), "too_few");
        }
        toCome += beside + Math.max(billed, told.getAsLong());
        horizon++;
      }
    }
    double r = forecast.error(horizon, settings.budget().bandDays());
    return new BudgetState(
        month,
        amount,
        spent,
        (settled + toCome) / UNITS,
        (settled + toCome * StrictMath.exp(-r)) / UNITS,
        (settled + toCome * StrictMath.exp(r)) / UNITS,
        days.size(),
        null);
  }

  /** As it is told. */
  public Fields figures() {
    return new Fields()
        .put("month", month.toString())
        .put("amount", amount)
        .put("spent", spent)
        .put("used", used())
        .put("forecast", forecast)
        .put("lower", lower)
        .put("upper", upper)
        .put("settled_days", (long) settledDays)
        .put("why", why);
  }

  void write(StateWriter out) {
    out.writeInt(month.getYear());
    out.writeInt(month.getMonthValue());
    out.writeDouble(amount);
    out.writeDouble(spent);
    out.writeDouble(forecast);
    out.writeDouble(lower);
    out.writeDouble(upper);
    out.writeInt(settledDays);
    OptionalText.write(why, out);
  }

  static BudgetState read(StateReader in) {
    return new BudgetState(
        YearMonth.of(in.readInt(), in.readInt()),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readInt(),
        OptionalText.read(in));
  }

  /** How long no cost may be known, microseconds. */
  static final long SILENT = 5 * ServiceCalendar.DAY;
}
