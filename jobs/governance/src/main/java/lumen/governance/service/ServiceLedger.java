package lumen.governance.service;

import static lumen.governance.figure.ServiceCalendar.DAY;
import static lumen.governance.figure.ServiceCalendar.HOUR;
import static lumen.governance.figure.ServiceCalendar.MINUTE;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
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
import lumen.governance.part.ChangedParts;
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
import lumen.governance.rollback.RollbackState;
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
  /** Unheard for so long a service is forgotten, microseconds. */
  public static final long FORGOTTEN = 400 * DAY;

  final String service;
  final WaitingLines waiting = new WaitingLines();
  private final ServiceOutputs out;
  final CounterReadings counters = new CounterReadings();
  final FiveMinutes fiveMinutes = new FiveMinutes();
  final Ledgers ledgers = new Ledgers();
  final Revisions revisions = new Revisions();
  final Deploys deploys = new Deploys();
  final SloWatch slos = new SloWatch();
  final BudgetWatch budget = new BudgetWatch(ledgers);
  final RoiGate roi = new RoiGate();
  final Maturity maturity = new Maturity();
  final FeedbackGraph graph = new FeedbackGraph();
  final History history;
  final AlertBook alerts;
  private final AlertWatch alertWatch;
  final DecisionJournal journal;
  final CanaryWatch canary;
  final Rollbacks rollbacks;
  final Policy policy;
  final ServiceOrders orders;
  private StepCounts step;
  CacheMemory memory;
  long memoryMicros = Long.MIN_VALUE;
  Fields trends;
  boolean silent;
  long firstLine = Long.MAX_VALUE;
  long lastStep = Long.MIN_VALUE;
  long steps;
  boolean changed;

  /** The ledger of a service that nothing is known of. */
  public ServiceLedger(
      String service, GovernanceSettings settings, ObjectivesReader reader, ServiceOutputs out) {
    this.service = service;
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
   * The ledger of a service as it was kept.
   *
   * @param kept the parts by their keys, in their order
   * @throws lumen.state.StateException where a part is damaged or of a newer version
   */
  public static ServiceLedger restored(
      String service,
      GovernanceSettings settings,
      ObjectivesReader reader,
      ServiceOutputs out,
      SortedMap<String, byte[]> kept) {
    ServiceLedger ledger = new ServiceLedger(service, settings, reader, out);
    kept.forEach((key, bytes) -> LedgerState.take(ledger, key, bytes));
    return ledger;
  }

  /** Hands over the parts that changed since the last time; between two calls from outside. */
  public void drain(ChangedParts parts) {
    LedgerState.drain(this, parts);
  }

  /** Takes a line of a stream; those of an open step are read by time, stream and coming. */
  public void add(ServiceLine line, String stream) {
    long end = ServiceCalendar.stepEnd(line.micros());
    if (end <= lastStep) {
      throw new IllegalArgumentException(
          "a line must belong to a step that is open: step=" + end + " closed=" + lastStep);
    }
    waiting.add(end, stream, line);
  }

  /** The end of the step that is closed next; MAX_VALUE where no line waits. */
  public long nextStep() {
    if (waiting.isEmpty()) {
      return Long.MAX_VALUE;
    }
    return lastStep == Long.MIN_VALUE ? waiting.firstStep() : lastStep + MINUTE;
  }

  /** The end of the newest step that is closed; MIN_VALUE before the first. */
  public long lastStep() {
    return lastStep;
  }

  /** Whether nothing need be kept: unheard for 400 days, nothing open, no command waits. */
  public boolean isForgotten(long micros) {
    return lastStep != Long.MIN_VALUE
        && micros >= lastStep + FORGOTTEN
        && waiting.isEmpty()
        && orders.pending() == 0
        && !(canary.isRunning() || policy.isOpen() || rollbacks.state().isOpen());
  }

  /** Takes a command, of a closed step as one of the next; false where its id was taken before. */
  public boolean add(ServiceCommand command) {
    return orders.add(command, lastStep + 1);
  }

  /** Closes all steps that end by a time and not after the newest line. */
  public void advance(long micros) {
    for (long next = nextStep(); next <= micros && next != Long.MAX_VALUE; next = nextStep()) {
      close(next, waiting.take(next));
    }
  }

  private void close(long end, List<ServiceLine> lines) {
    GovernanceSettings before = orders.settings();
    lastStep = end;
    changed = true;
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
      out.scorecard(end, Scorecard.of(this, settings));
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

  /** How the rollback stands. */
  public RollbackState rollback() {
    return rollbacks.state();
  }

  /** How it stands at the end of its newest step. */
  public Fields standing() {
    return Scorecard.standing(this);
  }

  /** What was done, for the account of the service. */
  public Fields account() {
    return Scorecard.account(this);
  }
}
