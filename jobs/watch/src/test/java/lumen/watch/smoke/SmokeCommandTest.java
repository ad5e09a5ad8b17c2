package lumen.watch.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lumen.fixtures.CommandRun;
import lumen.http.LoopbackServer;
import lumen.http.ProgramsOnly;
import lumen.http.Reply;
import lumen.http.Routes;
import lumen.http.ServerLimits;
import lumen.http.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against ports that answer as those of a healthy job do, each of which is wrong once. */
final class SmokeCommandTest {
  private static final long NOW = Clock.systemUTC().millis();

  private static Map<String, String> healthy() {
    Map<String, String> pages = new TreeMap<>();
    pages.put(
        "/jobs/overview",
        "{\"jobs\": [{\"jid\": \"j1\", \"name\": \"lumen\", \"state\": \"RUNNING\","
            + " \"tasks\": {\"total\": 7, \"running\": 7}}]}");
    pages.put("/taskmanagers", "{\"taskmanagers\": [{\"id\": \"t\"}]}");
    pages.put(
        "/jobs/j1/checkpoints",
        "{\"latest\": {\"completed\": {\"latest_ack_timestamp\": " + (NOW - 4_000) + "}}}");
    pages.put(
        "/metrics_fusion",
        """
        # TYPE fusion_align_q gauge
        fusion_align_q{tenant="a"} 0.001
        fusion_align_r{tenant="a"} 0.002
        fusion_coherence_level{tenant="a"} 0.95
        fusion_frame_emitted_timestamp_seconds{tenant="a"} %s
        ure_up{tenant="a"} 1.0
        """
            .formatted((NOW - 200) / 1e3));
    pages.put(
        "/metrics_bridge",
        """
        bridge_state{tenant="a"} 2.0
        bridge_phase_diff_mean{tenant="a"} 0.02
        bridge_sync_quality{tenant="a"} 0.85
        bridge_entropy_ratio{tenant="a"} 0.15
        bridge_state{tenant="b"} 1.0
        bridge_phase_diff_mean{tenant="b"} 0.4
        """);
    pages.put("/metrics_jobmanager", "flink_jobmanager_numRunningJobs{} 1.0\n");
    pages.put("/api/v1/query", "{\"status\": \"success\", \"data\": {\"result\": []}}");
    return pages;
  }

  private static final List<String> OPTIONS =
      List.of("--rest", "--fusion", "--bridge", "--jobmanager", "--prometheus");

  /** What is done before a page answers. */
  private interface Before {
    void answer(String path) throws InterruptedException;
  }

  private static CommandRun run(Map<String, String> pages, String... more) throws IOException {
    return run(pages, path -> {}, more);
  }

  private static CommandRun run(Map<String, String> pages, Before before, String... more)
      throws IOException {
    Routes routes = Routes.none(Reply::text);
    for (Map.Entry<String, String> page : pages.entrySet()) {
      byte[] bytes = page.getValue().getBytes(StandardCharsets.UTF_8);
      Reply reply = Reply.streamed(200, "text/plain", out -> out.write(bytes));
      routes =
          routes.and(
              "GET",
              page.getKey(),
              request -> {
                try {
                  before.answer(page.getKey());
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                return CompletableFuture.completedFuture(reply);
              });
    }
    Routes all = routes;
    try (LoopbackServer server =
        LoopbackServer.open(
            InetAddress.getLoopbackAddress(),
            0,
            new ServerLimits(8, 16, 0, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ZERO),
            new Service("healthy", ProgramsOnly::new, Reply::text, all))) {
      server.start();
      String url = "http://" + server.address();
      List<String> arguments = new ArrayList<>(List.of("smoke"));
      for (String option : OPTIONS) {
        if (!List.of(more).contains(option)) {
          arguments.addAll(List.of(option, url));
        }
      }
      arguments.addAll(List.of(more));
      return CommandRun.of(List.of(SmokeCommand.class), arguments.toArray(new String[0]));
    }
  }

  @Test
  void allIsWell() throws IOException {
    CommandRun run = run(healthy());
    assertThat(run.out()).doesNotContain("WRONG").hasLineCount(1 + 12);
    assertThat(run.out())
        .containsPattern("tasks +ok +7 of 7 tasks of lumen run")
        .containsPattern("budgets +ok +kept by 1 bridged");
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "tasks~/jobs/overview~\"running\": 7~\"running\": 6~6 of 7 tasks of lumen run",
        "taskmanager~/taskmanagers~{\"id\": \"t\"}~~0 registered",
        "filters~/metrics_fusion~fusion_align_r~fusion_other~no fusion_align_r",
        "coherence~/metrics_fusion~fusion_coherence~fusion_other~no fusion_coherence_level",
        "reference~/metrics_fusion~ure_up{tenant=\"a\"} 1~ure_up{tenant=\"a\"} 0~down: a",
        "alerts~/api/v1/query~[]~[{\"metric\": {\"alertname\": \"EntropySpike\"}}]~EntropySpike",
        "budgets~/metrics_bridge~} 0.15~} 0.151~bridge_entropy_ratio of a is 0.151",
        "budgets~/metrics_bridge~} 0.85~} 0.84~bridge_sync_quality of a is 0.840",
        "budgets~/metrics_bridge~} 0.02~} 0.021~bridge_phase_diff_mean of a is 0.0210",
        "budgets~/metrics_bridge~bridge_state{tenant=\"a\"} 2~bridge_state{tenant=\"a\"} 4~"
            + "a has rolled back [(]E4[)]",
        "budgets~/metrics_bridge~bridge_phase_diff_mean{tenant=\"a\"~bridge_phase{tenant=\"a\"~"
            + "no bridge_phase_diff_mean of a",
        "budgets~/metrics_bridge~bridge_sync_quality~bridge_sync~no bridge_sync_quality of a",
      })
  void eachIsSeenWhenItIsWrong(String check, String page, String from, String to, String said)
      throws IOException {
    Map<String, String> pages = healthy();
    assertThat(pages.get(page)).contains(from);
    pages.put(page, pages.get(page).replace(from, to == null ? "" : to));
    CommandRun run = run(pages);
    assertThat(run.out().lines().filter(line -> line.contains("WRONG")))
        .singleElement()
        .satisfies(line -> assertThat(line).matches(check + " +WRONG +" + said));
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void whatStandsStillIsSeen() throws IOException {
    Map<String, String> pages = healthy();
    pages.replaceAll(
        (path, text) ->
            text.replace(Long.toString(NOW - 4_000), Long.toString(NOW - 34_000))
                .replace(
                    Double.toString((NOW - 200) / 1e3), Double.toString((NOW - 31_000) / 1e3)));
    assertThat(run(pages).out())
        .containsPattern("checkpoint +WRONG +the newest is 3[4-9] s old")
        .containsPattern("frame +WRONG +the newest is 3[1-9][.]\\d s old");
  }

  @Test
  void whatDoesNotAnswerIsSeen() throws IOException {
    Map<String, String> pages = healthy();
    pages.keySet().removeIf(path -> path.startsWith("/metrics") || path.startsWith("/api"));
    CommandRun run = run(pages, "--no-budgets");
    assertThat(run.out()).containsPattern("alerts +WRONG +Prometheus does not answer: http://");
    try (ServerSocket free = new ServerSocket(0)) {
      String nobody = "http://127.0.0.1:" + free.getLocalPort();
      free.close();
      run = run(pages, "--no-budgets", "--prometheus", nobody);
    }
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("metrics_fusion +WRONG +http://\\S+ does not answer")
        .containsPattern("metrics_bridge +WRONG")
        .containsPattern("metrics_jobmanager +WRONG")
        .containsPattern("alerts +ok +there is no Prometheus")
        .doesNotContain("budgets");
  }

  /**
   * Who answers only once all have been asked is heard, so one that hangs costs no other's time.
   */
  @Test
  @Timeout(60)
  void allIsAskedAtOnce() throws IOException {
    Set<String> first = new TreeSet<>(healthy().keySet());
    first.remove("/jobs/j1/checkpoints");
    CountDownLatch asked = new CountDownLatch(first.size());
    CommandRun run =
        run(
            healthy(),
            path -> {
              if (first.contains(path)) {
                asked.countDown();
                boolean unused = asked.await(10, TimeUnit.SECONDS);
              }
            });
    assertThat(run.out()).doesNotContain("WRONG");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  @Timeout(60)
  void whatHangsIsSeen() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      List<String> arguments = new ArrayList<>(List.of("smoke"));
      for (String option : OPTIONS) {
        arguments.addAll(List.of(option, "http://127.0.0.1:" + silent.getLocalPort()));
      }
      CommandRun run = CommandRun.of(List.of(SmokeCommand.class), arguments.toArray(new String[0]));
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out())
          .hasLineCount(1 + 12)
          .containsPattern("tasks +WRONG")
          .containsPattern("metrics_bridge +WRONG +http://\\S+ does not answer")
          .containsPattern("alerts +WRONG +Prometheus does not answer");
    }
  }
}
