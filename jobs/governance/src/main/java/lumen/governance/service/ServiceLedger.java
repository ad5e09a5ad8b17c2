package lumen.governance.service;

import static lumen.governance.figure.ServiceCalendar.HOUR;
import static lumen.governance.figure.ServiceCalendar.MINUTE;
import static lumen.governance.figure.ServiceCalendar.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import lumen.governance.budget.BudgetWatch;
import lumen.governance.budget.Ledgers;
import lumen.governance.canary.CanaryWatch;
import lumen.governance.figure.CounterReadings;
import lumen.governance.figure.FiveMinutes;
import lumen.governance.figure.History;
import lumen.governance.figure.ServiceCalendar;
import lumen.governance.figure.StepCounts;
import lumen.governance.graph.FeedbackGraph;
import lumen.governance.maturity.Deploys;
import lumen.governance.maturity.Maturity;
import lumen.governance.maturity.Trends;
import lumen.governance.policy.Policy;
import lumen.governance.record.DecisionJournal;
import lumen.governance.record.Fields;
import lumen.governance.record.SampleCounts;
import lumen.governance.record.ServiceCommand;
import lumen.governance.record.ServiceLine;
import lumen.governance.record.ServiceLine.CacheMemory;
import lumen.governance.record.ServiceLine.Cost;
import lumen.governance.record.ServiceLine.Deploy;
import lumen.governance.record.ServiceLine.Sample;
import lumen.governance.record.ServiceLine.Setting;
import lumen.governance.record.ServiceLine.Value;
import lumen.governance.record.ServiceOutputs;
import lumen.governance.roi.RoiGate;
import lumen.governance.rollback.Revisions;
import lumen.governance.rollback.RollbackGrounds;
import lumen.governance.rollback.Rollbacks;
import lumen.governance.settings.GovernanceSettings;
import lumen.governance.slo.AlertBook;
import lumen.governance.slo.AlertWatch;
import lumen.governance.slo.SloWatch;

/**
 * All of one service: takes its lines into their steps, and closes step by step, from that of its
 * first line to that of its newest. What it tells at a time rests only on lines known by then.
 */
public final class ServiceLedger {
  private final ServiceOutputs out;
  private final NavigableMap<Long, List<ServiceLine>> waiting = new TreeMap<>();
  private final CounterReadings counters = new CounterReadings();
  private final FiveMinutes fiveMinutes = new FiveMinutes();
  private final Ledgers ledgers = new Ledgers();
  private final Revisions revisions = new Revisions();
  private final Deploys deploys = new Deploys();
  private final SloWatch slos = new SloWatch();
  private final BudgetWatch budget = new BudgetWatch(ledgers);
  private final RoiGate roi = new RoiGate();
  private final Maturity maturity = new Maturity();
  private final FeedbackGraph graph = new FeedbackGraph();
  private final History history;
  private final AlertBook alerts;
  private final AlertWatch alertWatch;
  private final DecisionJournal journal;
  private final CanaryWatch canary;
  private final Rollbacks rollbacks;
  private final Policy policy;
  private final ServiceOrders orders;
  private StepCounts step;
  private CacheMemory memory;
  private long memoryMicros = Long.MIN_VALUE;
  private Fields trends;
  private boolean silent;
  private long firstLine = Long.MAX_VALUE;
  private long lastStep = Long.MIN_VALUE;
  private long steps;

  /** The ledger of a service that nothing is known of. */
  public ServiceLedger(
      String service, GovernanceSettings settings, ObjectivesReader reader, ServiceOutputs out) {
    this.out = out;
    history = new History(new ServiceCalendar(settings.calendar().zoneId()));
    alerts = new AlertBook(service);
    alertWatch = new AlertWatch(alerts);
    journal = new DecisionJournal(service, out);
    canary = new CanaryWatch(journal);
    rollbacks = new Rollbacks(journal, revisions);
    policy = new Policy(journal, out);
    orders = new ServiceOrders(settings, reader, policy, rollbacks, alerts, journal);
  }

  /**
   * Takes a line whose step is not closed yet; lines of a step come in the order of (ts, stream,
   * place).
   */
  public void add(ServiceLine line) {
    long end = ServiceCalendar.stepEnd(line.micros());
    if (end <= lastStep) {
      throw new IllegalArgumentException(
          "a line must belong to a step that is open: step=" + end + " closed=" + lastStep);
    }
    waiting.computeIfAbsent(end, e -> new ArrayList<>()).add(line);
  }

  /** Takes a command; false where its id was taken before. */
  public boolean add(ServiceCommand command) {
    return orders.add(command);
  }

  /** Closes all steps that end by a time and not after the newest line. */
  public void advance(long micros) {
    while (!waiting.isEmpty()) {
      long next = lastStep == Long.MIN_VALUE ? waiting.firstKey() : lastStep + MINUTE;
      if (next > micros) {
        return;
      }
      close(next, waiting.getOrDefault(next, List.of()));
      waiting.remove(next);
    }
  }

  private void close(long end, List<ServiceLine> lines) {
    GovernanceSettings before = orders.settings();
    lastStep = end;
    steps++;
    step = new StepCounts(before.slo());
    List<Sample> samples = new ArrayList<>();
    for (ServiceLine line : lines) {
      firstLine = Math.min(firstLine, line.micros());
      if (line instanceof Sample sample) {
        samples.add(sample);
        take(sample);
      }
    }
    history.close(end, step, samples);
    fiveMinutes.close(end, step);
    lines.forEach(line -> take(line, before));
    listen(before);
    orders.step(end, out);
    GovernanceSettings settings = orders.settings();
    slos.step(history, settings, out);
    alertWatch.step(history, settings.slo(), out);
    canary.step(end, step, revisions, settings.canary());
    boolean full = memoryMicros > end - HOUR;
    policy.step(
        history,
        fiveMinutes,
        full ? memory : null,
        budget.state(),
        rollbacks.state().makesPolicyRest(),
        orders.isHeld(),
        settings);
    rollbacks.step(
        end,
        RollbackGrounds.of(history, revisions, canary.worse(revisions), roi, budget, settings),
        settings.rollback(),
        orders.isHeld());
    tellHour(end, settings);
    history.endStep();
  }

  private void tellHour(long end, GovernanceSettings settings) {
    if (history.isHourEnd()) {
      budget.hour(history, settings, firstLine, out);
      roi.hour(ledgers, history, settings, budget.isKnown(), out);
      maturity.hour(
          history,
          settings,
          deploys,
          roi.days().costPerThousand(history),
          alerts.timeToRestore(end),
          out);
      counters.forget(end);
    }
    boolean dayEnd = history.calendar().isDayEnd(end);
    if (dayEnd) {
      trends = Trends.of(ledgers, history, settings, budget.isKnown());
    }
    if (history.isHourEnd()) {
      out.scorecard(end, scorecard(settings));
      trends = null;
    }
    if (dayEnd) {
      graph.day(history, settings, out);
    }
  }

  private void take(Sample sample) {
    CacheMemory told = sample.memory();
    if (told != null
        && told.bytes() != SampleCounts.NOT_TOLD
        && told.limit() != SampleCounts.NOT_TOLD) {
      memory = told;
      memoryMicros = sample.micros();
    }
    if (sample.counter() == null) {
      step.add(sample.revision(), sample.counts());
      if (sample.latencies() != null) {
        step.add(sample.revision(), sample.latencies());
      }
      return;
    }
    CounterReadings.Since since = counters.take(sample);
    if (since.counts() != null) {
      step.add(sample.revision(), since.counts());
    }
    if (since.latencies() != null) {
      step.add(sample.revision(), since.latencies());
    }
  }

  private void take(ServiceLine line, GovernanceSettings settings) {
    if (line instanceof Cost cost) {
      ledgers.add(cost, history, settings.budget().closeDays());
    } else if (line instanceof Value value) {
      ledgers.add(value, history);
    } else if (line instanceof Deploy deploy) {
      deploys.add(deploy);
      rollbacks.add(deploy);
    } else if (line instanceof Setting setting) {
      policy.add(setting);
    }
  }

  private void listen(GovernanceSettings settings) {
    history.listen(settings.data().silentMicros());
    if (history.isSilent() != silent) {
      silent = history.isSilent();
      Fields values = new Fields().put("newest", History.seconds(history.newestMicros()));
      out.evidence(
          history.now(),
          "data",
          "data.samples",
          silent ? "begin" : "end",
          silent ? "warning" : null,
          values);
    }
  }

  private Fields scorecard(GovernanceSettings settings) {
    return new Fields()
        .put("silent", silent)
        .put("figures", Scorecard.figures(history, settings, roi.days().costFigure(history)))
        .put("slo", slos.figures(history, settings))
        .put("budget", budget.state().figures())
        .put("roi", roi.state().figures())
        .put("maturity", maturity.figures())
        .put("trends", trends)
        .put("alerts", alerts.on())
        .put("rollback", rollbacks.state().word())
        .put("policy", policy.state())
        .put("hold", orders.isHeld())
        .put("policy_success_ratio", policy.successRatio(history.now()))
        .put("alert_precision", alerts.precision())
        .put("manual_share", journal.manualShare())
        .put("counter_resets", counters.resets())
        .put("clamped", history.clamped());
  }

  /** What was done, for the account of the service. */
  public Fields account() {
    return new Fields()
        .put("steps", steps)
        .put("first_ts", (lastStep - steps * MINUTE) / (double) SECOND)
        .put("last_ts", lastStep / (double) SECOND)
        .put("counter_resets", counters.resets())
        .put("clamped", history.clamped())
        .put("ledger_closed", ledgers.closedLines())
        .put("commands_pending", (long) orders.pending());
  }
}
