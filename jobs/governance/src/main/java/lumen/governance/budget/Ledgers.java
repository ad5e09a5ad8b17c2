package lumen.governance.budget;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import lumen.governance.figure.DayShare;
import lumen.governance.figure.DaySums;
import lumen.governance.figure.History;
import lumen.governance.record.CostCategory;
import lumen.governance.record.ServiceLine.Cost;
import lumen.governance.record.ServiceLine.Value;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** What is known of costs: by day for good, by month until its ledger is closed. */
public final class Ledgers {
  /** The ledger of a month. */
  static final class Ledger {
    long billed;
    final Set<String> told = new TreeSet<>();
  }

  private final NavigableMap<YearMonth, Ledger> months = new TreeMap<>();
  private LocalDate first;
  private long usageUpTo = Long.MIN_VALUE;
  private long valueUpTo = Long.MIN_VALUE;
  private long newestCost = Long.MIN_VALUE;
  private long closedLines;

  /** Takes a charge: its parts go to their days and, while it is open, to their month. */
  public void add(Cost cost, History history, int closeDays) {
    newestCost = cost.micros();
    if (cost.category() == CostCategory.USAGE) {
      usageUpTo = Math.max(usageUpTo, cost.to());
    }
    boolean closed = false;
    for (DayShare share : DayShare.of(history.calendar(), cost.from(), cost.to(), cost.billed())) {
      first = first == null || share.day().isBefore(first) ? share.day() : first;
      YearMonth month = YearMonth.from(share.day());
      if (history.now() > closing(month, history, closeDays)) {
        closed = true;
      } else {
        Ledger ledger = months.computeIfAbsent(month, m -> new Ledger());
        ledger.billed += share.amount();
      }
      history.day(share.day()).addBilled(share.amount(), cost.category().isDaily());
    }
    closedLines += closed ? 1 : 0;
    for (DayShare share :
        DayShare.of(history.calendar(), cost.from(), cost.to(), cost.effective())) {
      history.day(share.day()).addEffective(cost.component(), share.amount());
    }
  }

  /** Takes a value: its parts go to their days. */
  public void add(Value value, History history) {
    valueUpTo = Math.max(valueUpTo, value.to());
    for (DayShare share :
        DayShare.of(history.calendar(), value.from(), value.to(), value.amount())) {
      DaySums day = history.day(share.day());
      day.addValue(share.amount());
    }
  }

  private static long closing(YearMonth month, History history, int closeDays) {
    return history.calendar().begin(month.plusMonths(1).atDay(1).plusDays(closeDays));
  }

  /** Closes the ledgers whose time is over. */
  void close(History history, int closeDays) {
    months.keySet().removeIf(month -> history.now() >= closing(month, history, closeDays));
  }

  NavigableMap<YearMonth, Ledger> months() {
    return months;
  }

  Ledger month(YearMonth month) {
    return months.computeIfAbsent(month, m -> new Ledger());
  }

  /** What a month is billed as far as is known, 1e-9 units; 0 where its ledger is closed. */
  public long billed(YearMonth month) {
    return months.containsKey(month) ? months.get(month).billed : 0;
  }

  /** The first day that a charge is about; null where there is none. */
  public LocalDate first() {
    return first;
  }

  /** The latest end of a charge for use. */
  public long usageUpTo() {
    return usageUpTo;
  }

  /** The latest end of a value. */
  public long valueUpTo() {
    return valueUpTo;
  }

  /** When the newest charge became known. */
  public long newestCost() {
    return newestCost;
  }

  /** Charges that came for a month whose ledger was closed. */
  public long closedLines() {
    return closedLines;
  }

  /** Writes all. */
  public void write(StateWriter out) {
    out.writeInt(months.size());
    for (Map.Entry<YearMonth, Ledger> month : months.entrySet()) {
      out.writeInt(month.getKey().getYear());
      out.writeInt(month.getKey().getMonthValue());
      out.writeLong(month.getValue().billed);
      out.writeInt(month.getValue().told.size());
      month.getValue().told.forEach(out::writeText);
    }
    out.writeBoolean(first != null);
    out.writeLong(first == null ? 0 : first.toEpochDay());
    out.writeLong(usageUpTo);
    out.writeLong(valueUpTo);
    out.writeLong(newestCost);
    out.writeLong(closedLines);
  }

  /** Reads what {@link #write} wrote. */
  public void read(StateReader in) {
    for (int n = in.readCount(2 * Integer.BYTES + Long.BYTES); n > 0; n--) {
      Ledger ledger = month(YearMonth.of(in.readInt(), in.readInt()));
      ledger.billed = in.readLong();
      for (int told = in.readCount(Integer.BYTES); told > 0; told--) {
        ledger.told.add(in.readText());
      }
    }
    boolean any = in.readBoolean();
    LocalDate day = LocalDate.ofEpochDay(in.readLong());
    first = any ? day : null;
    usageUpTo = in.readLong();
    valueUpTo = in.readLong();
    newestCost = in.readLong();
    closedLines = in.readLong();
  }
}
