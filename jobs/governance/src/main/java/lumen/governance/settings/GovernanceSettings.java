package lumen.governance.settings;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All of {@code governance.yaml}; components are named as the keys, see the records for units. */
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
    RollbackSettings rollback,
    Inputs inputs,
    Outputs outputs,
    Exporter exporter)
    implements Serializable {
  /**
   * Whose days and months are told.
   *
   * @param zone IANA name of a time zone
   */
  public record CalendarSettings(String zone) implements Serializable {
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
  public record DataSettings(double silentS, double minCoverage) implements Serializable {
    /** Shortest silence, microseconds. */
    public long silentMicros() {
      return Math.round(silentS * 1e6);
    }
  }

  /** The clock, in seconds, as fusion's. */
  public record TimeSettings(
      int stepS, double outOfOrdernessS, double sourceIdleS, double maxAheadS, double maxSkewS)
      implements Serializable {}

  /**
   * When bills are believed.
   *
   * @param settleH hours after its end from which a day's bill is complete
   * @param publishDelayH hours after the end of a charge at which a bill is published
   */
  public record CostSettings(double settleH, double publishDelayH) implements Serializable {
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
      double amount, List<Double> thresholds, int closeDays, int weeks, int bandDays)
      implements Serializable {}

  /**
   * The feedback graph.
   *
   * @param days of hourly values
   * @param maxLagH longest lag, h
   * @param q false edges among all, at most
   * @param minR least correlation
   * @param halfLifeDays in which an edge's weight halves
   */
  public record GraphSettings(int days, int maxLagH, double q, double minR, double halfLifeDays)
      implements Serializable {}

  /**
   * Further topics that are read, of the brokers that the lines are read from.
   *
   * @param commands of the commands, one a record; empty for none
   */
  public record Inputs(String commands) implements Serializable {}

  /** Topics beside the files, exactly once, of the brokers of the lines; empty for none. */
  public record Outputs(
      String scorecard,
      String decisions,
      String edges,
      String evidence,
      String rejects,
      String late)
      implements Serializable {
    /** Whether there is one. */
    public boolean any() {
      return !(scorecard + decisions + edges + evidence + rejects + late).isEmpty();
    }
  }

  /** Where the metrics of the job are scraped. */
  public record Exporter(int port, String path) implements Serializable {}

  /** The settings that kept state depends on: sorted lines {@code key=value}. */
  public List<String> shaping() {
    return Stream.of(
            "calendar.zone=" + calendar.zone(),
            "cost.publish_delay_h=" + cost.publishDelayH(),
            "cost.settle_h=" + cost.settleH(),
            "currency.code=" + currency.code(),
            "currency.rates=" + currency.rates(),
            "graph.days=" + graph.days(),
            "time.max_ahead_s=" + time.maxAheadS(),
            "time.max_skew_s=" + time.maxSkewS(),
            "time.out_of_orderness_s=" + time.outOfOrdernessS(),
            "time.source_idle_s=" + time.sourceIdleS(),
            "time.step_s=" + time.stepS())
        .sorted()
        .toList();
  }

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
