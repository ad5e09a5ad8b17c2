package lumen.release.signoff;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.release.signoff.Signoff.Point;
import lumen.release.signoff.UnnotedIncidents.Incident;
import lumen.serve.kept.Evidence;
import lumen.serve.kept.EvidenceQuery;
import lumen.terminal.CommandFailure;
import lumen.watch.prometheus.Prometheus;

/**
 * Whether somebody has said something about each incident of the last time: rollbacks of a bridge
 * stand in the evidence of a run, and so do the notes; critical alerts are told by Prometheus.
 *
 * @param runs {@code --out} folders of live jobs
 * @param prometheus who knows of alerts; empty: rollbacks alone are asked for
 * @param back how far back
 */
record IncidentQuestion(List<Path> runs, Optional<URI> prometheus, Duration back) {
  private static final String NAME = "incidents";
  private static final String NOTE = "note";
  private static final int AT_ONCE = 10_000;
  private static final double MICROS = 1e6;

  /**
   * Checks that each folder is one of a job.
   *
   * @throws CommandFailure if one is none
   */
  IncidentQuestion {
    runs = List.copyOf(runs);
    for (Path run : runs) {
      if (!Files.isDirectory(run.resolve("evidence"))
          && !Files.isRegularFile(run.resolve("evidence.ndjson"))) {
        throw CommandFailure.usage(
            "--run must be the --out folder of a job, which has evidence: " + run);
      }
    }
  }

  /**
   * A point for each incident without a note, or the one that there is none.
   *
   * @throws IOException if evidence cannot be read
   */
  List<Point> points(Instant now) throws IOException {
    if (runs.isEmpty()) {
      return List.of(new Point(NAME, false, "no --run of a live job was given"));
    }
    Instant since = now.minus(back).truncatedTo(ChronoUnit.SECONDS);
    List<Point> points = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (Path run : runs) {
      Evidence evidence = new Evidence(run);
      int unread = read(evidence, "state", since, now, lines);
      read(evidence, NOTE, since, now, lines);
      if (unread > 0) {
        points.add(new Point(NAME, false, "%d lines are no evidence: %s".formatted(unread, run)));
      }
    }
    List<Incident> alerts =
        prometheus
            .map(url -> CriticalAlerts.fired(new Prometheus(url), since, now))
            .orElse(List.of());
    for (Incident one : UnnotedIncidents.of(lines, alerts, (double) now.getEpochSecond())) {
      points.add(new Point(NAME, false, told(one)));
    }
    if (points.isEmpty()) {
      points.add(
          new Point(
              NAME,
              true,
              "none without a note since %s%s"
                  .formatted(since, prometheus.isPresent() ? "" : "; of alerts nobody was asked")));
    }
    return points;
  }

  /** Adds the lines of a kind; returns how many lines were none. */
  private static int read(
      Evidence evidence, String kind, Instant since, Instant until, List<String> lines)
      throws IOException {
    EvidenceQuery all =
        EvidenceQuery.of(
            Optional.empty(),
            micros(since),
            micros(until),
            Optional.of(kind),
            Optional.empty(),
            AT_ONCE);
    int unread = 0;
    Optional<EvidenceQuery> next = Optional.of(all);
    while (next.isPresent()) {
      Evidence.Found found = evidence.find(next.get());
      lines.addAll(found.lines());
      unread = Math.max(unread, found.unread());
      next = found.rest().isPresent() ? all.after(found.rest()) : Optional.empty();
    }
    return unread;
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private static String told(Incident one) {
    Instant at =
        Instant.EPOCH
            .plus(Math.round(one.ts() * MICROS), ChronoUnit.MICROS)
            .truncatedTo(ChronoUnit.SECONDS);
    String whose = one.tenant().isEmpty() ? "" : " of " + one.tenant();
    return "no note within 24 h: %s%s at %s (%s)".formatted(one.what(), whose, at, one.id());
  }
}
