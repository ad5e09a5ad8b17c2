package lumen.fusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import lumen.fusion.graph.FusionOperator;
import lumen.fusion.graph.JobSettings;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.sink.Outlets;
import lumen.runtime.job.Inlet;
import lumen.runtime.job.JobArguments;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One way to run the job on the embedded cluster; what it writes goes to its own folder. */
final class JobRun {
  private final EmbeddedCluster cluster;
  private final Path folder;
  private final LumenSettings settings;
  private int parallelism = 2;
  private double speed;
  private boolean resetWindows;
  private OptionalLong cutSeed = OptionalLong.empty();
  private Optional<Path> control = Optional.empty();
  private JobID newest;

  JobRun(EmbeddedCluster cluster, Path folder, LumenSettings settings) {
    this.cluster = cluster;
    this.folder = folder;
    this.settings = settings;
  }

  JobRun parallelism(int n) {
    parallelism = n;
    return this;
  }

  JobRun speed(double eventSecondsPerSecond) {
    speed = eventSecondsPerSecond;
    return this;
  }

  JobRun cut(long seed) {
    cutSeed = OptionalLong.of(seed);
    return this;
  }

  /** Is given commands, one a line. */
  JobRun control(Path file) {
    control = Optional.of(file);
    return this;
  }

  JobRun resetWindows() {
    resetWindows = true;
    return this;
  }

  Path folder() {
    return folder;
  }

  /** Begins to play from the beginning. */
  JobID start(Path... inputs) throws Exception {
    return submit(EmbeddedCluster.environment(folder), inputs);
  }

  /** Begins to play from a savepoint. */
  JobID startFrom(String savepoint, Path... inputs) throws Exception {
    return submit(EmbeddedCluster.environment(folder, savepoint), inputs);
  }

  private JobID submit(StreamExecutionEnvironment env, Path... inputs) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--out", folder.toString()));
    arguments.addAll(List.of("--speed", Double.toString(speed)));
    for (Path input : inputs) {
      arguments.addAll(List.of("--input", input.toString()));
    }
    control.ifPresent(file -> arguments.addAll(List.of("--control", file.toString())));
    JobArguments parsed = JobArguments.parse(arguments.toArray(String[]::new));
    LumenJob.build(
        env,
        new JobSettings(settings, parallelism, true, resetWindows),
        Ports.files(
            List.of(
                Inlet.of(
                    RecutSource.of(ReplayPlan.source(parsed, settings), cutSeed),
                    FusionOperator.REPLAY)),
            folder.resolve("out"),
            false,
            Outlets.NONE));
    newest = cluster.submit(env);
    return newest;
  }

  /** Plays to the end. */
  JobOutput play(Path... inputs) throws Exception {
    cluster.await(start(inputs));
    return output();
  }

  /** Plays from a savepoint to the end. */
  JobOutput resume(String savepoint, Path... inputs) throws Exception {
    cluster.await(startFrom(savepoint, inputs));
    return output();
  }

  /** What the gauges of the newest job told last, by series. */
  Map<String, Double> gauges() {
    return LastFigures.gauges(newest);
  }

  /** What the counters of the newest job came to, by series. */
  Map<String, Double> counters() {
    return LastFigures.counters(newest);
  }

  JobOutput output() throws Exception {
    return JobOutput.read(folder.resolve("out"));
  }
}
