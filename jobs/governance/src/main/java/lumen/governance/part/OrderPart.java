package lumen.governance.part;

import java.io.IOException;
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
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** How a command is kept that takes effect later. */
public final class OrderPart {
  private static final String UNREADABLE = "";

  private OrderPart() {}

  /** Writes it. */
  public static void write(ServiceCommand command, StateWriter out) {
    out.writeText(command.id());
    out.writeLong(command.effectiveMicros());
    Order order = command.order();
    out.writeText(order instanceof Unreadable ? UNREADABLE : order.type());
    if (order instanceof Approve approve) {
      out.writeText(approve.decision());
    } else if (order instanceof Refuse refuse) {
      out.writeText(refuse.decision());
    } else if (order instanceof Release release) {
      OptionalText.write(release.of().orElse(null), out);
    } else if (order instanceof Objectives objectives) {
      out.writeText(objectives.config());
    } else if (order instanceof Judge judge) {
      out.writeText(judge.alert());
      out.writeBoolean(judge.useful());
    } else if (order instanceof Revert revert) {
      OptionalText.write(revert.to().orElse(null), out);
      out.writeText(revert.why());
    } else if (order instanceof Unreadable unreadable) {
      out.writeText(unreadable.type());
      out.writeText(unreadable.why());
    }
  }

  /** Reads it. */
  public static ServiceCommand read(StateReader in) throws IOException {
    return new ServiceCommand(in.readText(), in.readLong(), order(in.readText(), in));
  }

  private static Order order(String type, StateReader in) throws IOException {
    return switch (type) {
      case "approve" -> new Approve(in.readText());
      case "refuse" -> new Refuse(in.readText());
      case "release" -> new Release(OptionalText.readIfAny(in));
      case "hold" -> new Hold();
      case "objectives" -> new Objectives(in.readText());
      case "judge" -> new Judge(in.readText(), in.readBoolean());
      case "rollback" -> new Revert(OptionalText.readIfAny(in), in.readText());
      case UNREADABLE -> new Unreadable(in.readText(), in.readText());
      default -> throw new IOException("a command must be of a known type: " + type);
    };
  }
}
