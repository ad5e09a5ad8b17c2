package lumen.ctl.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lumen.connectors.replay.CommandFile;
import lumen.connectors.replay.RecordingException;
import lumen.ctl.fusion.KindOption;
import lumen.ctl.fusion.ParallelismOption;
import lumen.ctl.kafka.PropertiesFileOption;
import lumen.jobs.JobKind;
import lumen.runtime.job.JobArguments;
import lumen.runtime.job.JobArgumentsBuilder;
import lumen.terminal.CommandFailure;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of a job that a command takes from its user, as a picocli mixin, and the arguments of
 * its {@code main} that follow from them. Paths become absolute, because the cluster's processes
 * run in another folder.
 */
final class FusionArguments {
  @Mixin private KindOption kind;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT/TOPIC",
      description =
          "Overlay and governance job: the topic whose partitions are its logs, instead of FILE.")
  private Optional<String> kafka = Optional.empty();

  @Mixin private PropertiesFileOption properties;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Folder of the job's files; what it leaves out has its default.")
  private Optional<Path> config = Optional.empty();

  @Option(names = "--out", paramLabel = "DIR", description = "Folder of the outputs [target/out].")
  private Path out = Path.of("target/out");

  @Option(
      names = "--speed",
      paramLabel = "X",
      description = "Replay at X times the recorded speed; 0 = as fast as it goes [0].")
  private double speed;

  @Mixin private ParallelismOption parallelism;

  @Option(names = "--follow", description = "Go on reading a file that grows.")
  private boolean follow;

  @Option(names = "--channels", description = "Write the values of every channel too.")
  private boolean channels;

  @Option(
      names = "--control",
      paramLabel = "FILE",
      description = "Commands to hand out before the recordings, one a line.")
  private Optional<Path> control = Optional.empty();

  @Option(names = "--name", paramLabel = "NAME", description = "Name of the job.")
  private String name = "";

  @Option(
      names = "--reset-windows",
      description = "Restore even if the settings that shape the state have changed.")
  private boolean resetWindows;

  /** The job. */
  public JobKind kind() {
    return kind.kind();
  }

  /**
   * The chosen parallelism, or that of the job on so many slots. Requests are decided by one task:
   * it keeps up with what reads them, which is one, and what waits beside it in a checkpoint makes
   * answers late.
   */
  public int parallelismOr(int slots) {
    boolean requests = kind() == JobKind.OVERLAY && kafka.isPresent();
    return parallelism.on(requests ? 1 : slots);
  }

  /** The folder of the outputs, absolute. */
  public Path out() {
    return absolute(out);
  }

  /**
   * The arguments of {@code main}.
   *
   * @param inputs files or folders to replay; none means the streams of sensors.yaml
   * @param slots of the cluster, for the default of {@code --parallelism}
   */
  public List<String> toMain(List<Path> inputs, int slots) {
    if (!(speed >= 0 && speed < Double.POSITIVE_INFINITY)) {
      throw CommandFailure.usage("must be 0 or more: --speed " + speed);
    }
    boolean fusion = kind() == JobKind.FUSION;
    boolean topic = !fusion && kafka.isPresent();
    if (kafka.isPresent() && (fusion || !inputs.isEmpty())) {
      throw CommandFailure.usage(
          "--kafka must be of the overlay or governance job and without FILE: the fusion job has"
              + " its topics from sensors.yaml");
    }
    if (!fusion && inputs.isEmpty() && !topic) {
      throw CommandFailure.usage("FILE or --kafka HOST:PORT/TOPIC must be given");
    }
    JobArgumentsBuilder job = JobArguments.with().streams(inputs.isEmpty() && !topic);
    inputs.forEach(input -> job.input(existing(input, "the input must exist")));
    return job.name(name.isEmpty() ? kind().jobName() : name)
        .config(config.map(folder -> existing(folder, "the settings folder must exist")))
        .out(out())
        .speed(speed)
        .parallelism(parallelismOr(slots))
        .follow(follow)
        .channels(channels)
        .resetWindows(resetWindows)
        .control(control.map(FusionArguments::commands))
        .features(kind.features())
        .topic(kafka)
        .clientProperties(properties.of(kafka.orElse(null)))
        .make()
        .toArgs();
  }

  private static Path commands(Path control) {
    try {
      return Path.of(CommandFile.of(control).path());
    } catch (RecordingException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private static Path existing(Path path, String rule) {
    if (!Files.exists(path)) {
      throw CommandFailure.usage(rule + ": " + path);
    }
    return absolute(path);
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
