package lumen.ctl.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lumen.ctl.LumenctlRun;
import lumen.ctl.session.ForkedLumenctl;
import lumen.ctl.session.RunFolder;
import lumen.ctl.stage.AnsweringEngine;
import lumen.ctl.stage.PlayedStage;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The wall clock of {@code ingest} is set an hour forward and back while two stages play and a job
 * follows the log: one of devices whose messages count from their arrival, and one of devices that
 * stamp them by a clock that goes right.
 */
@Tag("drill")
final class ClockLeapDrill {
  private static final long SEED = Long.getLong("lumen.drill.seed", 20_261_130);
  private static final int LEAP_S = 3_600;

  /** Before the leap, between it and the way back, and behind that. */
  private static final int PART_S = 15;

  /** A step of the grid, and what a machine that is busy may be behind. */
  private static final double NEAR_S = 3;

  /** Of statistics. */
  private static final int WINDOW_S = 9;

  /** Of the last seconds of a stage that ends the filtered values are not known. */
  private static final int KNOWN_S = 10;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path temp;

  @Test
  void leapIsToldAndMakesNothingLate() throws Exception {
    LeapingClock clock = LeapingClock.in(temp);
    int[] ports = {freePort(), freePort(), freePort(), freePort()};
    try (AnsweringEngine engine = new AnsweringEngine()) {
      configure(engine.port(), ports);
      try (ForkedLumenctl ingest = ingest(clock);
          PlayedStage stage = new PlayedStage(ports[0], ports[1], SEED);
          PlayedStage stamped = new PlayedStage(ports[2], ports[3], SEED + 1)) {
        CompletableFuture<CommandRun> job = CompletableFuture.supplyAsync(this::follow);
        double begun = Spans.now();
        stage.start();
        stamped.start();
        leaps(clock, ingest, engine);
        stage.close();
        stamped.close();
        double ended = Spans.now();
        ingest.interrupt();
        assertThat(ingest.exitCode()).as(ingest.err()).isEqualTo(ExitCode.OK);
        assertThat(job.get().exitCode()).as(job.get().err()).isEqualTo(ExitCode.OK);
        RunFolder run = RunFolder.read(temp.resolve("out"));
        run.accountsForAll(run.total("received"));
        nothingIsLost(
            run, "rig", stage.messages(), List.of("late", "rejected", "dropped", "clamped"));
        nothingIsLost(
            run, "stamped", stamped.messages(), List.of("rejected", "dropped", "clamped"));
        List<JsonNode> frames = framesOf(run, "stage");
        framesGoOn(frames, begun, ended);
        assertThat(frames)
            .filteredOn(frame -> isIn(frame, begun + PART_S, ended - KNOWN_S))
            .hasSizeGreaterThan(PART_S)
            .allMatch(frame -> frame.path("mode").asText().equals("fused"));
      }
    }
  }

  private static List<JsonNode> framesOf(RunFolder run, String tenant) {
    return run.frames().stream().filter(f -> f.path("tenant").asText().equals(tenant)).toList();
  }

  private static boolean isIn(JsonNode frame, double from, double to) {
    double ts = frame.path("ts").asDouble();
    return ts >= from && ts <= to;
  }

  private static void leaps(LeapingClock clock, ForkedLumenctl ingest, AnsweringEngine engine)
      throws Exception {
    TimeUnit.SECONDS.sleep(PART_S);
    leap(clock, LEAP_S, ingest, "forward");
    long answers = engine.answers();
    TimeUnit.SECONDS.sleep(PART_S);
    assertThat(engine.answers()).as("pulls go on").isGreaterThan(answers + PART_S / 2);
    leap(clock, 0, ingest, "back");
    TimeUnit.SECONDS.sleep(PART_S);
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void configure(int engine, int... ports) throws IOException {
    Path config = Files.createDirectory(temp.resolve("config"));
    Files.writeString(
        config.resolve("fusion.yaml"),
        "lag: {max_lag_s: 1}\nwindow: {rebalance_window_s: %d}\n".formatted(WINDOW_S));
    Files.writeString(
        config.resolve("sensors.yaml"),
        """
        streams:
          - {name: rig, type: osc, addr: "127.0.0.1:%d", timetag: ignore, tenant: stage}
          - {name: beat, type: osc, addr: "127.0.0.1:%d", timetag: ignore, tenant: stage}
          - {name: stamped, type: osc, addr: "127.0.0.1:%d", tenant: other}
          - {name: pulse, type: osc, addr: "127.0.0.1:%d", tenant: other}
          - {name: ure, type: ure, metrics_url: "http://127.0.0.1:%d/metrics", pull_interval_s: 1, tenant: stage}
        sources:
          beat: {role: ure}
          rig: {rate_hz: %d}
          stamped: {rate_hz: %d}
        """
            .formatted(
                ports[0], ports[1], ports[2], ports[3], engine, PlayedStage.HZ, PlayedStage.HZ));
  }

  private ForkedLumenctl ingest(LeapingClock clock) throws IOException {
    ForkedLumenctl ingest =
        ForkedLumenctl.start(
            clock.starter(),
            List.of(),
            List.of(
                "ingest",
                "--config",
                temp.resolve("config").toString(),
                "--log",
                temp.resolve("log").toString()),
            temp.resolve("ingest.err"));
    Path part = temp.resolve("log/part-00000001.ndjson");
    await().atMost(PATIENCE).until(() -> ingest.hasEnded() || Files.exists(part));
    return ingest;
  }

  private CommandRun follow() {
    return LumenctlRun.of(
        "run",
        "--local",
        "--from-log",
        temp.resolve("log").toString(),
        "--config",
        temp.resolve("config").toString(),
        "--out",
        temp.resolve("out").toString());
  }

  private static void leap(LeapingClock clock, int aheadS, ForkedLumenctl ingest, String way)
      throws IOException {
    clock.set(aheadS);
    String sentence = "the wall clock was set %s by ".formatted(way);
    await(sentence).atMost(PATIENCE).until(() -> ingest.err().contains(sentence));
    assertThat(ingest.err()).containsPattern(sentence + "(3599\\.9|3600\\.0)");
  }

  private static void nothingIsLost(RunFolder run, String source, long sent, List<String> none) {
    JsonNode counts = run.summary().path("sources").path(source);
    System.out.printf("%s: sent %d, %s%n", source, sent, counts);
    assertThat(counts.path("received").asLong()).as("received of %s", source).isEqualTo(sent);
    for (String fate : none) {
      assertThat(counts.path(fate).asLong()).as("%s of %s", fate, source).isZero();
    }
  }

  /** No step of the grid is left out, from before the leap to the last second. */
  private static void framesGoOn(List<JsonNode> frames, double begun, double ended) {
    assertThat(frames).as("frames").isNotEmpty();
    long first = frames.get(0).path("grid").asLong();
    for (int i = 0; i < frames.size(); i++) {
      assertThat(frames.get(i).path("grid").asLong()).as("frame %d", i).isEqualTo(first + i);
    }
    JsonNode last = frames.get(frames.size() - 1);
    System.out.printf("%d frames, none left out%n", frames.size());
    assertThat(frames.get(0).path("ts").asDouble()).isBetween(begun, begun + PART_S);
    assertThat(last.path("ts").asDouble()).isBetween(ended - NEAR_S, ended + LEAP_S / 10.0);
  }
}
