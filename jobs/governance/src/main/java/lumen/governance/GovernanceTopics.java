package lumen.governance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import lumen.governance.run.GovernanceOperator;
import lumen.governance.settings.GovernanceSettings;
import lumen.governance.settings.GovernanceSettings.Outputs;
import lumen.governance.sink.GovernanceOutlets;
import lumen.intake.TimedRows;
import lumen.runtime.job.Inlet;
import lumen.runtime.job.JobArguments;
import lumen.runtime.job.OperatorId;
import lumen.runtime.lines.LineOutput;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The topics of a job: the one whose partitions are its streams, that of its commands, and those of
 * its outputs, all of the same brokers.
 */
final class GovernanceTopics implements GovernancePorts.Beside {
  private static final String GROUP = "lumen-governance-";
  private static final String CONTROL_STREAM = "control";
  private static final double MICROS = 1e6;

  private final JobArguments arguments;
  private final GovernanceSettings settings;
  private final Brokers brokers;
  private final String topic;

  private GovernanceTopics(JobArguments arguments, GovernanceSettings settings, String address) {
    int slash = address.indexOf('/');
    if (slash < 1 || slash == address.length() - 1) {
      throw new IllegalArgumentException("--topic must be HOST:PORT/TOPIC: " + address);
    }
    this.arguments = arguments;
    this.settings = settings;
    brokers = new Brokers(address.substring(0, slash), arguments.clientProperties());
    topic = address.substring(slash + 1);
  }

  /** The topics of a job; empty where it reads recordings. */
  static Optional<GovernanceTopics> of(JobArguments arguments, GovernanceSettings settings) {
    return arguments.topic().map(at -> new GovernanceTopics(arguments, settings, at));
  }

  /** What reads lines and commands. */
  List<Inlet> inlets() {
    if (arguments.control().isPresent()) {
      throw new IllegalArgumentException(
          "--control must be beside recordings: a job that reads a topic is told by that of"
              + " inputs.commands");
    }
    List<Inlet> inlets = new ArrayList<>();
    inlets.add(lines());
    if (!settings.inputs().commands().isEmpty()) {
      inlets.add(commands());
    }
    return inlets;
  }

  private Inlet lines() {
    KafkaInputOptions options = options(topic, topic);
    TimedRows rows = GovernanceReplay.rows(settings);
    long idleMicros = Math.round(settings.time().sourceIdleS() * MICROS);
    return env ->
        KafkaEvents.attach(
            env,
            options,
            rows,
            idleMicros,
            GovernanceOperator.TOPIC.uid(),
            GovernanceOperator.TOPIC.title(),
            GovernanceOperator.PARTITIONS.uid(),
            GovernanceOperator.PARTITIONS.title());
  }

  private Inlet commands() {
    KafkaInputOptions options = options(CONTROL_STREAM, settings.inputs().commands());
    return env ->
        KafkaEvents.attachCommands(
            env,
            options,
            GovernanceOperator.COMMANDS.uid(),
            GovernanceOperator.COMMANDS.title(),
            GovernanceOperator.ORDERS.uid(),
            GovernanceOperator.ORDERS.title());
  }

  private KafkaInputOptions options(String stream, String from) {
    return new KafkaInputOptions(
        stream,
        brokers.bootstrap(),
        from,
        GROUP + topic,
        KafkaInputOptions.Start.COMMITTED_ELSE_EARLIEST,
        Map.of(),
        KafkaInputOptions.DEFAULT_FLUSH_MILLIS,
        KafkaInputOptions.DEFAULT_FLUSH_SAMPLES,
        0,
        EndingSource.endMillis(arguments.forSeconds()),
        false,
        brokers.propertiesFile());
  }

  /** The topics that are written, by the name of the output. */
  private Map<String, String> written() {
    Outputs outputs = settings.outputs();
    Map<String, String> written = new LinkedHashMap<>();
    written.put(GovernanceOutlets.SCORECARDS.name(), outputs.scorecard());
    written.put(GovernanceOutlets.DECISIONS.name(), outputs.decisions());
    written.put(GovernanceOutlets.EDGES.name(), outputs.edges());
    written.put(GovernanceOutlets.EVIDENCE.name(), outputs.evidence());
    written.put(GovernanceOutlets.REJECTS.name(), outputs.rejects());
    written.put(GovernanceOutlets.LATE.name(), outputs.late());
    written.values().removeIf(String::isEmpty);
    return written;
  }

  /** The names of its outputs begin with what the lines are, as those of schemas. */
  @Override
  public <T> void attach(DataStream<T> lines, LineOutput<T> output) {
    String to = written().get(output.name());
    if (to == null) {
      return;
    }
    KafkaOutputOptions options =
        new KafkaOutputOptions(
            brokers.bootstrap(),
            to,
            output.name() + "-1",
            KafkaOutputOptions.prefixOfRun(prefix()),
            Map.of(),
            brokers.propertiesFile());
    OperatorId writing = OperatorId.of(output.name() + "-topic", output.name() + " topic");
    lines
        .sinkTo(KafkaLines.sink(options, output.form()::line, output.form()::tenant))
        .uid(writing.uid())
        .name(writing.title())
        .setParallelism(1);
  }

  /** What the ids of the transactions of the job begin with. */
  private String prefix() {
    return "lumen-" + arguments.name().replaceAll("[^A-Za-z0-9._-]", "_") + "-";
  }

  /** A line for each reason why the topics cannot be used; waits some seconds for the brokers. */
  List<String> problems() {
    List<TopicUse> uses = new ArrayList<>();
    uses.add(new TopicUse("--topic", topic, TopicUse.Kind.READ));
    if (!settings.inputs().commands().isEmpty()) {
      uses.add(new TopicUse("inputs.commands", settings.inputs().commands(), TopicUse.Kind.READ));
    }
    written()
        .forEach((output, to) -> uses.add(new TopicUse("outputs." + output, to, kind(output))));
    return TopicCheck.problems("--topic", brokers, uses, false, prefix() + "check");
  }

  /** What was not taken is told of a stream, of no service. */
  private static TopicUse.Kind kind(String output) {
    boolean keyed = GovernanceOutlets.ORDERED.stream().anyMatch(one -> one.name().equals(output));
    return keyed ? TopicUse.Kind.KEYED_LINES : TopicUse.Kind.LINES;
  }
}
