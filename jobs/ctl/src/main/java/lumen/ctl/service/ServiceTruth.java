package lumen.ctl.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import lumen.terminal.Json;

/** What is true of a simulated service: what the job has to find. */
public final class ServiceTruth {
  /** Truth of a month. */
  static final class Month {
    long requests;
    long errors5xx;
    long hits;
    long misses;
    long knownMinutes;
    long downMinutes;
  }

  /**
   * A change that was made because the job commanded it.
   *
   * @param ts when, epoch s
   * @param name what was set
   * @param from its value before
   * @param to its new value
   * @param answers the decision
   * @param moreHits by how much it raises the hit rate, share; NaN where it is none of the cache
   */
  record Change(long ts, String name, String from, String to, String answers, double moreHits) {}

  final Map<YearMonth, Month> months = new TreeMap<>();
  final List<Change> changes = new ArrayList<>();
  final Map<String, Long> takenBack = new TreeMap<>();
  long samples;
  long restarts;

  private final ServicePlan plan;
  private final ServiceBills bills;

  ServiceTruth(ServicePlan plan, ServiceBills bills) {
    this.plan = plan;
    this.bills = bills;
  }

  Month month(LocalDate day) {
    return months.computeIfAbsent(YearMonth.from(day), m -> new Month());
  }

  /** When an hour of the plan is, epoch s. */
  private long ts(double hour) {
    return plan.startS() + Math.round(hour * 3600);
  }

  /** As the truth file holds it. */
  public ObjectNode json() {
    ObjectNode root = Json.mapper().createObjectNode();
    root.put("service", ServiceExporter.SERVICE).put("seed", plan.seed());
    root.put("zone", plan.zone().getId()).put("start", plan.start().toString());
    root.put("days", plan.days()).put("start_ts", plan.startS()).put("end_ts", plan.endS());
    root.put("samples", samples).put("counter_restarts", restarts);
    root.put("miss_cost", ServiceBills.A_MISS);
    ObjectNode bill = root.putObject("bills");
    bill.put("told", bills.lines).put("late", bills.late).put("corrected", bills.corrected);
    bill.put("to_come", bills.waiting());
    ArrayNode all = root.putArray("months");
    months.forEach((name, month) -> month(all.addObject(), name, month));
    ArrayNode trials = root.putArray("deploys");
    plan.trials().forEach(trial -> trial(trials.addObject(), trial));
    ArrayNode spans = root.putArray("spans");
    for (ServiceSpan span : plan.spans()) {
      long from = plan.startS() + span.fromMinute() * 60;
      if (from < plan.endS()) {
        spans
            .addObject()
            .put("kind", span.kind().name().toLowerCase(Locale.ROOT))
            .put("from_ts", from)
            .put("to_ts", from + span.minutes() * 60);
      }
    }
    ArrayNode made = root.putArray("changes");
    for (Change change : changes) {
      made.addObject()
          .put("ts", change.ts())
          .put("set", change.name())
          .put("from", change.from())
          .put("to", change.to())
          .put("answers", change.answers())
          .put("more_hits", Double.isNaN(change.moreHits()) ? null : change.moreHits());
    }
    clock(root.putArray("clock_changes"));
    return root;
  }

  private void month(ObjectNode node, YearMonth name, Month month) {
    node.put("month", name.toString());
    node.put("requests", month.requests).put("errors_5xx", month.errors5xx);
    node.put("cache_hits", month.hits).put("cache_misses", month.misses);
    node.put("known_minutes", month.knownMinutes).put("down_minutes", month.downMinutes);
    node.put("billed", money(bills.told.billed(), name));
    node.put("billed_in_all", money(bills.all.billed(), name));
    node.put("billed_by_its_end", money(bills.inTime.billed(), name));
    node.put("effective", money(bills.told.effective(), name));
  }

  private static BigDecimal money(Map<YearMonth, BigDecimal> months, YearMonth month) {
    return months.getOrDefault(month, BigDecimal.ZERO);
  }

  private void trial(ObjectNode node, ServiceTrial trial) {
    node.put("ts", ts(trial.hour())).put("revision", trial.revision());
    node.put("is", trial.truth().name().toLowerCase(Locale.ROOT));
    node.put("canary", trial.canary()).put("errors", trial.errors());
    node.put("slowness", trial.slowness());
    Long back = takenBack.get(trial.revision());
    if (back != null) {
      node.put("taken_back_ts", back);
    }
  }

  private void clock(ArrayNode changes) {
    ZoneId zone = plan.zone();
    Instant at = Instant.ofEpochSecond(plan.startS());
    ZoneOffsetTransition next = zone.getRules().nextTransition(at);
    while (next != null && next.toEpochSecond() < plan.endS()) {
      LocalDate day = next.getDateTimeBefore().toLocalDate();
      long hours =
          Duration.between(day.atStartOfDay(zone), day.plusDays(1).atStartOfDay(zone)).toHours();
      changes.addObject().put("day", day.toString()).put("hours", hours);
      next = zone.getRules().nextTransition(next.getInstant());
    }
  }
}
