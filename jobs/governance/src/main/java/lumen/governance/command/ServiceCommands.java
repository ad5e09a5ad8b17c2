package lumen.governance.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.governance.record.ServiceCommand;
import lumen.governance.record.ServiceCommand.Approve;
import lumen.governance.record.ServiceCommand.Hold;
import lumen.governance.record.ServiceCommand.Judge;
import lumen.governance.record.ServiceCommand.Objectives;
import lumen.governance.record.ServiceCommand.Order;
import lumen.governance.record.ServiceCommand.Refuse;
import lumen.governance.record.ServiceCommand.Release;
import lumen.governance.record.ServiceCommand.Revert;
import lumen.governance.record.ServiceCommand.Unreadable;

/** Reads commands of operators. One whose fields are wrong is answered at its time, by its id. */
public final class ServiceCommands {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BAD_FIELD = "bad_field";
  private static final int MOST = 512;
  private static final double MICROS = 1e6;

  private ServiceCommands() {}

  /** The command of a line; empty where it has no id, type or time. */
  public static Optional<ServiceCommand> read(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      double ts = node.path("effective_ts").asDouble(Double.NaN);
      String id = text(node, "id").orElse("");
      String type = text(node, "type").orElse("");
      return id.isEmpty() || type.isEmpty() || !(ts > 0)
          ? Optional.empty()
          : Optional.of(new ServiceCommand(id, (long) Math.rint(ts * MICROS), order(type, node)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * What is wrong with a command that need not tell yet when it takes effect; it may be a text that
   * is no command.
   */
  public static List<String> findings(String line) {
    List<String> findings = new ArrayList<>();
    try {
      JsonNode node = JSON.readTree(line);
      for (String name : List.of("id", "tenant")) {
        if (text(node, name).isEmpty()) {
          findings.add("must be a text of 1.." + MOST + " characters: " + name);
        }
      }
      Order order = order(text(node, "type").orElse(""), node);
      if (order instanceof Unreadable wrong) {
        findings.add(
            BAD_FIELD.equals(wrong.why())
                ? "must have the fields of "
                    + wrong.type()
                    + ", texts of 1.."
                    + MOST
                    + " characters: "
                    + node
                : "type must be approve, refuse, release, hold, objectives, judge or rollback: is "
                    + wrong.type());
      }
    } catch (JsonProcessingException e) {
      findings.add("command must be JSON");
    }
    return findings;
  }

  /** The service that a command is about; empty where it does not say. */
  public static String service(String line) {
    try {
      return text(JSON.readTree(line), "tenant").orElse("");
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  private static Order order(String type, JsonNode node) {
    Order bad = new Unreadable(type, BAD_FIELD);
    return switch (type) {
      case "approve" -> text(node, "decision").<Order>map(Approve::new).orElse(bad);
      case "refuse" -> text(node, "decision").<Order>map(Refuse::new).orElse(bad);
      case "hold" -> new Hold();
      case "release" -> {
        Optional<String> of = text(node, "of");
        boolean right = of.isEmpty() ? isLeftOut(node, "of") : of.get().matches("rollback|policy");
        yield right ? new Release(of) : bad;
      }
      case "objectives" ->
          node.path("config").isTextual() ? new Objectives(node.path("config").textValue()) : bad;
      case "judge" ->
          node.path("useful").isBoolean() && text(node, "alert").isPresent()
              ? new Judge(text(node, "alert").get(), node.path("useful").booleanValue())
              : bad;
      case "rollback" -> {
        Optional<String> to = text(node, "to");
        Optional<String> why = text(node, "why");
        boolean right = why.isPresent() && (to.isPresent() || isLeftOut(node, "to"));
        yield right ? new Revert(to, why.get()) : bad;
      }
      default -> new Unreadable(type, "bad_type");
    };
  }

  private static boolean isLeftOut(JsonNode node, String name) {
    return node.path(name).isMissingNode() || node.path(name).isNull();
  }

  private static Optional<String> text(JsonNode node, String name) {
    String text = node.path(name).isTextual() ? node.path(name).textValue() : "";
    return text.isEmpty() || text.length() > MOST ? Optional.empty() : Optional.of(text);
  }
}
