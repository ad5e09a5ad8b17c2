package lumen.ctl.shadow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.cluster.JobOrigin;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.JobStatus;
import lumen.ctl.fusion.KindOption;
import lumen.ctl.fusion.ParallelismOption;
import lumen.jobs.JobKind;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import lumen.terminal.Terminal;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl shadow}: what another jar would make of the input of a live job. */
@Command(
    name = "shadow",
    description = {
      "Records the input of the live job that writes into RUN, runs the recording through its jar and"
          + " through another, each in a process of its own, and compares all outputs byte by byte.",
      "Prints the first difference: output, line, tenant, ts, field and both values. Exit 0 if all"
          + " are equal, 1 if not. No second socket is opened, and the live job goes on.",
      "Both begin with empty windows, at the begin of the recording: what a jar makes of kept state,"
          + " `upgrade --check` tries."
    })
public final class ShadowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private KindOption kind;
  @Mixin private ParallelismOption parallelism;

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "The --out folder of the job.")
  private Optional<Path> run = Optional.empty();

  @Option(
      names = "--jar",
      required = true,
      paramLabel = "FILE",
      description = "The jar that is tried.")
  private Path jar;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "How long RUN is recorded, or how much of LOG is taken, such as 60s or 10m.")
  private Optional<String> time = Optional.empty();

  @Option(
      names = "--from-log",
      paramLabel = "LOG",
      description = "Instead of RUN: the newest of the log that `lumenctl ingest` writes.")
  private Optional<Path> log = Optional.empty();

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "Instead of RUN: recordings, of any job; may be repeated.")
  private List<Path> inputs = List.of();

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "The jar to compare with [that of the job of RUN, else that of the build].")
  private Optional<Path> against = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Config folder [that of the capture; else the defaults].")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Keep recording and results there: capture, before, after [they are removed].")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--json",
      description = "Print {\"equal\", \"outputs\": [{\"output\", \"lines\"}], \"difference\"}.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    check();
    Path before = against.orElseGet(this::runningJar);
    Path work = out.isPresent() ? out.get() : Files.createTempDirectory("lumen-shadow-");
    try {
      return compared(before, work);
    } finally {
      if (out.isEmpty()) {
        FileUtils.deleteDirectory(work.toFile());
      }
    }
  }

  private void check() throws IOException {
    int sources =
        (run.isPresent() ? 1 : 0) + (log.isPresent() ? 1 : 0) + (inputs.isEmpty() ? 0 : 1);
    if (sources != 1) {
      throw CommandFailure.usage("one of RUN, --from-log LOG and --input FILE must be given");
    }
    if (inputs.isEmpty() == time.isEmpty()) {
      throw CommandFailure.usage(
          inputs.isEmpty()
              ? "--for TIME must be given"
              : "--for must not stand beside --input: recordings are read to their end");
    }
    if (inputs.isEmpty() && kind.kind() != JobKind.FUSION) {
      throw CommandFailure.usage(
          "--input FILE must be given with --kind %s: only the fusion job is recorded"
              .formatted(kind.kind().word()));
    }
    requireFile("--jar", jar);
    against.ifPresent(file -> requireFile("--against", file));
    for (Path input : inputs) {
      if (!Files.exists(input)) {
        throw CommandFailure.usage("--input must exist: " + input);
      }
    }
    if (out.isPresent() && Files.exists(out.get()) && !isEmpty(out.get())) {
      throw CommandFailure.usage("--out must be a new or an empty folder: " + out.get());
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private static void requireFile(String option, Path file) {
    if (!Files.isRegularFile(file)) {
      throw CommandFailure.usage(option + " must be a file: " + file);
    }
  }

  /** The jar of the job that writes into RUN, where this cluster runs it. */
  private Path runningJar() {
    if (run.isPresent()) {
      Path folder = run.get().toAbsolutePath().normalize();
      try {
        SessionCluster cluster = SessionCluster.locate();
        for (JobStatus job : cluster.rest().jobs()) {
          var origin = JobOrigin.of(cluster, job.id());
          if (origin.isPresent() && origin.get().arguments().contains(folder.toString())) {
            return origin.get().jar();
          }
        }
      } catch (CommandFailure e) {
        Terminal.tell(e.getMessage());
      }
      Terminal.tell("no job of this cluster writes into RUN: compares with the jar of the build");
    }
    Path built = LumenHome.locate().jobsJar();
    requireFile("the jar of the build", built);
    return built;
  }

  private int compared(Path before, Path work) throws IOException {
    List<Path> recordings = inputs.isEmpty() ? List.of(recorded(work.resolve("capture"))) : inputs;
    Optional<Path> settings = config.or(() -> ShadowInput.configOf(recordings.get(0)));
    ShadowRun shadow =
        new ShadowRun(kind.kind(), recordings, settings, parallelism.withoutCluster());
    Path one = work.resolve("before");
    Path other = work.resolve("after");
    Terminal.tell("runs the jar that is in use: " + before);
    shadow.of(before, one);
    Terminal.tell("runs its shadow: " + jar);
    shadow.of(jar, other);
    return told(shadow, one, other);
  }

  private Path recorded(Path to) {
    List<String> source = new ArrayList<>();
    if (log.isPresent()) {
      source.addAll(List.of("--from-log", log.get().toString(), "--last", time.orElseThrow()));
    } else {
      source.addAll(List.of(run.orElseThrow().toString(), "--for", time.orElseThrow()));
    }
    config.ifPresent(folder -> source.addAll(List.of("--config", folder.toString())));
    return ShadowInput.record(source, to, spec);
  }

  private int told(ShadowRun shadow, Path one, Path other) throws IOException {
    ObjectNode root = Json.mapper().createObjectNode();
    ArrayNode outputs = Json.mapper().createArrayNode();
    Optional<LineDifference> first = Optional.empty();
    long lines = 0;
    for (String output : shadow.outputs(one, other)) {
      String file = output + ".ndjson";
      LineDifference.Compared compared =
          LineDifference.between(output, made(one.resolve(file)), made(other.resolve(file)));
      outputs.addObject().put("output", output).put("lines", compared.equal());
      lines += compared.equal();
      first = first.or(compared::difference);
    }
    boolean equal = first.isEmpty();
    root.put("equal", equal).set("outputs", outputs);
    root.set("difference", Json.mapper().valueToTree(first.orElse(null)));
    PrintWriter terminal = spec.commandLine().getOut();
    if (json) {
      terminal.println(Json.text(root));
    } else if (equal) {
      terminal.printf("equal: %d lines of %d outputs%n", lines, outputs.size());
    } else {
      terminal.println("different: " + first.get().told());
    }
    if (lines == 0 && equal) {
      throw CommandFailure.failed("something must be compared: neither jar has written a line");
    }
    return equal ? ExitCode.OK : ExitCode.FAILED;
  }

  /** An output that one jar has not written holds no line. */
  private static Path made(Path file) throws IOException {
    return Files.exists(file) ? file : Files.createFile(file);
  }
}
