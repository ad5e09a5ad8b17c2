package lumen.ctl.shadow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lumen.cluster.job.JobSubmission;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.ReplayRequest;
import lumen.ctl.replay.ResultFiles;
import lumen.ctl.replay.RouteResults;
import lumen.ctl.replay.RunResults;
import lumen.ctl.replay.ServiceResults;
import lumen.ctl.trial.TrialResult;
import lumen.ctl.trial.TrialRun;
import lumen.jobs.JobKind;
import lumen.runtime.lines.LineOutput;
import lumen.terminal.CommandFailure;

/**
 * Recordings through the job of a jar, in a process of its own.
 *
 * @param kind the job
 * @param recordings what is read
 * @param config config folder; empty: defaults
 * @param parallelism behind the sources
 */
record ShadowRun(JobKind kind, List<Path> recordings, Optional<Path> config, int parallelism) {
  private static final double MILLIS = 1e3;

  /**
   * Runs it.
   *
   * @param out folder of the results, which is made
   * @throws CommandFailure if the job of the jar fails
   */
  void of(Path jar, Path out) throws IOException {
    Files.createDirectories(out);
    ReplayRequest request =
        new ReplayRequest(
            kind,
            recordings,
            config,
            out,
            "shadow",
            0,
            parallelism,
            false,
            Optional.empty(),
            Optional.empty());
    TrialResult result =
        TrialRun.toItsEnd(
            new JobSubmission(
                jar.toAbsolutePath().normalize(),
                kind.mainClass(),
                request.arguments(),
                parallelism,
                Optional.empty()));
    if (!result.passed()) {
      throw CommandFailure.failed(
          "a jar must come to the end of the recording: %s: %s".formatted(jar, result.failure()));
    }
    results(out).write(result.millis() / MILLIS);
  }

  private ResultFiles results(Path out) {
    OutputFolder folder = new OutputFolder(out.toAbsolutePath().normalize(), kind);
    return switch (kind) {
      case FUSION -> new RunResults(folder, config);
      case OVERLAY -> new RouteResults(folder);
      case GOVERNANCE -> new ServiceResults(folder);
    };
  }

  /** The outputs that are compared, where both runs have written them. */
  List<String> outputs(Path one, Path other) {
    return Stream.concat(
            kind.ordered().stream().map(LineOutput::name),
            kind.unordered().stream()
                .filter(output -> output.sortedBy().isPresent())
                .map(LineOutput::name))
        .filter(name -> isFile(one, name) || isFile(other, name))
        .toList();
  }

  private static boolean isFile(Path out, String name) {
    return Files.isRegularFile(out.resolve(name + ".ndjson"));
  }
}
