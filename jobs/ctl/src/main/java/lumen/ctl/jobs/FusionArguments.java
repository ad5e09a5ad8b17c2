package lumen.ctl.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.connectors.replay.ControlFile;
import lumen.connectors.replay.RecordingException;
import lumen.ctl.terminal.CommandFailure;
import picocli.CommandLine.Option;

/**
 * The options of the fusion job that a command takes from its user, as a picocli mixin, and the
 * arguments of {@code lumen.fusion.Main} that follow from them. Paths become absolute, because the
 * cluster's processes run in another folder.
 */
public final class FusionArguments {
  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Folder of fusion.yaml and sensors.yaml; what it leaves out has its default.")
  private Path config;

  @Option(names = "--out", paramLabel = "DIR", description = "Folder of the outputs [target/out].")
  private Path out = Path.of("target/out");

  @Option(
      names = "--speed",
      paramLabel = "X",
      description = "Replay at X times the recorded speed; 0 = as fast as it goes [0].")
  private double speed;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Subtasks downstream of the sources [as many as the cluster has slots].")
  private int parallelism;

  @Option(names = "--follow", description = "Go on reading a file that grows.")
  private boolean follow;

  @Option(names = "--channels", description = "Write the values of every channel too.")
  private boolean channels;

  @Option(
      names = "--control",
      paramLabel = "FILE",
      description = "Commands to hand out before the recordings, one a line.")
  private Path control;

  @Option(names = "--name", paramLabel = "NAME", description = "Name of the job.")
  private String name = "";

  @Option(
      names = "--reset-windows",
      description = "Restore even if the settings that shape the state have changed.")
  private boolean resetWindows;

  /** The chosen parallelism, or the given one. */
  public int parallelismOr(int slots) {
    if (parallelism < 0) {
      throw CommandFailure.usage("must be 1 or more: --parallelism " + parallelism);
    }
    return parallelism == 0 ? slots : parallelism;
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
    List<String> arguments = new ArrayList<>();
    if (inputs.isEmpty()) {
      arguments.add("--streams");
    }
    for (Path input : inputs) {
      add(arguments, "--input", existing(input, "the input must exist"));
    }
    if (config != null) {
      add(arguments, "--config", existing(config, "the settings folder must exist"));
    }
    add(arguments, "--out", out().toString());
    add(arguments, "--speed", Double.toString(speed));
    add(arguments, "--parallelism", Integer.toString(parallelismOr(slots)));
    if (!name.isEmpty()) {
      add(arguments, "--name", name);
    }
    addIf(arguments, follow, "--follow");
    addIf(arguments, channels, "--channels");
    addIf(arguments, resetWindows, "--reset-windows");
    if (control != null) {
      add(arguments, "--control", commands());
    }
    return arguments;
  }

  private String commands() {
    try {
      return ControlFile.of(control).path();
    } catch (RecordingException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private static void add(List<String> arguments, String option, String value) {
    arguments.add(option);
    arguments.add(value);
  }

  private static void addIf(List<String> arguments, boolean wanted, String option) {
    if (wanted) {
      arguments.add(option);
    }
  }

  private static String existing(Path path, String rule) {
    if (!Files.exists(path)) {
      throw CommandFailure.usage(rule + ": " + path);
    }
    return absolute(path).toString();
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
