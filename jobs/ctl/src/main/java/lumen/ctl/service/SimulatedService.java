package lumen.ctl.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import lumen.governance.settings.GovernanceSettings;

/**
 * Serves minute by minute, tells of it, and does what the rules of the job command: takes a
 * revision back 45 s after it is told to, sets a time to live after 30 s, and says so.
 */
public final class SimulatedService {
  private static final long MINUTE_S = 60;
  private static final double HOUR_S = 3600;
  private static final long BACK_AFTER_S = 45;
  private static final long SET_AFTER_S = 30;
  private static final double CANARY_SHARE = 0.35;
  private static final double CANARY_HOURS = 3;

  /** Takes the lines of the log. */
  @FunctionalInterface
  public interface Lines {
    /** Takes a line without its end. */
    void take(String line) throws IOException;
  }

  private final ServicePlan plan;
  private final ServiceTraffic traffic;
  private final ServiceBills bills;
  private final ServiceExporter exporter = new ServiceExporter();
  private final ServiceTruth truth;
  private final RuledService rules;
  private final NavigableMap<Long, List<String>> planned = new TreeMap<>();
  private final Map<String, Runnable> deeds = new HashMap<>();
  private final List<ServiceTrial> trials;
  private ServiceTrial stable;
  private ServiceTrial canary;
  private double canaryUntilHour;
  private long dayMisses;
  private int restarts;

  /**
   * A service.
   *
   * @param settings by which it is commanded
   */
  public SimulatedService(ServicePlan plan, GovernanceSettings settings) {
    this(plan, settings, (output, line) -> {});
  }

  /** A service whose rules somebody else hears too. */
  SimulatedService(ServicePlan plan, GovernanceSettings settings, RuledService.Hearer hearer) {
    this.plan = plan;
    SplittableRandom random = new SplittableRandom(plan.seed());
    traffic = new ServiceTraffic(plan, random.split());
    bills = new ServiceBills(plan.zone(), random.split());
    truth = new ServiceTruth(plan, bills);
    trials = new ArrayList<>(plan.trials());
    rules =
        new RuledService(
            settings,
            ServiceExporter.SERVICE,
            (output, line) -> {
              hearer.hear(output, line);
              if (output == RuledService.Output.DECISION) {
                obey(RuledService.node(line));
              }
            });
  }

  /** Plays it to its end. */
  public ServiceTruth play(Lines lines) throws IOException {
    String ttl = setting(plan.startS() + 1, traffic.ttl(), null);
    plan(plan.startS() + 1, ttl, () -> {});
    for (long end = plan.startS() + MINUTE_S; end <= plan.endS(); end += MINUTE_S) {
      minute(end, lines);
    }
    rules.advance(Long.MAX_VALUE);
    return truth;
  }

  private void minute(long end, Lines lines) throws IOException {
    long begin = end - MINUTE_S;
    double hour = (begin - plan.startS()) / HOUR_S;
    rollOut(begin, hour);
    turn(begin, hour);
    bills.upTo(end).forEach((ts, line) -> plan(ts, line, () -> {}));
    while (!planned.isEmpty() && planned.firstKey() <= end) {
      for (String line : planned.pollFirstEntry().getValue()) {
        put(line, lines);
        deeds.remove(line).run();
      }
    }
    for (String sample : serve(end, hour)) {
      truth.samples++;
      put(sample, lines);
    }
    rules.advance(end);
    LocalDate day = day(begin);
    if (!day(end).equals(day)) {
      bills.day(day, dayMisses);
      dayMisses = 0;
    }
  }

  private LocalDate day(long second) {
    return Instant.ofEpochSecond(second).atZone(plan.zone()).toLocalDate();
  }

  private void put(String line, Lines lines) throws IOException {
    lines.take(line);
    rules.take(line);
  }

  private void plan(long ts, String line, Runnable deed) {
    planned.computeIfAbsent(ts, t -> new ArrayList<>()).add(line);
    deeds.put(line, deed);
  }

  /** Deploys what is due, and ends a canary that nobody took back. */
  private void rollOut(long begin, double hour) {
    while (!trials.isEmpty() && trials.get(0).hour() <= hour) {
      ServiceTrial next = trials.remove(0);
      boolean failed = next.truth() == ServiceTrial.Truth.FAILED;
      plan(
          begin + 1,
          deploy(begin + 1, next.revision(), failed ? "failed" : "success", null),
          () -> {});
      if (!failed) {
        promote();
        if (next.canary()) {
          canary = next;
          canaryUntilHour = hour + CANARY_HOURS;
        } else {
          retire(stable);
          stable = next;
        }
      }
    }
    if (canary != null && hour >= canaryUntilHour) {
      promote();
    }
  }

  private void promote() {
    if (canary != null) {
      retire(stable);
      stable = canary;
      canary = null;
    }
  }

  private void retire(ServiceTrial trial) {
    if (trial != null) {
      exporter.end(trial.revision());
    }
  }

  /** What else changes by itself. */
  private void turn(long begin, double hour) {
    traffic.age(hour);
    if (!exporter.isCounting() && hour >= plan.countersFromHour()) {
      exporter.count();
    }
    if (restarts < plan.restartHours().size() && hour >= plan.restartHours().get(restarts)) {
      restarts++;
      truth.restarts += exporter.isCounting() ? exporter.restart(begin) : 0;
    }
  }

  private List<String> serve(long end, double hour) {
    ServiceSpan.Kind wrong = plan.wrong((end - MINUTE_S - plan.startS()) / MINUTE_S);
    boolean down = wrong == ServiceSpan.Kind.DOWN;
    boolean failing = wrong == ServiceSpan.Kind.FAILING;
    boolean blind = wrong == ServiceSpan.Kind.BLIND;
    long asked = traffic.requests(end, hour);
    long requests = down ? 0 : asked;
    long ofCanary = canary == null ? 0 : traffic.part(requests, CANARY_SHARE);
    List<String> samples = new ArrayList<>();
    ServiceTruth.Month month = truth.month(day(end - MINUTE_S));
    for (ServiceTrial trial : canary == null ? List.of(stable) : List.of(stable, canary)) {
      long its = trial.equals(canary) ? ofCanary : requests - ofCanary;
      ServiceMinute minute =
          failing ? ServiceTraffic.fail(its) : traffic.serve(its, trial.errors(), trial.slowness());
      dayMisses += minute.misses;
      if (!blind) {
        samples.add(exporter.sample(end, trial.revision(), minute, down ? 0 : null, traffic.ttl()));
        month.requests += minute.requests;
        month.errors5xx += minute.errors5xx;
        month.hits += minute.hits;
        month.misses += minute.misses;
      }
    }
    month.knownMinutes += blind ? 0 : 1;
    month.downMinutes += down || failing ? 1 : 0;
    return samples;
  }

  /** Does what is commanded. */
  private void obey(JsonNode decision) {
    String state = decision.path("state").asText();
    if (!Set.of("commanded", "undone").contains(state)) {
      return;
    }
    long now = Math.round(decision.path("ts").asDouble());
    String id = decision.path("id").asText();
    JsonNode command = decision.path("command");
    switch (command.path("set").asText()) {
      case "revision" -> {
        long ts = now + BACK_AFTER_S;
        String bad = command.path("from").asText();
        String good = command.path("to").asText();
        plan(ts, deploy(ts, bad, "rolled_back", id), () -> takeBack(ts, bad, good, id));
      }
      case "ttl_s" -> {
        long ts = now + SET_AFTER_S;
        double to = command.path("to").asDouble();
        plan(ts, setting(ts, to, id), () -> live(ts, command.path("from").asText(), to, id));
      }
      default -> throw new IllegalStateException("nothing to set: " + decision);
    }
  }

  private void takeBack(long ts, String bad, String good, String id) {
    if (canary != null && canary.revision().equals(bad)) {
      retire(canary);
      canary = null;
    } else if (stable.revision().equals(bad)) {
      retire(stable);
      stable =
          plan.trials().stream()
              .filter(trial -> trial.revision().equals(good))
              .findFirst()
              .orElseThrow();
    }
    truth.takenBack.put(bad, ts);
    truth.changes.add(new ServiceTruth.Change(ts, "revision", bad, good, id, Double.NaN));
  }

  private void live(long ts, String from, double to, String id) {
    double hour = (ts - plan.startS()) / HOUR_S;
    double before = traffic.mostHits(hour);
    traffic.ttl(to);
    double more = traffic.mostHits(hour) - before;
    String value = Long.toString(Math.round(to));
    truth.changes.add(new ServiceTruth.Change(ts, "ttl_s", from, value, id, more));
  }

  private static String deploy(long ts, String revision, String result, String answers) {
    return "{\"type\":\"deploy\",\"ts\":%d,\"service\":\"%s\",\"revision\":\"%s\",\"result\":\"%s\"%s}"
        .formatted(ts, ServiceExporter.SERVICE, revision, result, answers(answers));
  }

  private static String setting(long ts, double value, String answers) {
    return "{\"type\":\"setting\",\"ts\":%d,\"service\":\"%s\",\"name\":\"ttl_s\",\"value\":%d%s}"
        .formatted(ts, ServiceExporter.SERVICE, Math.round(value), answers(answers));
  }

  private static String answers(String id) {
    return id == null ? "" : ",\"answers\":\"" + id + '"';
  }
}
