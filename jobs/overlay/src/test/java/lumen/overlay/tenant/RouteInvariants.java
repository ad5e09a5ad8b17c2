package lumen.overlay.tenant;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Holds what a tenant says against what must be true of it, whatever its lines were. */
final class RouteInvariants implements RouteOutputs {
  private final String run;
  private final long ttlMicros;
  private final BreakerSettings breaker;
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
    private final List<Long> probes = new ArrayList<>();
  }

  RouteInvariants(String run, long ttlMicros, BreakerSettings breaker) {
    this.run = run;
    this.ttlMicros = ttlMicros;
    this.breaker = breaker;
  }

  List<String> lines() {
    return lines;
  }

  private Course course(String overlay) {
    return courses.computeIfAbsent(overlay, name -> new Course());
  }

  void line(RouteRecord record) {
    requests += record instanceof RouteRecord.RouteRequest ? 1 : 0;
    assertThat(answers).as("%s: an answer to each request", run).isEqualTo(requests);
  }

  @Override
  public void decision(Decision decision) {
    lines.add(decision.toString());
    Course course = course(decision.overlay());
    if (decision.probe()) {
      course.probes.add(decision.micros());
      assertThat(course.state).as(run).isEqualTo("half_open");
      assertThat(course.probes.size()).as(run).isLessThanOrEqualTo(breaker.halfOpenPermits());
    } else if (!decision.overlay().equals("baseline")) {
      assertThat(course.state).as("%s: %s", run, decision).isEqualTo("closed");
    }
  }

  @Override
  public void answer(Decision decision) {
    answers++;
  }

  @Override
  public void verdict(Verdict verdict) {
    lines.add(verdict.toString());
  }

  @Override
  public void evidence(EvidenceEntry entry) {
    lines.add(entry.toString());
    assertThat(entry.tsMicros()).as("%s: %s", run, entry).isGreaterThanOrEqualTo(lastMicros);
    lastMicros = entry.tsMicros();
    if (entry.kind().equals("breaker")) {
      moved(entry);
    }
  }

  /** Each move begins where the one before ended, and half open does not last. */
  private void moved(EvidenceEntry entry) {
    String overlay = value(entry, "overlay").word();
    Course course = course(overlay);
    String[] states = entry.rule().substring(overlay.length() + 1).split(">", -1);
    assertThat(states[0]).as("%s: %s", run, entry).isEqualTo(course.state);
    course.generation++;
    assertThat(value(entry, "generation").number()).as(run).isEqualTo(course.generation);
    if (course.state.equals("half_open") && course.probes.size() >= breaker.halfOpenSuccesses()) {
      long needed = course.probes.get(breaker.halfOpenSuccesses() - 1);
      assertThat(entry.tsMicros())
          .as("%s: half open no longer than its probes: %s", run, entry)
          .isLessThanOrEqualTo(needed + ttlMicros);
    }
    course.state = states[1];
    course.probes.clear();
  }

  private static EvidenceValue value(EvidenceEntry entry, String name) {
    return entry.values().stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
  }

  @Override
  public void account(RouteAccount told) {
    lines.add(told.toString());
    account = told;
    RouteCounts counts = told.counts();
    assertThat(counts.requests()).as(run).isEqualTo(counts.decided() + counts.repeated());
    long ended = counts.success() + counts.failure() + counts.timeout();
    assertThat(counts.decided())
        .as("%s: %s", run, told)
        .isEqualTo(ended + counts.missing() + counts.waiting() + counts.notFollowed());
    assertThat(counts.late()).as(run).isLessThanOrEqualTo(counts.missing());
    assertThat(counts.diverted()).as(run).isLessThanOrEqualTo(ended + counts.late());
  }

  @Override
  public void reject(RouteReason reason, String detail, String stream, Position position) {
    lines.add(reason.code() + position.line());
  }

  void end() {
    assertThat(account).as("%s: an account at the end", run).isNotNull();
  }
}
