package lumen.fusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The program arguments of the job.
 *
 * @param inputs recordings to play, files or folders
 * @param streams whether the streams of sensors.yaml are played or listened to instead
 * @param config config folder; empty: embedded defaults
 * @param out folder for the results
 * @param name name of the job
 * @param speed event seconds per second, 0: as fast as possible
 * @param parallelism parallelism behind the source
 * @param follow whether growing files are waited at
 * @param channels whether channel frames are written
 * @param forSeconds how long live streams are listened to, 0: until stopped
 * @param capture whether the input of live streams is recorded from the beginning
 * @param resetWindows whether state of other settings is begun anew
 * @param control commands to hand out before the recordings; empty: none
 */
public record JobArguments(
    List<Path> inputs,
    boolean streams,
    Optional<Path> config,
    Path out,
    String name,
    double speed,
    int parallelism,
    boolean follow,
    boolean channels,
    double forSeconds,
    boolean capture,
    boolean resetWindows,
    Optional<Path> control) {
  private static final int DEFAULT_PARALLELISM = 2;
  private static final double MAX_FOR_S = 1e9;

  /** How to call the job. */
  public static final String USAGE =
      "--input FILE [--input FILE ...] | --streams; --out DIR [--config DIR] [--name NAME] [--speed X]"
          + " [--parallelism N] [--follow] [--channels] [--for SECONDS] [--capture] [--reset-windows]"
          + " [--control FILE]";

  /** Checks that there is something to play and a place for the results. */
  public JobArguments {
    inputs = List.copyOf(inputs);
    require(out != null, "--out DIR must be given");
    require(streams || !inputs.isEmpty(), "--input FILE or --streams must be given");
    require(!streams || inputs.isEmpty(), "either --input or --streams must be given, not both");
    require(
        speed >= 0 && !Double.isInfinite(speed), "--speed must be >= 0 and finite, is " + speed);
    require(
        forSeconds >= 0 && forSeconds <= MAX_FOR_S,
        "--for must be 0 to " + MAX_FOR_S + " seconds, is " + forSeconds);
  }

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public static JobArguments parse(String[] args) {
    List<Path> inputs = new ArrayList<>();
    boolean streams = false;
    Optional<Path> config = Optional.empty();
    Path out = null;
    String name = "lumen-fusion";
    double speed = 0;
    int parallelism = DEFAULT_PARALLELISM;
    boolean follow = false;
    boolean channels = false;
    double forSeconds = 0;
    boolean capture = false;
    boolean resetWindows = false;
    Optional<Path> control = Optional.empty();
    Iterator<String> rest = List.of(args).iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--input" -> inputs.add(Path.of(value(option, rest)));
        case "--streams" -> streams = true;
        case "--config" -> config = Optional.of(Path.of(value(option, rest)));
        case "--out" -> out = Path.of(value(option, rest));
        case "--name" -> name = value(option, rest);
        case "--speed" -> speed = number(option, value(option, rest));
        case "--parallelism" -> parallelism = (int) number(option, value(option, rest));
        case "--follow" -> follow = true;
        case "--channels" -> channels = true;
        case "--for" -> forSeconds = number(option, value(option, rest));
        case "--capture" -> capture = true;
        case "--reset-windows" -> resetWindows = true;
        case "--control" -> control = Optional.of(Path.of(value(option, rest)));
        default ->
            throw new IllegalArgumentException("unknown argument: " + option + "; usage: " + USAGE);
      }
    }
    return new JobArguments(
        inputs,
        streams,
        config,
        out,
        name,
        speed,
        parallelism,
        follow,
        channels,
        forSeconds,
        capture,
        resetWindows,
        control);
  }

  private static String value(String option, Iterator<String> rest) {
    require(rest.hasNext(), option + " must have a value");
    return rest.next();
  }

  private static double number(String option, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " must be a number, is " + text, e);
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message + "; usage: " + USAGE);
    }
  }
}
