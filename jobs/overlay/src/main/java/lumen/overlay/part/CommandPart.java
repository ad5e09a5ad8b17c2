package lumen.overlay.part;

import java.io.IOException;
import java.util.Optional;
import lumen.overlay.record.OverlayCommand;
import lumen.overlay.record.OverlayCommand.NewFeatures;
import lumen.overlay.record.OverlayCommand.NewFlags;
import lumen.overlay.record.OverlayCommand.NewGates;
import lumen.overlay.record.OverlayCommand.Release;
import lumen.overlay.record.OverlayCommand.Trip;
import lumen.runtime.command.CommandHead;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** How a command is kept that takes effect later. */
public final class CommandPart {
  private CommandPart() {}

  /** Writes it. */
  public static void write(OverlayCommand command, StateWriter out) throws IOException {
    CommandHead head = command.head();
    out.writeText(head.id());
    out.writeText(head.author());
    out.writeText(head.tenant());
    out.writeLong(head.effectiveMicros());
    if (command instanceof NewFlags flags) {
      out.writeUTF("flags");
      FlagsPart.write(flags.flags(), out);
    } else if (command instanceof NewFeatures features) {
      out.writeUTF("features");
      FlagsPart.write(features.features(), out);
    } else if (command instanceof NewGates gates) {
      out.writeUTF("gates");
      GatesPart.write(gates.gates(), out);
    } else if (command instanceof Trip trip) {
      out.writeUTF("trip");
      out.writeText(trip.overlay());
    } else if (command instanceof Release release) {
      out.writeUTF("release");
      out.writeText(release.overlay());
      out.writeBoolean(release.scenario().isPresent());
      out.writeText(release.scenario().orElse(""));
    }
  }

  /** Reads it. */
  public static OverlayCommand read(StateReader in) throws IOException {
    CommandHead head = new CommandHead(in.readText(), in.readText(), in.readText(), in.readLong());
    String type = in.readUTF();
    return switch (type) {
      case "flags" -> new NewFlags(head, FlagsPart.read(in));
      case "features" -> new NewFeatures(head, FlagsPart.readFeatures(in));
      case "gates" -> new NewGates(head, GatesPart.read(in));
      case "trip" -> new Trip(head, in.readText());
      case "release" -> release(head, in);
      default -> throw new IOException("a command must be of a known type: " + type);
    };
  }

  private static Release release(CommandHead head, StateReader in) throws IOException {
    String overlay = in.readText();
    boolean one = in.readBoolean();
    String scenario = in.readText();
    return new Release(head, overlay, one ? Optional.of(scenario) : Optional.empty());
  }
}
