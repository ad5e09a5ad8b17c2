package lumen.governance.figure;

import static lumen.governance.figure.ServiceCalendar.HOUR;
import static lumen.governance.figure.ServiceCalendar.MINUTE;
import static lumen.governance.figure.ServiceCalendar.SECOND;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import lumen.governance.record.ServiceLine.Sample;
import lumen.statistics.Sketch;

/** What a service did: minutes, hours, days and the month so far, all as known now. */
public final class History {
  private static final long KEPT_HOURS = 35 * 24;
  private static final int KEPT_DAYS = 400;
  private static final DaySums NOTHING = new DaySums();
  private static final long MINUTES_OF_WINDOW = 6 * 60;

  private final ServiceCalendar calendar;
  private final MinuteLog minutes = new MinuteLog();
  private final NavigableMap<Long, HourSums> hours = new TreeMap<>();
  private final NavigableMap<LocalDate, DaySums> days = new TreeMap<>();
  private final HourWindows hourWindows = new HourWindows();
  private MonthSums month;
  private Sketch hourSketch = new Sketch();
  private Sketch daySketch = new Sketch();
  private long now;
  private long firstMinute = Long.MAX_VALUE;
  private long newestMinute;
  private long newestMicros;
  private long newestSpan;
  private boolean silent;
  private boolean toldColdStarts;
  private long clamped;

  /** The history of a service that has none yet. */
  public History(ServiceCalendar calendar) {
    this.calendar = calendar;
  }

  /** Its calendar. */
  public ServiceCalendar calendar() {
    return calendar;
  }

  /** Closes a step with what it counted. */
  public void close(long end, StepCounts step, List<Sample> samples) {
    now = end;
    if (month == null || !month.month.equals(calendar.monthEndedBy(end))) {
      month = new MonthSums(calendar.monthEndedBy(end));
    }
    long minute = end / MINUTE;
    minutes.close(minute, step.counts);
    HourSums hour = hour(minute);
    DaySums day = day(calendar.dayEndedBy(end));
    hour.counts.add(step.counts);
    day.counts.add(step.counts);
    month.counts.add(step.counts);
    month.approximateP95 |= step.approximateP95;
    month.approximateP99 |= step.approximateP99;
    hourSketch.add(step.latencies);
    daySketch.add(step.latencies);
    toldColdStarts |= step.toldColdStarts;
    clamped += step.clamped;
    cover(minute, step.isDown(), samples);
    if (isHourEnd()) {
      hour.p95 = LatencyFigures.quantile(hourSketch, 0.95);
      hour.p99 = LatencyFigures.quantile(hourSketch, 0.99);
    }
    if (calendar.isDayEnd(end)) {
      day.p95 = LatencyFigures.quantile(daySketch, 0.95);
    }
  }

  private void cover(long minute, boolean down, List<Sample> samples) {
    for (Sample sample : samples) {
      firstMinute = Math.min(firstMinute, minute);
      newestMinute = minute;
      newestMicros = sample.micros();
      newestSpan = sample.spanMicros();
      boolean wasDown = down || sample.up() < 0.5;
      cover(minute, wasDown);
      long first = -Math.floorDiv(-(sample.micros() - sample.spanMicros()), MINUTE) + 1;
      long last = Math.floorDiv(sample.micros(), MINUTE);
      for (long m = Math.max(first, firstMinute); m <= Math.min(last, minute - 1); m++) {
        cover(m, wasDown);
      }
    }
  }

  private void cover(long minute, boolean down) {
    MinuteState before = minutes.state(minute);
    if (!minutes.isKept(minute)
        || before == MinuteState.DOWN
        || (before == MinuteState.UP && !down)) {
      return;
    }
    minutes.state(minute, down ? MinuteState.DOWN : MinuteState.UP);
    int up = (down ? 0 : 1) - (before == MinuteState.UP ? 1 : 0);
    HourSums hour = hour(minute);
    hour.up += up;
    hour.down += down ? 1 : 0;
    DaySums day = day(calendar.dayEndedBy(minute * MINUTE));
    day.up += up;
    day.down += down ? 1 : 0;
    if (month.month.equals(calendar.monthEndedBy(minute * MINUTE))) {
      month.up += up;
      month.down += down ? 1 : 0;
    }
    if (hourOf(minute) <= now / HOUR) {
      hourWindows.change();
    }
  }

  private HourSums hour(long minute) {
    return hours.computeIfAbsent(hourOf(minute), h -> new HourSums());
  }

  private static long hourOf(long minute) {
    return -Math.floorDiv(-minute, 60L);
  }

  /** The sums of a day. */
  public DaySums day(LocalDate day) {
    return days.computeIfAbsent(day, d -> new DaySums());
  }

  /** What is known of a day; sums of nothing where nothing is. */
  public DaySums known(LocalDate day) {
    DaySums sums = days.get(day);
    return sums == null ? NOTHING : sums;
  }

  /** Notes whether the service is silent now: no sample for so long, or twice the newest's span. */
  public void listen(long silentMicros) {
    silent =
        firstMinute != Long.MAX_VALUE
            && now - newestMicros >= Math.max(silentMicros, 2 * newestSpan);
  }

  /** Whether it is silent. */
  public boolean isSilent() {
    return silent;
  }

  /** Whether there was any sample. */
  public boolean hasSample() {
    return firstMinute != Long.MAX_VALUE;
  }

  /** The time of the newest sample. */
  public long newestMicros() {
    return newestMicros;
  }

  /** The begin of the first step with a sample. */
  public long firstMicros() {
    return (firstMinute - 1) * MINUTE;
  }

  /** The end of the newest step. */
  public long now() {
    return now;
  }

  /** Whether an hour ends with it. */
  public boolean isHourEnd() {
    return now % HOUR == 0;
  }

  /** Whether any sample told cold starts. */
  public boolean toldColdStarts() {
    return toldColdStarts;
  }

  /** Latencies that were taken for the shortest or longest. */
  public long clamped() {
    return clamped;
  }

  /** The latencies of the hour so far, or the one that ends now. */
  public Sketch hourSketch() {
    return hourSketch;
  }

  /** The month so far. */
  public MonthSums month() {
    return month;
  }

  /** The minutes of the month so far. */
  public Uptime monthUptime() {
    return new Uptime(month.up, month.down, span(calendar.begin(month.month), now));
  }

  /** What was in a window that ends now: of minutes up to six hours, else of whole hours ended. */
  public FigureWindow window(long seconds) {
    long wanted = seconds / 60;
    return wanted <= MINUTES_OF_WINDOW ? minutes(wanted) : hours(seconds / 3600);
  }

  private FigureWindow minutes(long wanted) {
    long to = now / MINUTE;
    long after = to - wanted;
    Uptime uptime =
        new Uptime(minutes.up(after, to), minutes.down(after, to), span(after * MINUTE, now));
    return new FigureWindow(minutes.counts(after, to), uptime);
  }

  private FigureWindow hours(long wanted) {
    long to = now / HOUR;
    HourWindows.Sums sums = hourWindows.sums(hours, to - wanted, to);
    return new FigureWindow(
        sums.counts(), new Uptime(sums.up(), sums.down(), span((to - wanted) * HOUR, to * HOUR)));
  }

  /** Minutes since the first sample up to the newest one, while not silent. */
  private long span(long from, long to) {
    if (firstMinute == Long.MAX_VALUE) {
      return 0;
    }
    long begin = Math.max(from / MINUTE, firstMinute - 1);
    long end = silent ? to / MINUTE : Math.min(to / MINUTE, newestMinute);
    return Math.max(0, end - begin);
  }

  /** The whole hours after one and up to another, as far as they are kept. */
  public NavigableMap<Long, HourSums> hoursBetween(long after, long upTo) {
    return hours.subMap(after, false, upTo, true);
  }

  /** All days that anything is known of, from one on. */
  public NavigableMap<LocalDate, DaySums> daysFrom(LocalDate day) {
    return days.tailMap(day, true);
  }

  /** Whether a day's minutes are known well enough. */
  public boolean isCovered(LocalDate day, double minCoverage) {
    DaySums sums = days.get(day);
    return sums != null && sums.known() >= minCoverage * calendar.minutes(day);
  }

  /** Shares a charge over its days by time: each part cut towards 0, the rest to the last day. */
  public List<DayShare> shares(long from, long to, long amount) {
    List<DayShare> shares = new ArrayList<>();
    long left = amount;
    for (LocalDate day = calendar.dayAt(from); calendar.begin(day) < to; day = day.plusDays(1)) {
      long begin = Math.max(from, calendar.begin(day));
      long end = Math.min(to, calendar.end(day));
      long share = end == to ? left : DayShare.cut(amount, end - begin, to - from);
      left -= share;
      shares.add(new DayShare(day, share));
    }
    return shares;
  }

  /** Ends a step: what is told of an hour or day begins anew, what is too old is forgotten. */
  public void endStep() {
    if (isHourEnd()) {
      hourSketch = new Sketch();
      hours.headMap(now / HOUR - KEPT_HOURS, true).clear();
    }
    if (calendar.isDayEnd(now)) {
      daySketch = new Sketch();
      days.headMap(calendar.dayEndedBy(now).minusDays(KEPT_DAYS), true).clear();
    }
  }

  /** Seconds of a time. */
  public static double seconds(long micros) {
    return micros / (double) SECOND;
  }
}
