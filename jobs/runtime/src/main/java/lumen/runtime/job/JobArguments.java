package lumen.runtime.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The program arguments of a job.
 *
 * @param inputs recordings to play, files or folders
 * @param streams whether the streams of sensors.yaml are played or listened to instead
 * @param config config folder; empty: embedded defaults
 * @param out folder for the results
 * @param name name of the job; empty: that of its kind
 * @param speed event seconds per second, 0: as fast as possible
 * @param parallelism parallelism behind the source
 * @param follow whether growing files are waited at
 * @param channels whether channel frames are written
 * @param forSeconds how long live streams are listened to, 0: until stopped
 * @param capture whether the input of live streams is recorded from the beginning
 * @param resetWindows whether state of other settings is begun anew
 * @param control commands to hand out before the recordings; empty: none
 * @param features which features of the job are on, as a variable of the environment said where it
 *     was submitted; empty: as its configuration says
 * @param topic HOST:PORT/TOPIC that is read instead; empty: none
 * @param clientProperties file of settings by which the brokers of the topic let clients in; empty:
 *     they let everybody in
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
    Optional<Path> control,
    Optional<String> features,
    Optional<String> topic,
    String clientProperties) {
  private static final double MAX_FOR_S = 1e9;

  /** The name, or that of the job's kind. */
  public String nameOr(String ofKind) {
    return name.isEmpty() ? ofKind : name;
  }

  /** How to call the job. */
  public static final String USAGE =
      "--input FILE [--input FILE ...] | --streams | --topic HOST:PORT/TOPIC; --out DIR [--config DIR] [--name NAME] [--speed X]"
          + " [--parallelism N] [--follow] [--channels] [--for SECONDS] [--capture] [--reset-windows]"
          + " [--control FILE] [--features NAMES] [--client-properties FILE]";

  /** Checks that there is something to play and a place for the results. */
  public JobArguments {
    inputs = List.copyOf(inputs);
    require(out != null, "--out DIR must be given");
    require(
        streams || !inputs.isEmpty() || topic.isPresent(),
        "--input FILE or --streams must be given");
    require(!streams || inputs.isEmpty(), "either --input or --streams must be given, not both");
    require(
        topic.isEmpty() || (!streams && inputs.isEmpty()),
        "--topic must be given without --input and --streams");
    require(
        topic.isPresent() || clientProperties.isEmpty(),
        "--client-properties must be given with --topic");
    require(
        speed >= 0 && !Double.isInfinite(speed), "--speed must be >= 0 and finite, is " + speed);
    require(
        forSeconds >= 0 && forSeconds <= MAX_FOR_S,
        "--for must be 0 to " + MAX_FOR_S + " seconds, is " + forSeconds);
  }

  /** The same with other features. */
  public JobArguments withFeatures(Optional<String> others) {
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
        control,
        others,
        topic,
        clientProperties);
  }

  /** Arguments with their defaults, of which some are to be told. */
  public static JobArgumentsBuilder with() {
    return new JobArgumentsBuilder();
  }

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public static JobArguments parse(String[] args) {
    JobArgumentsBuilder told = with();
    Iterator<String> rest = List.of(args).iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--input" -> told.input(Path.of(value(option, rest)));
        case "--streams" -> told.streams(true);
        case "--config" -> told.config(Optional.of(Path.of(value(option, rest))));
        case "--out" -> told.out(Path.of(value(option, rest)));
        case "--name" -> told.name(value(option, rest));
        case "--speed" -> told.speed(number(option, value(option, rest)));
        case "--parallelism" -> told.parallelism((int) number(option, value(option, rest)));
        case "--follow" -> told.follow(true);
        case "--channels" -> told.channels(true);
        case "--for" -> told.forSeconds(number(option, value(option, rest)));
        case "--capture" -> told.capture(true);
        case "--reset-windows" -> told.resetWindows(true);
        case "--control" -> told.control(Optional.of(Path.of(value(option, rest))));
        case "--topic" -> told.topic(Optional.of(value(option, rest)));
        case "--client-properties" -> told.clientProperties(value(option, rest));
        case "--features" -> told.features(Optional.of(value(option, rest)));
        default ->
            throw new IllegalArgumentException("unknown argument: " + option + "; usage: " + USAGE);
      }
    }
    return told.make();
  }

  /** The arguments as {@link #parse} reads them, in the order of {@link #USAGE}. */
  public List<String> toArgs() {
    List<String> args = new ArrayList<>();
    inputs.forEach(input -> args.addAll(List.of("--input", input.toString())));
    addIf(streams, "--streams", args);
    args.addAll(List.of("--out", out.toString()));
    config.ifPresent(folder -> args.addAll(List.of("--config", folder.toString())));
    if (!name.isEmpty()) {
      args.addAll(List.of("--name", name));
    }
    args.addAll(List.of("--speed", Double.toString(speed)));
    args.addAll(List.of("--parallelism", Integer.toString(parallelism)));
    addIf(follow, "--follow", args);
    addIf(channels, "--channels", args);
    args.addAll(List.of("--for", Double.toString(forSeconds)));
    addIf(capture, "--capture", args);
    addIf(resetWindows, "--reset-windows", args);
    control.ifPresent(file -> args.addAll(List.of("--control", file.toString())));
    features.ifPresent(names -> args.addAll(List.of("--features", names)));
    topic.ifPresent(at -> args.addAll(List.of("--topic", at)));
    if (!clientProperties.isEmpty()) {
      args.addAll(List.of("--client-properties", clientProperties));
    }
    return args;
  }

  private static void addIf(boolean told, String option, List<String> args) {
    if (told) {
      args.add(option);
    }
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
