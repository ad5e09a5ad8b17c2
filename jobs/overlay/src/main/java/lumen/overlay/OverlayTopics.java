package lumen.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.connectors.kafka.Brokers;
import lumen.connectors.kafka.EndingSource;
import lumen.connectors.kafka.KafkaEvents;
import lumen.connectors.kafka.KafkaInputOptions;
import lumen.connectors.kafka.KafkaLines;
import lumen.connectors.kafka.KafkaOutputOptions;
import lumen.connectors.kafka.TopicCheck;
import lumen.connectors.kafka.TopicUse;
import lumen.overlay.OverlayPorts.Outlet;
import lumen.overlay.graph.OverlayOperator;
import lumen.overlay.ingest.RouteIntakes;
import lumen.overlay.settings.OverlayFile;
import lumen.overlay.settings.OverlaySettings;
import lumen.overlay.sink.RouteLine;
import lumen.runtime.job.Inlet;
import lumen.runtime.job.JobArguments;

/**
 * The topics of a job: the one whose partitions are its logs, and those of its answers and
 * decisions, all of the same brokers.
 */
final class OverlayTopics {
  private static final String SCHEMA = "decision-1";
  private static final double MICROS = 1e6;

  /** How long a watermark waits; lines go on at once. */
  private static final long MARK_MILLIS = 50;

  private static final int AT_ONCE = 1;

  private final JobArguments arguments;
  private final OverlayFile file;
  private final Brokers brokers;
  private final String topic;

  private OverlayTopics(JobArguments arguments, OverlayFile file, String address) {
    int slash = address.indexOf('/');
    if (slash < 1 || slash == address.length() - 1) {
      throw new IllegalArgumentException("--topic must be HOST:PORT/TOPIC: " + address);
    }
    this.arguments = arguments;
    this.file = file;
    brokers = new Brokers(address.substring(0, slash), arguments.clientProperties());
    topic = address.substring(slash + 1);
  }

  /** The topics of a job; empty where it reads recordings. */
  static Optional<OverlayTopics> of(JobArguments arguments, OverlaySettings settings) {
    return arguments.topic().map(at -> new OverlayTopics(arguments, settings.file(), at));
  }

  /** What reads the logs. */
  Inlet inlet() {
    if (arguments.control().isPresent()) {
      throw new IllegalArgumentException(
          "--control must be beside recordings: a log in a topic holds its commands");
    }
    KafkaInputOptions options =
        new KafkaInputOptions(
            topic,
            brokers.bootstrap(),
            topic,
            "lumen-overlay-" + topic,
            KafkaInputOptions.Start.COMMITTED_ELSE_EARLIEST,
            Map.of(),
            MARK_MILLIS,
            AT_ONCE,
            0,
            EndingSource.endMillis(arguments.forSeconds()),
            false,
            brokers.propertiesFile());
    RouteIntakes intakes = new RouteIntakes(file.time(), file.gates(), true);
    long idleMicros = Math.round(file.time().sourceIdleS() * MICROS);
    return env ->
        KafkaEvents.attach(
            env,
            options,
            intakes,
            idleMicros,
            OverlayOperator.TOPIC.uid(),
            OverlayOperator.TOPIC.title(),
            OverlayOperator.PARTITIONS.uid(),
            OverlayOperator.PARTITIONS.title());
  }

  /** Where answers go, from where they are given. */
  Outlet answers() {
    if (file.outputs().answers().isEmpty()) {
      return Outlet.NONE;
    }
    KafkaOutputOptions options = options(file.outputs().answers());
    return lines ->
        lines
            .sinkTo(KafkaLines.atOnce(options, RouteLine::text, RouteLine::tenant))
            .uid(OverlayOperator.ANSWERS.uid())
            .name(OverlayOperator.ANSWERS.title());
  }

  /** Where decisions go beside their files. */
  Outlet decisions() {
    if (file.outputs().decisions().isEmpty()) {
      return Outlet.NONE;
    }
    KafkaOutputOptions options = options(file.outputs().decisions());
    return lines ->
        lines
            .sinkTo(KafkaLines.sink(options, RouteLine::text, RouteLine::tenant))
            .uid(OverlayOperator.DECISIONS_TOPIC.uid())
            .name(OverlayOperator.DECISIONS_TOPIC.title())
            .setParallelism(1);
  }

  private KafkaOutputOptions options(String to) {
    return new KafkaOutputOptions(
        brokers.bootstrap(),
        to,
        SCHEMA,
        KafkaOutputOptions.prefixOfRun(prefix()),
        Map.of(),
        brokers.propertiesFile());
  }

  /** What the ids of the transactions of the job begin with. */
  private String prefix() {
    return "lumen-" + arguments.name().replaceAll("[^A-Za-z0-9._-]", "_") + "-";
  }

  /** A line for each reason why the topics cannot be used; waits some seconds for the brokers. */
  List<String> problems() {
    List<TopicUse> uses = new ArrayList<>();
    uses.add(new TopicUse("--topic", topic, TopicUse.Kind.READ));
    if (!file.outputs().answers().isEmpty()) {
      uses.add(
          new TopicUse("outputs.answers", file.outputs().answers(), TopicUse.Kind.LINES_AT_ONCE));
    }
    if (!file.outputs().decisions().isEmpty()) {
      uses.add(
          new TopicUse("outputs.decisions", file.outputs().decisions(), TopicUse.Kind.KEYED_LINES));
    }
    return TopicCheck.problems("--topic", brokers, uses, false, prefix() + "check");
  }
}
