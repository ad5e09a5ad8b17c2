package lumen.ctl.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import lumen.cluster.SessionCluster;
import lumen.cluster.audit.AuditLog;
import lumen.cluster.audit.AuditedAct;
import lumen.ctl.kafka.PropertiesFileOption;
import lumen.event.CommandText;
import lumen.event.EventLimits;
import lumen.event.MalformedCommandException;
import lumen.fusion.command.OperatorCommandReader;
import lumen.governance.command.ServiceCommands;
import lumen.jobs.JobKind;
import lumen.overlay.command.OverlayCommands;
import lumen.overlay.settings.OverlayCatalogue;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands of {@code lumenctl control} have in common: a command for each tenant. */
abstract class OrderCommand implements Callable<Integer> {
  private static final int ID_DIGITS = 12;

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "0..1", heading = "To a live job:%n")
  private Target target;

  /** The job that is told. */
  static final class Target {
    @Option(names = "--run", paramLabel = "DIR", description = "The --out folder of the job.")
    private Path run;

    @Option(
        names = "--job",
        paramLabel = "HOST:PORT",
        description = "Where the job listens: control.addr of sensors.yaml, or live.json.")
    private String job;

    @Option(
        names = "--kafka",
        paramLabel = "HOST:PORT/TOPIC",
        description =
            "A topic that the job reads: type kafka with `format: commands`, of a governance job"
                + " inputs.commands.")
    private String kafka;

    /** The run, the door or the topic. */
    private String name() {
      return run != null ? run.toString() : job != null ? job : kafka;
    }
  }

  @Mixin private PropertiesFileOption properties;

  @Option(
      names = "--tenant",
      paramLabel = "T",
      description =
          "The group it is about, of a governance job the service; several: a command for each"
              + " [default; the service that the id names].")
  private List<String> tenants = List.of();

  @Option(
      names = "--all-tenants",
      paramLabel = "DIR",
      description = "Overlay job: each tenant that has a decision in DIR, its --out folder.")
  private Optional<Path> allTenants = Optional.empty();

  @Option(names = "--author", paramLabel = "A", description = "Who gives it [the user's name].")
  private String author = System.getProperty("user.name");

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Its id; a tenant obeys a command of one id once [a new one].")
  private Optional<String> id = Optional.empty();

  @Option(
      names = "--at",
      paramLabel = "TS",
      description = "When it takes effect, such as 1767225600.5 or 2026-01-01T00:00:00.5Z [now].")
  private Optional<String> at = Optional.empty();

  @Option(names = "--json", description = "Print {\"commands\": [...]} as they were taken.")
  private boolean json;

  /** Which job obeys it. */
  JobKind job() {
    return JobKind.FUSION;
  }

  /** The id of what it answers, which begins with its service; empty where it answers nothing. */
  Optional<String> answered() {
    return Optional.empty();
  }

  /** Its type, as commands name it. */
  abstract String type();

  /** Adds what it orders. */
  abstract void order(ObjectNode command);

  @Override
  public Integer call() throws Exception {
    Delivery delivery = delivery();
    List<CommandText> commands = commands();
    List<CommandText> taken = new ArrayList<>();
    try {
      for (CommandText command : commands) {
        taken.add(target == null ? delivery.deliver(command) : audited(delivery, command));
      }
    } finally {
      print(taken, delivery.verb());
    }
    return ExitCode.OK;
  }

  /** What is only noted in a file is told to nobody yet. */
  private CommandText audited(Delivery delivery, CommandText command) throws IOException {
    AuditedAct act =
        AuditLog.in(SessionCluster.locate().directory().root())
            .begin("command")
            .about("id", command.id())
            .about("author", author)
            .about("tenant", command.tenant())
            .about("type", type())
            .about("to", target.name());
    try {
      CommandText taken = delivery.deliver(command);
      act.about("effective_ts", when(taken.effectiveMicros())).done();
      return taken;
    } catch (IOException | RuntimeException e) {
      act.failed(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private Delivery delivery() {
    String file = properties.of(target == null ? null : target.kafka);
    if (spec.parent().userObject() instanceof WriteCommand write) {
      if (target != null) {
        throw CommandFailure.usage("either a file or a job must be told, not both");
      }
      if (at.isEmpty()) {
        throw CommandFailure.usage("--at must be given: a file does not know when it is played");
      }
      return ControlNotes.in(write.file());
    }
    if (target == null) {
      throw CommandFailure.usage(
          "--run DIR, --job HOST:PORT or --kafka HOST:PORT/TOPIC must be given");
    }
    if (job() != JobKind.FUSION && target.kafka == null) {
      throw CommandFailure.usage(
          "--kafka HOST:PORT/TOPIC must be given: "
              + (job() == JobKind.OVERLAY
                  ? "an overlay job is told by its log"
                  : "a governance job is told by the topic of inputs.commands"));
    }
    if (job() == JobKind.OVERLAY) {
      return CommandTopic.ofLog(target.kafka, file, EffectiveTime::now);
    }
    if (target.kafka != null) {
      return CommandTopic.at(target.kafka, file, EffectiveTime::now);
    }
    return target.run != null ? CommandClient.ofRun(target.run) : CommandClient.at(target.job);
  }

  /** The commands, which are right. */
  private List<CommandText> commands() {
    List<CommandText> commands = new ArrayList<>();
    String itsId = id.orElseGet(this::newId);
    for (String tenant : tenantsToTell()) {
      ObjectNode node = Json.mapper().createObjectNode();
      node.put("id", itsId).put("author", author).put("tenant", tenant);
      at.ifPresent(
          text -> node.put("effective_ts", CommandText.seconds(EffectiveTime.micros(text))));
      node.put("type", type());
      order(node);
      CommandText command = text(node.toString());
      List<String> findings = findings(command);
      if (!findings.isEmpty()) {
        throw CommandFailure.usage(String.join("\n", findings));
      }
      commands.add(command);
    }
    return commands;
  }

  private List<String> findings(CommandText command) {
    return switch (job()) {
      case FUSION -> OperatorCommandReader.standard().findings(command);
      case OVERLAY ->
          OverlayCommands.reader(OverlayCatalogue.defaults().file().gates()).findings(command);
      case GOVERNANCE -> ServiceCommands.findings(command.json());
    };
  }

  private List<String> tenantsToTell() {
    if (allTenants.isEmpty()) {
      return tenants.isEmpty() ? List.of(usual()) : tenants;
    }
    if (job() != JobKind.OVERLAY) {
      throw CommandFailure.usage("--all-tenants must be of an overlay job: name each --tenant");
    }
    List<String> known = KnownTenants.of(allTenants.get());
    spec.commandLine()
        .getErr()
        .printf(
            "%d tenants are known from the decisions in %s; new ones follow the flags%n",
            known.size(), allTenants.get());
    return known;
  }

  /** Whom it is about where nobody says so: a decision's id is SERVICE/KIND/MICROSECONDS. */
  private String usual() {
    if (job() != JobKind.GOVERNANCE) {
      return EventLimits.DEFAULT_TENANT;
    }
    return answered()
        .map(id -> id.replaceFirst("/[^/]*/[^/]*$", ""))
        .filter(service -> !service.isEmpty() && !answered().get().equals(service))
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    answered().isPresent()
                        ? "the id must be SERVICE/.../MICROSECONDS, as the job tells it: "
                            + answered().get()
                        : "--tenant SERVICE must be given"));
  }

  private String newId() {
    String digits = UUID.randomUUID().toString().replace("-", "");
    return type() + "-" + digits.substring(0, ID_DIGITS);
  }

  private static String when(long micros) {
    return micros == CommandText.UNSTAMPED
        ? "its place in the log"
        : "%s (%s)"
            .formatted(EffectiveTime.text(micros), CommandText.seconds(micros).toPlainString());
  }

  /** A command as text. */
  private static CommandText text(String json) {
    try {
      return CommandText.read(json);
    } catch (MalformedCommandException e) {
      throw CommandFailure.usage("command " + e.getMessage());
    }
  }

  private void print(List<CommandText> taken, String verb) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode all = Json.mapper().createObjectNode();
      ArrayNode list = all.putArray("commands");
      taken.forEach(command -> list.add(command.fields()));
      out.println(Json.text(all));
      return;
    }
    for (CommandText command : taken) {
      JsonNode fields = command.fields();
      out.printf(
          "%s %s %s for tenant %s: takes effect at %s%n",
          verb,
          fields.path("type").asText(),
          command.id(),
          command.tenant(),
          when(command.effectiveMicros()));
    }
  }
}
