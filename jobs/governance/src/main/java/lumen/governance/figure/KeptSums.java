package lumen.governance.figure;

import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;
import lumen.governance.part.ChangedNumbers;
import lumen.governance.part.ChangedParts;
import lumen.governance.part.LedgerPart;
import lumen.state.StateReader;

/** The sums of the last hours and days, each a part of its own. */
final class KeptSums {
  private final NavigableMap<Long, HourSums> hours = new TreeMap<>();
  private final NavigableMap<LocalDate, DaySums> days = new TreeMap<>();
  private final HourWindows windows = new HourWindows();
  private final ChangedNumbers changedHours = new ChangedNumbers(LedgerPart.HOUR);
  private final ChangedNumbers changedDays = new ChangedNumbers(LedgerPart.DAY);

  /** The sums of an hour, to be changed; hours are numbered by their end. */
  HourSums hour(long hour) {
    changedHours.mark(hour);
    return hours.computeIfAbsent(hour, h -> new HourSums());
  }

  /** The sums of a day, to be changed. */
  DaySums day(LocalDate day) {
    changedDays.mark(day.toEpochDay());
    return days.computeIfAbsent(day, d -> new DaySums());
  }

  /** Those of hours. */
  NavigableMap<Long, HourSums> hours() {
    return hours;
  }

  /** Those of days. */
  NavigableMap<LocalDate, DaySums> days() {
    return days;
  }

  /** The sums over the whole hours after one and up to another. */
  HourWindows.Sums sums(long after, long to) {
    return windows.sums(hours, after, to);
  }

  /** Notes that an hour that has ended changed. */
  void change() {
    windows.change();
  }

  /** Forgets the hours up to one. */
  void forget(long hour) {
    NavigableMap<Long, HourSums> old = hours.headMap(hour, true);
    old.keySet().forEach(changedHours::mark);
    old.clear();
  }

  /** Forgets the days up to one. */
  void forget(LocalDate day) {
    NavigableMap<LocalDate, DaySums> old = days.headMap(day, true);
    old.keySet().forEach(each -> changedDays.mark(each.toEpochDay()));
    old.clear();
  }

  /** Hands over what changed. */
  void drain(ChangedParts parts) {
    changedHours.drain(
        parts,
        number -> {
          HourSums hour = hours.get(number);
          return hour == null ? null : hour::write;
        });
    changedDays.drain(
        parts,
        number -> {
          DaySums day = days.get(LocalDate.ofEpochDay(number));
          return day == null ? null : day::write;
        });
  }

  void readHour(long number, StateReader in) {
    hours.put(number, HourSums.read(in));
  }

  void readDay(long number, StateReader in) {
    days.put(LocalDate.ofEpochDay(number), DaySums.read(in));
  }
}
