package lumen.release.signoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import lumen.http.LoopbackServer;
import lumen.http.ProgramsOnly;
import lumen.http.Reply;
import lumen.http.Routes;
import lumen.http.ServerLimits;
import lumen.http.Service;
import lumen.release.signoff.Signoff.Point;
import lumen.release.signoff.UnnotedIncidents.Incident;
import lumen.terminal.CommandFailure;
import lumen.watch.prometheus.Prometheus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a live job has been through is asked of what it committed, and of Prometheus. */
final class IncidentQuestionTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final Instant FALL = Instant.parse("2026-03-08T10:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);

  @TempDir private Path run;

  @BeforeEach
  void thereIsEvidence() throws IOException {
    Files.createDirectory(run.resolve("evidence"));
  }

  private static String line(Instant at, String kind, String rule) {
    return "{\"id\":\"a/%s/%d000000\",\"ts\":%d.0,\"tenant\":\"a\",\"kind\":\"%s\",\"rule\":\"%s\",\"values\":{}}\n"
        .formatted(rule, at.getEpochSecond(), at.getEpochSecond(), kind, rule);
  }

  private void committed(String part, String... lines) throws IOException {
    Path day = Files.createDirectories(run.resolve("evidence/2026-03-08"));
    Files.writeString(day.resolve(part), String.join("", lines));
  }

  private List<Point> asked() throws IOException {
    return new IncidentQuestion(List.of(run), Optional.empty(), WEEK).points(NOW);
  }

  @Test
  void rollbackWithoutANoteIsAPointThatDoesNotHold() throws IOException {
    committed("part-0", line(FALL.minusSeconds(60), "state", "E1>E2"), line(FALL, "risk", "x>E4"));
    assertThat(asked())
        .containsExactly(
            new Point(
                "incidents",
                true,
                "none without a note since 2026-03-03T12:00:00Z; of alerts nobody was asked"));
    committed("part-1", line(FALL, "state", "E2>E4"));
    Point open =
        new Point(
            "incidents",
            false,
            "no note within 24 h: E2>E4 of a at 2026-03-08T10:00:00Z (a/E2>E4/1772964000000000)");
    assertThat(asked()).containsExactly(open);
    committed(".part-2.inprogress", line(FALL.plusSeconds(60), "note", "note:1"));
    assertThat(asked()).as("not committed").containsExactly(open);
    committed("part-2", line(FALL.plusSeconds(60), "note", "note:1"));
    assertThat(asked()).singleElement().satisfies(point -> assertThat(point.ok()).isTrue());
  }

  @Test
  void whatIsLongAgoIsNotAsked() throws IOException {
    committed("part-0", line(FALL, "state", "E2>E4"));
    assertThat(new IncidentQuestion(List.of(run), Optional.empty(), Duration.ofDays(2)).points(NOW))
        .singleElement()
        .satisfies(point -> assertThat(point.ok()).isTrue());
  }

  @Test
  void whatCannotBeReadIsSaid() throws IOException {
    committed("part-0", "no evidence\n");
    assertThat(asked())
        .containsExactly(new Point("incidents", false, "1 lines are no evidence: " + run));
    assertThat(new IncidentQuestion(List.of(), Optional.empty(), WEEK).points(NOW))
        .containsExactly(new Point("incidents", false, "no --run of a live job was given"));
    List<Path> other = List.of(run.resolve("evidence"));
    assertThatThrownBy(() -> new IncidentQuestion(other, Optional.empty(), WEEK))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("--run must be the --out folder of a job, which has evidence: ");
  }

  @Test
  void eachFiringOfACriticalAlertIsOne() throws IOException {
    long first = FALL.getEpochSecond();
    String body =
        """
        {"status": "success", "data": {"result": [
          {"metric": {"alertname": "JobLost"},
           "values": [[%d, "1"], [%d, "1"], [%d, "1"], [%d, "1"]]},
          {"metric": {"alertname": "BridgeRolledBack", "tenant": "a"}, "values": [[%d, "1"]]}]}}
        """
            .formatted(first, first + 300, first + 900, first + 1_200, first + 300);
    try (LoopbackServer server = prometheus(body)) {
      URI url = URI.create("http://" + server.address());
      assertThat(CriticalAlerts.fired(new Prometheus(url), NOW.minus(WEEK), NOW))
          .containsExactly(
              new Incident("JobLost", "", first - 300.0, "JobLost"),
              new Incident("BridgeRolledBack", "a", (double) first, "BridgeRolledBack"),
              new Incident("JobLost", "", first + 600.0, "JobLost"));
      committed("part-0", line(FALL.plusSeconds(300), "note", "note:1"));
      assertThat(new IncidentQuestion(List.of(run), Optional.of(url), WEEK).points(NOW))
          .containsExactly(
              new Point(
                  "incidents",
                  false,
                  "no note within 24 h: JobLost at 2026-03-08T10:10:00Z (JobLost)"));
    }
  }

  private static LoopbackServer prometheus(String answer) throws IOException {
    Reply reply =
        Reply.streamed(
            200, "application/json", out -> out.write(answer.getBytes(StandardCharsets.UTF_8)));
    Routes routes =
        Routes.none(Reply::text)
            .and("GET", "/api/v1/query_range", request -> CompletableFuture.completedFuture(reply));
    LoopbackServer server =
        LoopbackServer.open(
            InetAddress.getLoopbackAddress(),
            0,
            new ServerLimits(8, 16, 0, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ZERO),
            new Service("prometheus", ProgramsOnly::new, Reply::text, routes));
    server.start();
    return server;
  }
}
