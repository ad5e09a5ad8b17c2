package lumen.fusion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.connectors.kafka.Brokers;
import lumen.connectors.kafka.TopicCheck;
import lumen.connectors.kafka.TopicUse;
import lumen.connectors.midi.PlayableDevice;
import lumen.connectors.osc.ReceiverCheck;
import lumen.connectors.postgres.PostgresOptions;
import lumen.connectors.postgres.TableCheck;
import lumen.fusion.settings.FusionFile;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.fusion.settings.StreamSettings;
import lumen.runtime.job.JobArguments;

/**
 * Whether what a job writes to and reads from outside of its folder is there and lets it: asked
 * before it is started, since a job that fails at its outputs only starts over for ever.
 */
public final class EndpointCheck {
  private static final Comparator<Brokers> BY_ADDRESS =
      Comparator.comparing(Brokers::bootstrap).thenComparing(Brokers::propertiesFile);

  private final List<String> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private EndpointCheck() {}

  /**
   * What was found.
   *
   * @param problems a line for each reason not to start, with what mends it
   * @param notes a line for each thing that is worth knowing and may come right by itself
   */
  public record Result(List<String> problems, List<String> notes) {
    /** Copies the lists. */
    public Result {
      problems = List.copyOf(problems);
      notes = List.copyOf(notes);
    }
  }

  /**
   * Looks at all of it; waits some seconds for what does not answer.
   *
   * @param arguments of the job
   * @param here whether the job runs in this process, with its environment
   */
  public static Result of(JobArguments arguments, boolean here) {
    LumenSettings settings =
        arguments.config().map(SettingsLoader::load).orElseGet(LumenSettings::defaults);
    boolean live = arguments.streams() && LivePlan.isLive(settings);
    EndpointCheck check = new EndpointCheck();
    boolean ofNow = TickDelay.isOfNow(arguments, settings);
    check.topics(arguments, settings, live, ofNow);
    FusionFile.Outputs outputs = settings.fusion().outputs();
    if (!outputs.postgres().url().isEmpty()) {
      check.table(OutletPlan.options(outputs.postgres()), here);
    }
    if (ofNow && !outputs.oscAddr().isEmpty()) {
      check.receiver(outputs.oscAddr());
    }
    if (ofNow && !outputs.midiDevice().isEmpty()) {
      PlayableDevice.absence(outputs.midiDevice())
          .ifPresent(text -> check.notes.add("outputs.midi.device: " + text));
    }
    return new Result(check.problems, check.notes);
  }

  private void topics(JobArguments arguments, LumenSettings settings, boolean live, boolean ofNow) {
    FusionFile.KafkaOutput output = settings.fusion().outputs().kafka();
    if (!output.bootstrap().isEmpty()) {
      problems.addAll(
          TopicCheck.problems(
              "outputs.kafka.bootstrap",
              new Brokers(output.bootstrap(), output.propertiesFile()),
              written(output, settings.now(ofNow).isPresent()),
              output.create(),
              OutletPlan.transactionsOf(arguments) + "check"));
    }
    if (live) {
      Map<Brokers, List<TopicUse>> read = new TreeMap<>(BY_ADDRESS);
      Map<Brokers, String> names = new LinkedHashMap<>();
      for (StreamSettings stream : settings.sensors().streams()) {
        if (stream instanceof StreamSettings.Kafka kafka) {
          String key = "stream " + kafka.name();
          boolean log = kafka.format() == StreamSettings.Format.LOG;
          Brokers brokers = new Brokers(kafka.bootstrap(), kafka.propertiesFile());
          names.merge(brokers, key, (a, b) -> a + ", " + b);
          read.computeIfAbsent(brokers, b -> new ArrayList<>())
              .add(
                  new TopicUse(
                      key, kafka.topic(), log ? TopicUse.Kind.READ_LOG : TopicUse.Kind.READ));
        }
      }
      read.forEach(
          (brokers, uses) ->
              problems.addAll(TopicCheck.problems(names.get(brokers), brokers, uses, false, "")));
    }
  }

  private static List<TopicUse> written(FusionFile.KafkaOutput output, boolean now) {
    String at = "outputs.kafka.";
    TopicUse.Kind keyed = TopicUse.Kind.KEYED_LINES;
    TopicUse.Kind plain = TopicUse.Kind.LINES;
    List<TopicUse> uses = new ArrayList<>();
    if (now && !output.nowTopic().isEmpty()) {
      uses.add(new TopicUse(at + "now_topic", output.nowTopic(), keyed));
    }
    Collections.addAll(
        uses,
        new TopicUse(at + "frames_topic", output.framesTopic(), keyed),
        new TopicUse(at + "control_topic", output.controlTopic(), keyed),
        new TopicUse(at + "evidence_topic", output.evidenceTopic(), keyed),
        new TopicUse(at + "rejects_topic", output.rejectsTopic(), plain),
        new TopicUse(at + "late_topic", output.lateTopic(), plain));
    return uses;
  }

  /** The password is read where the job runs; its variable need not be set here. */
  private void table(PostgresOptions options, boolean here) {
    String variable = options.passwordEnv();
    if (!here && !variable.isEmpty() && System.getenv(variable) == null) {
      notes.add(
          ("outputs.postgres: not checked, since %s is not set here; the TaskManager takes it from"
                  + " the environment that the cluster was started in")
              .formatted(variable));
      return;
    }
    problems.addAll(TableCheck.problems("outputs.postgres", options));
  }

  private void receiver(String address) {
    int colon = address.lastIndexOf(':');
    int port = Integer.parseInt(address.substring(colon + 1));
    ReceiverCheck.problem(address.substring(0, colon), port)
        .ifPresent(text -> problems.add("outputs.osc.addr: " + text));
  }
}
