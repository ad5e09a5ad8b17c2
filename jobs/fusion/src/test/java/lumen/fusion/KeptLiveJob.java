package lumen.fusion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import lumen.fusion.graph.JobSettings;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.runtime.job.JobArguments;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A live job with every stream and outlet that there is, and its savepoint among the test
 * resources. Its folders are those of the shipped job; its sockets and devices go by {@link
 * StageClock}, so that it does not matter when it is taken up.
 */
final class KeptLiveJob {
  /** Its streams, by what they are in {@code sensors.yaml}. */
  static final String OSC = "rig";

  static final String EVENTS = "events";
  static final String ORDERS = "orders";

  /** Topics that it reads. */
  static final String EVENTS_TOPIC = "lumen.events";

  static final String ORDERS_TOPIC = "lumen.commands";

  /** Topics that it writes, by the folder whose lines they repeat. */
  static final Map<String, String> TOPICS =
      Map.of(
          "frames", "lumen.frames",
          "control", "lumen.control",
          "evidence", "lumen.evidence",
          "rejects", "lumen.rejects",
          "late", "lumen.late");

  static final String TABLE = "resonance_events";

  private static final String NAME = "savepoint-4-live";
  private static final Path KEPT = Path.of("src/test/resources/lumen/fusion").resolve(NAME);
  private static final String SAVEPOINT = "savepoint.zip";
  private static final String STOPPED = "stopped.properties";

  /** A topic gives event time when it holds more than the idle time of it. */
  private static final String OUTPUTS =
      """
      time: {source_idle_s: 20}
      outputs:
        kafka: {bootstrap: "%s"}
        postgres: {url: "%s", user: postgres}
        osc: {addr: "127.0.0.1:%d"}
        midi: {device: no-such-synthesizer}
      """;

  private static final String STREAMS =
      """
      streams:
        - {name: rig, type: osc, addr: "127.0.0.1:%d", tenant: stage}
        - {name: pads, type: midi, device: no-such-pads, tenant: stage}
        - {name: engine, type: ure, metrics_url: "http://127.0.0.1:%d/", pull_interval_s: 3600}
        - {name: events, type: kafka, bootstrap: "%s", topic: lumen.events}
        - {name: orders, type: kafka, format: commands, bootstrap: "%s", topic: lumen.commands}
      """;

  /**
   * What lies around the job.
   *
   * @param bootstrap address of the broker
   * @param database URL of the database
   * @param osc UDP port where it listens
   * @param nobody a port of UDP and TCP behind which nobody is
   */
  record Surroundings(String bootstrap, String database, int osc, int nobody) {}

  private final Path work;
  private final Path folder;
  private final Path config;

  /**
   * Makes a job.
   *
   * @param work an empty folder
   */
  KeptLiveJob(Path work, Surroundings surroundings) throws IOException {
    this.work = work;
    folder = SavepointZip.folder(work);
    config = work.resolve("config");
    Files.createDirectories(config.resolve("evidence"));
    String bootstrap = surroundings.bootstrap();
    int nobody = surroundings.nobody();
    Files.writeString(
        config.resolve("fusion.yaml"),
        ShortWindows.FUSION + OUTPUTS.formatted(bootstrap, surroundings.database(), nobody));
    Files.writeString(
        config.resolve("sensors.yaml"),
        ShortWindows.SENSORS + STREAMS.formatted(surroundings.osc(), nobody, bootstrap, bootstrap));
    Files.writeString(config.resolve("evidence/quote_rules.yaml"), ShortWindows.QUOTES);
    Files.writeString(config.resolve("evidence/risk_map.yaml"), GoldenSavepointTest.RISKS);
  }

  /** Every topic that must be there. */
  static List<String> topics() {
    List<String> topics = new ArrayList<>(TOPICS.values());
    topics.add(EVENTS_TOPIC);
    topics.add(ORDERS_TOPIC);
    return topics;
  }

  /** Where it writes. */
  Path out() {
    return folder;
  }

  LumenSettings settings() {
    return SettingsLoader.load(config);
  }

  /** Where the kept savepoint lies, as if this job had made it. */
  String unpack() throws IOException {
    Path into = work.resolve("savepoint");
    SavepointZip.unpack(resource(SAVEPOINT), folder, into);
    return into.toUri().toString();
  }

  /** What was noted when the savepoint was made. */
  static Properties stopped() throws IOException {
    Properties stopped = new Properties();
    try (InputStream in = resource(STOPPED)) {
      stopped.load(in);
    }
    return stopped;
  }

  private static InputStream resource(String file) {
    return KeptLiveJob.class.getResourceAsStream(NAME + "/" + file);
  }

  /** Keeps a savepoint of this job among the sources. */
  void keep(Path savepoint, String stopped) throws IOException {
    Files.createDirectories(KEPT);
    SavepointZip.pack(savepoint, folder, KEPT.resolve(SAVEPOINT));
    Files.writeString(KEPT.resolve(STOPPED), stopped);
  }

  /**
   * The job; it fails at its first failure.
   *
   * @param env where it runs
   * @param more arguments beside those that name its folders
   */
  StreamExecutionEnvironment built(StreamExecutionEnvironment env, String... more) {
    List<String> given = new ArrayList<>(List.of("--streams", "--name", "kept", "--channels"));
    given.addAll(List.of("--config", config.toString(), "--out", folder.toString()));
    given.addAll(List.of(more));
    JobArguments arguments = JobArguments.parse(given.toArray(new String[0]));
    LumenSettings settings = settings();
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    // Small state would lie in the metadata, under the name of the folder where it was made.
    configuration.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ZERO);
    env.configure(configuration);
    LumenJob.build(
        env,
        new JobSettings(settings, arguments.parallelism(), arguments.channels(), false, true),
        Ports.files(
            LivePlan.inlets(arguments, settings, StageClock::made, false),
            arguments.out(),
            true,
            OutletPlan.outlets(
                arguments, settings, OptionalLong.of(TickDelay.ofStreams(settings)))));
    return env;
  }
}
