package lumen.governance.figure;

import static lumen.governance.figure.ServiceCalendar.HOUR;
import static lumen.governance.figure.ServiceCalendar.MINUTE;
import static lumen.governance.figure.ServiceCalendar.SECOND;

import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import lumen.governance.part.ChangedParts;
import lumen.governance.part.LedgerPart;
import lumen.governance.part.SketchPart;
import lumen.governance.record.ServiceLine.Sample;
import lumen.state.StateReader;
import lumen.state.StateWriter;
import lumen.statistics.Sketch;

/** What a service did: minutes, hours, days and the month so far, all as known now. */
public final class History {
  private static final long KEPT_HOURS = 35 * 24;
  private static final int KEPT_DAYS = 400;
  private static final DaySums NOTHING = new DaySums();
  private static final long MINUTES_OF_WINDOW = 6 * 60;

  private final ServiceCalendar calendar;
  private final MinuteLog minutes = new MinuteLog();
  private final KeptSums kept = new KeptSums();
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
    HourSums hour = kept.hour(hourOf(minute));
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
    HourSums hour = kept.hour(hourOf(minute));
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
      kept.change();
    }
  }

  private static long hourOf(long minute) {
    return -Math.floorDiv(-minute, 60L);
  }

  /** The sums of a day, to be changed. */
  public DaySums day(LocalDate day) {
    return kept.day(day);
  }

  /** What is known of a day; sums of nothing where nothing is. */
  public DaySums known(LocalDate day) {
    DaySums sums = kept.days().get(day);
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
    HourWindows.Sums sums = kept.sums(to - wanted, to);
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
    return kept.hours().subMap(after, false, upTo, true);
  }

  /** Whether a day's minutes are known well enough. */
  public boolean isCovered(LocalDate day, double minCoverage) {
    DaySums sums = kept.days().get(day);
    return sums != null && sums.known() >= minCoverage * calendar.minutes(day);
  }

  /** Ends a step: what is told of an hour or day begins anew, what is too old is forgotten. */
  public void endStep() {
    if (isHourEnd()) {
      hourSketch = new Sketch();
      kept.forget(now / HOUR - KEPT_HOURS);
    }
    if (calendar.isDayEnd(now)) {
      daySketch = new Sketch();
      kept.forget(calendar.dayEndedBy(now).minusDays(KEPT_DAYS));
    }
  }

  /** Seconds of a time. */
  public static double seconds(long micros) {
    return micros / (double) SECOND;
  }

  /** Writes what a step always changes. */
  public void write(StateWriter out) {
    minutes.write(out);
    SketchPart.write(hourSketch, out);
    SketchPart.write(daySketch, out);
    out.writeLong(now);
    out.writeLong(firstMinute);
    out.writeLong(newestMinute);
    out.writeLong(newestMicros);
    out.writeLong(newestSpan);
    out.writeBoolean(silent);
    out.writeBoolean(toldColdStarts);
    out.writeLong(clamped);
    out.writeBoolean(month != null);
    if (month != null) {
      month.write(out);
    }
  }

  /** Reads what {@link #write} wrote; minutes, hours and days come after it. */
  public void read(StateReader in) {
    minutes.read(in);
    hourSketch = SketchPart.read(in);
    daySketch = SketchPart.read(in);
    now = in.readLong();
    firstMinute = in.readLong();
    newestMinute = in.readLong();
    newestMicros = in.readLong();
    newestSpan = in.readLong();
    silent = in.readBoolean();
    toldColdStarts = in.readBoolean();
    clamped = in.readLong();
    month = in.readBoolean() ? MonthSums.read(in) : null;
  }

  /** Hands over the minutes, hours and days that changed. */
  public void drain(ChangedParts parts) {
    minutes.drain(parts);
    kept.drain(parts);
  }

  /** Reads a part of minutes, an hour or a day. */
  public void read(LedgerPart kind, String key, StateReader in) {
    switch (kind) {
      case MINUTES -> minutes.readBlock(in);
      case HOUR -> kept.readHour(LedgerPart.number(key), in);
      case DAY -> kept.readDay(LedgerPart.number(key), in);
      default -> throw new IllegalArgumentException("a part must be of times: " + kind);
    }
  }
}
