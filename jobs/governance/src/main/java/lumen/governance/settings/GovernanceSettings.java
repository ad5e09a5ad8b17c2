package lumen.governance.settings;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** All of {@code governance.yaml}; see the records for units. */
public record GovernanceSettings(
    List<String> services,
    CalendarSettings calendar,
    CurrencySettings currency,
    DataSettings data,
    TimeSettings time,
    CostSettings cost,
    SloSettings slo,
    BudgetSettings budget,
    RoiSettings roi,
    MaturitySettings maturity,
    GraphSettings graph,
    PolicySettings policy,
    CanarySettings canary,
    RollbackSettings rollback) {
  /** What holds where nothing is written. */
  public static final GovernanceSettings DEFAULTS =
      new GovernanceSettings(
          List.of(),
          new CalendarSettings("UTC"),
          new CurrencySettings("USD", List.of()),
          new DataSettings(300, 0.95),
          new TimeSettings(60, 120, 300, 3600, 3600),
          new CostSettings(48, 24),
          SloSettings.DEFAULTS,
          new BudgetSettings(200, List.of(80.0, 90.0, 100.0), 10, 4, 90),
          RoiSettings.DEFAULTS,
          MaturitySettings.DEFAULTS,
          new GraphSettings(7, 6, 0.05, 0.2, 7),
          PolicySettings.DEFAULTS,
          CanarySettings.DEFAULTS,
          RollbackSettings.DEFAULTS);

  /**
   * Whose days and months are told.
   *
   * @param zone IANA name of a time zone
   */
  public record CalendarSettings(String zone) {
    /** The zone. */
    public ZoneId zoneId() {
      return ZoneId.of(zone);
    }
  }

  /**
   * What is silent and what is known well enough.
   *
   * @param silentS no sample for so long, s
   * @param minCoverage share of minutes that must be known
   */
  public record DataSettings(double silentS, double minCoverage) {
    /** Shortest silence, microseconds. */
    public long silentMicros() {
      return Math.round(silentS * 1e6);
    }
  }

  /** The clock, in seconds, as fusion's. */
  public record TimeSettings(
      int stepS, double outOfOrdernessS, double sourceIdleS, double maxAheadS, double maxSkewS) {}

  /**
   * When bills are believed.
   *
   * @param settleH hours after its end from which a day's bill is complete
   * @param publishDelayH hours after the end of a charge at which a bill is published
   */
  public record CostSettings(double settleH, double publishDelayH) {
    /** The settling time, microseconds. */
    public long settleMicros() {
      return Math.round(settleH * 3600e6);
    }
  }

  /**
   * The budget of a month.
   *
   * @param amount in the currency of the books
   * @param thresholds percents that are told, rising
   * @param closeDays days beyond its end at which a month's ledger is closed
   * @param weeks how many days of a weekday tell the next
   * @param bandDays past days whose errors make the band
   */
  public record BudgetSettings(
      double amount, List<Double> thresholds, int closeDays, int weeks, int bandDays) {}

  /**
   * The feedback graph.
   *
   * @param days of hourly values
   * @param maxLagH longest lag, h
   * @param q false edges among all, at most
   * @param minR least correlation
   * @param halfLifeDays in which an edge's weight halves
   */
  public record GraphSettings(int days, int maxLagH, double q, double minR, double halfLifeDays) {}

  /** Which sections that shape state differ from others, by name. */
  public List<String> shapedOtherwise(GovernanceSettings other) {
    List<String> names = new ArrayList<>();
    if (!calendar.equals(other.calendar)) {
      names.add("calendar");
    }
    if (!currency.equals(other.currency)) {
      names.add("currency");
    }
    if (!time.equals(other.time)) {
      names.add("time");
    }
    if (!cost.equals(other.cost)) {
      names.add("cost");
    }
    if (graph.days() != other.graph.days()) {
      names.add("graph.days");
    }
    return names;
  }
}
