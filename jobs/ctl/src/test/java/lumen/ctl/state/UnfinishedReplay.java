package lumen.ctl.state;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import lumen.cluster.job.CheckpointFolder;
import lumen.fusion.Main;
import lumen.runtime.job.JobArguments;
import lumen.terminal.LumenHome;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;

/**
 * The first part of the small recording, followed by a job that waits for more; what it keeps then,
 * as a savepoint and as the checkpoint that its cancellation leaves.
 *
 * @param recording the part
 * @param config the settings it is fused with
 * @param savepoint URI of a savepoint in the canonical format
 * @param checkpoint URI of an incremental checkpoint of RocksDB
 */
public record UnfinishedReplay(Path recording, Path config, String savepoint, String checkpoint) {
  private static final int EVENTS = 12_000;
  private static final int FRAMES = 400;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Plays it. */
  public static UnfinishedReplay run(Path work) throws Exception {
    Path root = LumenHome.locate().root();
    Path recording = work.resolve("recording.ndjson");
    Files.write(recording, firstEvents(root));
    Path config = root.resolve("jobs/fusion/src/test/resources/lumen/fusion/settings/small.config");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration(work));
    Path out = work.resolve("unfinished");
    Main.build(
        env,
        JobArguments.parse(
            new String[] {
              "--input", recording.toString(),
              "--config", config.toString(),
              "--out", out.toString(),
              "--follow"
            }));
    JobClient job = env.executeAsync("unfinished");
    Awaitility.await().atMost(PATIENCE).until(() -> committedFrames(out) >= FRAMES);
    String savepoint =
        job.triggerSavepoint(
                work.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    CompletableFuture<?> ended = job.getJobExecutionResult();
    job.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    Awaitility.await().atMost(PATIENCE).until(ended::isDone);
    String checkpoint =
        CheckpointFolder.newestOfAll(work.resolve("checkpoints"), work.resolve("none"))
            .orElseThrow();
    return new UnfinishedReplay(
        recording, config, Path.of(URI.create(savepoint)).toUri().toString(), checkpoint);
  }

  private static List<String> firstEvents(Path root) throws IOException {
    Path events =
        root.resolve("jobs/signal/src/test/resources/lumen/reference/small/events.ndjson.gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(events));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().limit(EVENTS).toList();
    }
  }

  private static Configuration configuration(Path work) {
    Configuration configuration = new Configuration();
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, work.resolve("checkpoints").toUri().toString());
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, 2);
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    return configuration;
  }

  private static long committedFrames(Path out) throws IOException {
    Path folder = out.resolve("frames");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    long frames = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path part :
          files.filter(f -> String.valueOf(f.getFileName()).startsWith("part-")).toList()) {
        frames += Files.readAllLines(part).size();
      }
    }
    return frames;
  }
}
