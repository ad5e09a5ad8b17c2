package lumen.ctl.trial;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lumen.cluster.FlinkClassPath;
import lumen.cluster.LocalPorts;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.JobSubmission;
import lumen.terminal.CommandFailure;
import org.apache.flink.util.FileUtils;

/** Tries a jar in a process of its own, and waits for what comes of it. */
public final class TrialRun {
  private static final long LONGEST_S = 660;
  private static final int SHOWN_LINES = 5;
  private static final List<String> FRUGAL =
      List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private TrialRun() {}

  /**
   * Restores the savepoint that a submission starts from, with its sources gated and its sinks
   * silent, and works off all that is due. Nothing outside of the trial's own scratch folder is
   * opened or written.
   */
  public static TrialResult restore(JobSubmission job) {
    return tried(job, Optional.of(job.from().orElseThrow()));
  }

  /** Runs a job of recordings to their end; its sinks write what they are told to. */
  public static TrialResult toItsEnd(JobSubmission job) {
    return tried(job, Optional.empty());
  }

  private static TrialResult tried(JobSubmission job, Optional<String> savepoint) {
    try {
      Path scratch = Files.createTempDirectory("lumen-trial-");
      try {
        return tried(
            new TrialPlan(
                job.jar(),
                job.mainClass(),
                job.arguments(),
                job.parallelism(),
                savepoint,
                scratch,
                scratch.resolve("result.properties")));
      } finally {
        FileUtils.deleteDirectory(scratch.toFile());
      }
    } catch (IOException e) {
      throw CommandFailure.failed("a trial needs a folder for its states: " + e.getMessage());
    }
  }

  private static TrialResult tried(TrialPlan plan) throws IOException {
    Path options = plan.scratch().resolve("jvm.options");
    try (InputStream shipped =
        SessionCluster.class.getResourceAsStream("/lumen/cluster/flink-jvm.options")) {
      Files.write(options, shipped.readAllBytes());
    }
    Path file = plan.scratch().resolve("plan.properties");
    plan.write(file);
    Path said = plan.scratch().resolve("said");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.add("@" + options);
    command.addAll(FRUGAL);
    command.addAll(List.of("-Dlog4j2.level=WARN", "-cp", classPath()));
    command.addAll(List.of(TrialProcess.class.getName(), file.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    await(process);
    if (!Files.isRegularFile(plan.result())) {
      throw CommandFailure.failed("a trial must come to a result: " + lastLines(said));
    }
    return TrialResult.read(plan.result());
  }

  private static void await(Process process) {
    try {
      if (!process.waitFor(LONGEST_S, TimeUnit.SECONDS)) {
        throw CommandFailure.failed("a trial must be over in %d s".formatted(LONGEST_S));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  private static String classPath() {
    return String.join(
        File.pathSeparator,
        FlinkClassPath.ofEnvironment(),
        place(TrialProcess.class).toString(),
        place(LocalPorts.class).toString());
  }

  /** The jar or the folder that a class was loaded from. */
  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class must have a place", e);
    }
  }

  private static String lastLines(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      List<String> all = lines.filter(line -> !line.isBlank()).toList();
      return String.join(" | ", all.subList(Math.max(0, all.size() - SHOWN_LINES), all.size()));
    }
  }
}
