package lumen.runtime.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes {@link JobArguments} of those that differ from their defaults. */
public final class JobArgumentsBuilder {
  /** Of a job that is started without lumenctl, which asks the cluster. */
  private static final int DEFAULT_PARALLELISM = 2;

  private final List<Path> inputs = new ArrayList<>();
  private boolean streams;
  private Optional<Path> config = Optional.empty();
  private Path out;
  private String name = "";
  private double speed;
  private int parallelism = DEFAULT_PARALLELISM;
  private boolean follow;
  private boolean channels;
  private double forSeconds;
  private boolean capture;
  private boolean resetWindows;
  private Optional<Path> control = Optional.empty();
  private Optional<String> features = Optional.empty();
  private Optional<String> topic = Optional.empty();
  private String clientProperties = "";

  JobArgumentsBuilder() {}

  /** Adds a recording to play, a file or a folder. */
  public JobArgumentsBuilder input(Path input) {
    inputs.add(input);
    return this;
  }

  /** Whether the streams of sensors.yaml are played or listened to. */
  public JobArgumentsBuilder streams(boolean streams) {
    this.streams = streams;
    return this;
  }

  /** Config folder. */
  public JobArgumentsBuilder config(Optional<Path> config) {
    this.config = config;
    return this;
  }

  /** Folder for the results. */
  public JobArgumentsBuilder out(Path out) {
    this.out = out;
    return this;
  }

  /** Name of the job. */
  public JobArgumentsBuilder name(String name) {
    this.name = name;
    return this;
  }

  /** Event seconds per second, 0: as fast as possible. */
  public JobArgumentsBuilder speed(double speed) {
    this.speed = speed;
    return this;
  }

  /** Parallelism behind the source. */
  public JobArgumentsBuilder parallelism(int parallelism) {
    this.parallelism = parallelism;
    return this;
  }

  /** Whether growing files are waited at. */
  public JobArgumentsBuilder follow(boolean follow) {
    this.follow = follow;
    return this;
  }

  /** Whether channel frames are written. */
  public JobArgumentsBuilder channels(boolean channels) {
    this.channels = channels;
    return this;
  }

  /** How long live streams are listened to, 0: until stopped. */
  public JobArgumentsBuilder forSeconds(double forSeconds) {
    this.forSeconds = forSeconds;
    return this;
  }

  /** Whether the input of live streams is recorded from the beginning. */
  public JobArgumentsBuilder capture(boolean capture) {
    this.capture = capture;
    return this;
  }

  /** Whether state of other settings is begun anew. */
  public JobArgumentsBuilder resetWindows(boolean resetWindows) {
    this.resetWindows = resetWindows;
    return this;
  }

  /** Commands to hand out before the recordings. */
  public JobArgumentsBuilder control(Optional<Path> control) {
    this.control = control;
    return this;
  }

  /** Which features of the job are on. */
  public JobArgumentsBuilder features(Optional<String> features) {
    this.features = features;
    return this;
  }

  /** The topic that is read, HOST:PORT/TOPIC. */
  public JobArgumentsBuilder topic(Optional<String> topic) {
    this.topic = topic;
    return this;
  }

  /** File of settings by which the brokers of the topic let clients in. */
  public JobArgumentsBuilder clientProperties(String clientProperties) {
    this.clientProperties = clientProperties;
    return this;
  }

  /**
   * The arguments.
   *
   * @throws IllegalArgumentException naming what is wrong or missing
   */
  public JobArguments make() {
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
        features,
        topic,
        clientProperties);
  }
}
