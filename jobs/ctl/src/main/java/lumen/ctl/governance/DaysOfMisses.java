package lumen.ctl.governance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import lumen.governance.figure.CounterReadings;
import lumen.governance.figure.DayShare;
import lumen.governance.figure.ServiceCalendar;
import lumen.governance.record.SampleCounts;
import lumen.governance.record.ServiceLine;
import lumen.governance.record.ServiceLine.Cost;
import lumen.governance.record.ServiceLine.Sample;
import lumen.governance.settings.GovernanceSettings;

/** Misses and costs of the days of one service, from its lines in the order of time. */
final class DaysOfMisses {
  private static final double UNITS = 1e9;

  private final ServiceCalendar calendar;
  private final double minCoverage;
  private final Set<String> added;
  private final Set<String> asked;
  private final CounterReadings counters = new CounterReadings();
  private final Map<LocalDate, Long> misses = new TreeMap<>();
  private final Map<LocalDate, BitSet> minutes = new TreeMap<>();
  private final Map<LocalDate, Long> costs = new TreeMap<>();
  private final Set<String> components = new TreeSet<>();
  private long billedUpTo = Long.MIN_VALUE;

  /**
   * Days without any line.
   *
   * @param asked components whose cost counts; empty for all that are not of the return
   */
  DaysOfMisses(GovernanceSettings settings, Set<String> asked) {
    calendar = new ServiceCalendar(settings.calendar().zoneId());
    minCoverage = settings.data().minCoverage();
    added = new TreeSet<>(settings.roi().components());
    this.asked = asked;
  }

  void take(ServiceLine line) {
    if (line instanceof Sample sample) {
      take(sample);
    } else if (line instanceof Cost cost && counts(cost)) {
      components.add(cost.component());
      billedUpTo = Math.max(billedUpTo, cost.to());
      for (DayShare share : DayShare.of(calendar, cost.from(), cost.to(), cost.effective())) {
        costs.merge(share.day(), share.amount(), Long::sum);
      }
    }
  }

  private boolean counts(Cost cost) {
    boolean its =
        asked.isEmpty() ? !added.contains(cost.component()) : asked.contains(cost.component());
    return its && cost.category().isDaily();
  }

  private void take(Sample sample) {
    SampleCounts counts =
        sample.counter() == null ? sample.counts() : counters.take(sample).counts();
    LocalDate day = calendar.dayEndedBy(sample.micros());
    long begin = calendar.begin(day);
    long from = Math.max(begin, sample.micros() - sample.spanMicros());
    BitSet known = minutes.computeIfAbsent(day, d -> new BitSet());
    long last = ServiceCalendar.stepEnd(sample.micros() - begin) / ServiceCalendar.MINUTE;
    known.set((int) ((from - begin) / ServiceCalendar.MINUTE), (int) last);
    if (counts != null && counts.misses() != SampleCounts.NOT_TOLD) {
      misses.merge(day, counts.misses(), Long::sum);
    }
  }

  /** The days that are known and billed. */
  List<MissCost.Day> days() {
    List<MissCost.Day> days = new ArrayList<>();
    misses.forEach(
        (day, count) -> {
          double known = minutes.get(day).cardinality() / (double) calendar.minutes(day);
          if (known >= minCoverage && calendar.end(day) <= billedUpTo && costs.containsKey(day)) {
            days.add(new MissCost.Day(count, costs.get(day) / UNITS));
          }
        });
    return days;
  }

  /** The components whose cost was counted. */
  Set<String> components() {
    return components;
  }
}
