package lumen.overlay.tenant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lumen.event.Position;
import lumen.overlay.breaker.BreakerSettings;
import lumen.overlay.record.Decision;
import lumen.overlay.record.RouteAccount;
import lumen.overlay.record.RouteCounts;
import lumen.overlay.record.RouteReason;
import lumen.overlay.record.RouteRecord;
import lumen.overlay.record.Verdict;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.evidence.EvidenceValue;

/**
 * Holds what a tenant says against what must be true of it, whatever its lines were. It is asked a
 * million times over, so it says in plain words what does not hold.
 */
final class RouteInvariants implements RouteOutputs {
  private final String run;
  private final long ttlMicros;
  private final BreakerSettings breaker;
  private final boolean keeping;
  private final List<String> lines = new ArrayList<>();
  private final Map<String, Course> courses = new HashMap<>();
  private long lastMicros;
  private long requests;
  private long answers;
  private RouteAccount account;

  /** How the breaker of an overlay stands by its evidence. */
  private static final class Course {
    private String state = "closed";
    private long generation;

    /** Requests that were given the overlay since the last move. */
    private long given;

    private final List<Long> probes = new ArrayList<>();
  }

  /**
   * Of one run.
   *
   * @param keeping whether every line that is said is kept, to be compared
   */
  RouteInvariants(String run, long ttlMicros, BreakerSettings breaker, boolean keeping) {
    this.run = run;
    this.ttlMicros = ttlMicros;
    this.breaker = breaker;
    this.keeping = keeping;
  }

  List<String> lines() {
    return lines;
  }

  private void keep(Object line) {
    if (keeping) {
      lines.add(line.toString());
    }
  }

  private void must(boolean holds, String what, Object seen) {
    if (!holds) {
      throw new AssertionError("%s: %s: %s".formatted(run, what, seen));
    }
  }

  private Course course(String overlay) {
    return courses.computeIfAbsent(overlay, name -> new Course());
  }

  void line(RouteRecord record) {
    requests += record instanceof RouteRecord.RouteRequest ? 1 : 0;
    must(answers == requests, "there must be an answer to each request", record);
  }

  @Override
  public void decision(Decision decision) {
    keep(decision);
    Course course = course(decision.overlay());
    course.given++;
    if (decision.probe()) {
      course.probes.add(decision.micros());
      must(course.state.equals("half_open"), "a probe must be of one half open", decision);
      must(
          course.probes.size() <= breaker.halfOpenPermits(),
          "probes must be permitted: " + course.probes.size(),
          decision);
    } else if (!decision.overlay().equals("baseline")) {
      must(course.state.equals("closed"), "what is given must be closed", decision);
    }
  }

  @Override
  public void answer(Decision decision) {
    answers++;
  }

  @Override
  public void verdict(Verdict verdict) {
    keep(verdict);
  }

  @Override
  public void evidence(EvidenceEntry entry) {
    keep(entry);
    must(entry.tsMicros() >= lastMicros, "evidence must be in the order of time", entry);
    lastMicros = entry.tsMicros();
    if (entry.kind().equals("breaker")) {
      moved(entry);
    }
  }

  /**
   * Each move begins where the one before ended, rests on what was decided since then, and half
   * open does not last.
   */
  private void moved(EvidenceEntry entry) {
    String overlay = value(entry, "overlay").word();
    Course course = course(overlay);
    int arrow = entry.rule().indexOf('>', overlay.length());
    must(
        entry.rule().substring(overlay.length() + 1, arrow).equals(course.state),
        "a move must begin at " + course.state,
        entry);
    course.generation++;
    must(
        value(entry, "generation").number() == course.generation,
        "moves must be counted: " + course.generation,
        entry);
    must(
        value(entry, "n").number() <= course.given,
        "no outcome of an older generation must count: given since are " + course.given,
        entry);
    must(
        !value(entry, "why").word().equals("probe") || !course.probes.isEmpty(),
        "no outcome of an older generation must be a probe's",
        entry);
    if (course.state.equals("half_open") && course.probes.size() >= breaker.halfOpenSuccesses()) {
      long needed = course.probes.get(breaker.halfOpenSuccesses() - 1);
      must(
          entry.tsMicros() <= needed + ttlMicros,
          "half open must last no longer than its probes: the last needed at " + needed,
          entry);
    }
    course.state = entry.rule().substring(arrow + 1);
    course.given = 0;
    course.probes.clear();
  }

  private static EvidenceValue value(EvidenceEntry entry, String name) {
    for (EvidenceValue value : entry.values()) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    throw new AssertionError("must have " + name + ": " + entry);
  }

  @Override
  public void account(RouteAccount told) {
    keep(told);
    account = told;
    RouteCounts counts = told.counts();
    must(
        counts.requests() == counts.decided() + counts.repeated(),
        "requests must be decided or repeated",
        told);
    long ended = counts.success() + counts.failure() + counts.timeout();
    must(
        counts.decided() == ended + counts.missing() + counts.waiting() + counts.notFollowed(),
        "what was decided must have ended, be missing, wait, or not be followed",
        told);
    must(counts.late() <= counts.missing(), "what is late must have been missing", told);
    must(counts.diverted() <= ended + counts.late(), "what is diverted must have ended", told);
  }

  @Override
  public void reject(RouteReason reason, String detail, String stream, Position position) {
    if (keeping) {
      lines.add(reason.code() + position.line());
    }
  }

  /**
   * Ends the run.
   *
   * @param clockMicros the clock of the log
   */
  void end(long clockMicros) {
    must(account != null, "there must be an account at the end", clockMicros);
    for (Course course : courses.values()) {
      boolean needed = course.probes.size() >= breaker.halfOpenSuccesses();
      must(
          !course.state.equals("half_open")
              || !needed
              || clockMicros < course.probes.get(breaker.halfOpenSuccesses() - 1) + ttlMicros,
          "half open must last no longer than its probes, to the end",
          course.probes);
    }
  }
}
