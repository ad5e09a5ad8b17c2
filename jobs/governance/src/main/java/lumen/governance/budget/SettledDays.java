package lumen.governance.budget;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import lumen.governance.figure.History;
import lumen.governance.figure.ServiceCalendar;

/**
 * The days whose bill is complete: ended long enough ago, and a charge for use that ends no sooner
 * than they do is known. They follow each other without a gap.
 */
public final class SettledDays {
  private SettledDays() {}

  /** All that are kept, oldest first. */
  public static List<LocalDate> of(Ledgers ledgers, History history, long settleMicros) {
    List<LocalDate> days = new ArrayList<>();
    if (ledgers.first() == null) {
      return days;
    }
    ServiceCalendar calendar = history.calendar();
    LocalDate oldest = calendar.dayEndedBy(history.now()).minusDays(399);
    LocalDate day = ledgers.first().isBefore(oldest) ? oldest : ledgers.first();
    long upTo = Math.min(history.now() - settleMicros, ledgers.usageUpTo());
    for (; calendar.end(day) <= upTo; day = day.plusDays(1)) {
      days.add(day);
    }
    return days;
  }
}
