package lumen.governance.roi;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import lumen.governance.budget.Ledgers;
import lumen.governance.budget.SettledDays;
import lumen.governance.figure.Count;
import lumen.governance.figure.DaySums;
import lumen.governance.figure.History;
import lumen.governance.record.Fields;
import lumen.governance.settings.GovernanceSettings;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * The last settled days of a window, and those of them that are known well enough.
 *
 * @param settled how many days of the window are settled
 * @param days those whose minutes are known, oldest first
 */
public record KnownDays(int settled, List<LocalDate> days) {
  private static final int NEEDS = 7;
  private static final double UNITS = 1e9;
  private static final double THOUSAND = 1000;

  /** The days as known now. */
  public static KnownDays of(Ledgers ledgers, History history, GovernanceSettings settings) {
    List<LocalDate> all = SettledDays.of(ledgers, history, settings.cost().settleMicros());
    int window = settings.roi().windowDays();
    List<LocalDate> last = all.subList(Math.max(0, all.size() - window), all.size());
    boolean records = settings.roi().isByRecords();
    List<LocalDate> days =
        last.stream()
            .filter(day -> history.isCovered(day, settings.data().minCoverage()))
            .filter(day -> !records || history.calendar().end(day) <= ledgers.valueUpTo())
            .toList();
    return new KnownDays(last.size(), days);
  }

  /** Whether enough of a whole window, or of what there is of it, is known. */
  boolean isEnough(GovernanceSettings settings) {
    int window = settings.roi().windowDays();
    int min = settings.roi().minDays();
    int needs = settled >= window ? min : Math.max(NEEDS, (settled * min + window - 1) / window);
    return days.size() >= needs;
  }

  /** What 1,000 requests cost in effect, in the currency of the books; NaN where not known. */
  public double costPerThousand(History history) {
    long requests = 0;
    long cost = 0;
    for (LocalDate day : days) {
      DaySums sums = history.known(day);
      requests += sums.counts().get(Count.REQUESTS);
      cost += sums.effective();
    }
    return days.size() < NEEDS || requests == 0 ? Double.NaN : THOUSAND * (cost / UNITS) / requests;
  }

  /** That as it is told. */
  public Fields costFigure(History history) {
    double value = costPerThousand(history);
    return new Fields()
        .put("value", value)
        .put("n", (long) days.size())
        .put("why", Double.isNaN(value) ? "too_few" : null);
  }

  void write(StateWriter out) {
    out.writeInt(settled);
    out.writeInt(days.size());
    days.forEach(day -> out.writeLong(day.toEpochDay()));
  }

  static KnownDays read(StateReader in) {
    int settled = in.readInt();
    List<LocalDate> days = new ArrayList<>();
    for (int n = in.readCount(Long.BYTES); n > 0; n--) {
      days.add(LocalDate.ofEpochDay(in.readLong()));
    }
    return new KnownDays(settled, List.copyOf(days));
  }
}
