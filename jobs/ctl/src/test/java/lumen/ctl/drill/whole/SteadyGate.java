package lumen.ctl.drill.whole;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import lumen.ctl.LumenctlRun;
import lumen.ctl.replay.OutputFolder;
import lumen.fixtures.CommandRun;
import lumen.fixtures.PrometheusServer.Sample;
import lumen.terminal.Json;

/** A gate on q/r for the minutes of a drill: as much more than now may pass as is said. */
final class SteadyGate {
  static final String NAME = "steady";

  private static final double WINDOW_S = 60;
  private static final long COMMIT_S = 15;
  private static final long LOOK_MILLIS = 50;

  private final DrillStage stage;

  SteadyGate(DrillStage stage) {
    this.stage = stage;
  }

  /**
   * Writes its {@code gates.yaml}.
   *
   * @param factor how many times what q/r is now may pass
   * @return its folder
   */
  Path folder(double factor) throws IOException, InterruptedException {
    double now =
        stage.prometheus.query("fusion:q_r_ratio").stream()
            .mapToDouble(Sample::value)
            .max()
            .orElseThrow(() -> new IllegalStateException("fusion:q_r_ratio is not known"));
    Path folder = Files.createDirectories(stage.root.resolve("gates"));
    Files.writeString(
        folder.resolve("gates.yaml"),
        """
        gates:
          steady:
            about: filters do not follow noise
            conditions:
              q_r_ratio: {of: "fusion:q_r_ratio", take: mean, over: 10m, at_most: %s}
        """
            .formatted(String.format(Locale.ROOT, "%.4f", factor * now)));
    return folder;
  }

  /**
   * What it says of the last minute, of what the job committed and of what Prometheus scraped.
   *
   * @return q/r of the frames, q/r of Prometheus; NaN for no data
   */
  double[] bothValues() throws IOException, InterruptedException {
    String config = folder(2).toString();
    Path scratch = Files.createDirectories(stage.root.resolve("gate-frames"));
    awaitCommit();
    double newest = copy("frames", scratch, Double.POSITIVE_INFINITY);
    copy("control", scratch, newest);
    String frames = scratch.resolve("frames.ndjson").toString();
    double emitted = stage.frameAt();
    return new double[] {
      value("--config", config, "--frames", frames, "--since", moment(newest - WINDOW_S)),
      value(
          "--config",
          config,
          "--prometheus",
          "http://127.0.0.1:" + stage.prometheusPort,
          "--since",
          moment(emitted - WINDOW_S))
    };
  }

  /** Behind a commit both minutes end at the same moment, else up to a checkpoint apart. */
  private void awaitCommit() throws IOException, InterruptedException {
    OutputFolder out = new OutputFolder(stage.out());
    int parts = out.parts("frames").size();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(COMMIT_S);
    while (out.parts("frames").size() == parts && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private static String moment(double seconds) {
    return Instant.ofEpochSecond((long) seconds).toString();
  }

  private static double value(String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("gate", NAME, "--json"));
    words.addAll(List.of(more));
    CommandRun run = LumenctlRun.of(words.toArray(String[]::new));
    if (run.out().isBlank()) {
      throw new IOException("gate exits with %d: %s".formatted(run.exitCode(), run.err().strip()));
    }
    return Json.mapper().readTree(run.out()).path("verdicts").path(0).path("value").asDouble();
  }

  /** Copies what is committed of an output up to a time; returns the newest time. */
  private double copy(String output, Path to, double until) throws IOException {
    double newest = Double.NEGATIVE_INFINITY;
    try (BufferedWriter out = Files.newBufferedWriter(to.resolve(output + ".ndjson"))) {
      for (Path part : new OutputFolder(stage.out()).parts(output)) {
        for (String line : Files.readAllLines(part)) {
          JsonNode of = Json.mapper().readTree(line);
          double ts = of.path("ts").asDouble();
          if (ts <= until) {
            newest = Math.max(newest, ts);
            out.write(line + "\n");
          }
        }
      }
    }
    return newest;
  }
}
