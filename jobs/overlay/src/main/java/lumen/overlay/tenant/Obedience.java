package lumen.overlay.tenant;

import lumen.overlay.flag.FlagSet;
import lumen.overlay.part.FlagsPart;
import lumen.overlay.part.GatesPart;
import lumen.overlay.part.PartForm;
import lumen.overlay.part.PartKind;
import lumen.overlay.part.Parts;
import lumen.overlay.record.OverlayCommand;
import lumen.overlay.record.OverlayCommand.NewFeatures;
import lumen.overlay.record.OverlayCommand.NewFlags;
import lumen.overlay.record.OverlayCommand.NewGates;
import lumen.overlay.record.OverlayCommand.Release;
import lumen.overlay.record.OverlayCommand.Trip;
import lumen.runtime.command.AppliedCommands;
import lumen.runtime.command.CommandHead;
import lumen.state.StateForm;

/** Obeys an operator's commands, each id once, and enters what it did as evidence. */
final class Obedience {
  private static final PartForm FLAGS = new PartForm(new StateForm("overlay-flags", 1, 0));
  private static final PartForm GATES = new PartForm(new StateForm("overlay-gates", 1, 0));

  private final EvidenceJournal journal;
  private final Parts parts;
  private AppliedCommands applied = AppliedCommands.of(new byte[0]);
  private FlagsInForce inForce;

  Obedience(FlagsInForce inForce, EvidenceJournal journal, Parts parts) {
    this.inForce = inForce;
    this.journal = journal;
    this.parts = parts;
  }

  void restoreFlags(byte[] part) {
    inForce = inForce.with(FLAGS.read(part, FlagsPart::read));
  }

  void restoreGates(byte[] part) {
    inForce = inForce.with(GATES.read(part, GatesPart::read));
  }

  void restoreIds(byte[] part) {
    applied = AppliedCommands.of(part);
  }

  /** The flags and gates that hold now. */
  FlagsInForce inForce() {
    return inForce;
  }

  /** Whether any command was obeyed. */
  boolean isCommanded() {
    return applied.isAny();
  }

  /** Why a command cannot be obeyed, in words; empty where it can. */
  String against(OverlayCommand command, TenantMemory memory) {
    String id = command.head().id();
    if (!applied.isNew(id)) {
      return "a command must have an id of its own: " + id + " was obeyed before";
    }
    if (command instanceof Trip trip) {
      return unknown(trip.overlay(), memory);
    }
    if (command instanceof Release release) {
      return unknown(release.overlay(), memory);
    }
    if (command instanceof NewFeatures features) {
      return features.features().only().stream()
          .filter(name -> inForce.flags().find(name).isEmpty())
          .findFirst()
          .map(this::noOverlay)
          .orElse("");
    }
    boolean otherWindows =
        command instanceof NewGates gates
            && !gates.gates().windowsS().equals(inForce.gates().windowsS());
    return otherWindows ? "windows_s must stay: is " + inForce.gates().windowsS() : "";
  }

  private String unknown(String overlay, TenantMemory memory) {
    boolean known =
        inForce.flags().find(overlay).isPresent()
            || memory.breakers().knows(overlay)
            || memory.lanes().knows(overlay);
    return known ? "" : noOverlay(overlay);
  }

  private String noOverlay(String name) {
    return "must be an overlay: "
        + name
        + " is none of "
        + String.join(
            ", ", inForce.flags().overlays().stream().map(overlay -> overlay.name()).toList());
  }

  /** Obeys a command that nothing is against. */
  void obey(OverlayCommand command, long micros, TenantMemory memory) {
    CommandHead head = command.head();
    applied.add(head.id());
    parts.put(PartKind.IDS.key(), () -> applied.changed().orElseThrow());
    if (command instanceof NewFlags flags) {
      take(head, "flags ", flags.flags(), micros, memory);
    } else if (command instanceof NewFeatures features) {
      FlagSet flags = inForce.flags().with(features.features());
      take(head, "features ", flags, micros, memory);
    } else if (command instanceof NewGates gates) {
      journal.control(micros, head.id(), head.author(), "gates");
      inForce = inForce.with(gates.gates());
      parts.put(
          PartKind.GATES.key(), () -> GATES.write(out -> GatesPart.write(gates.gates(), out)));
    } else if (command instanceof Trip trip) {
      journal.control(micros, head.id(), head.author(), "trip " + trip.overlay());
      memory.breakers().trip(trip.overlay(), micros);
    } else if (command instanceof Release release) {
      String scenario = release.scenario().orElse("");
      String where = scenario.isEmpty() ? "" : ' ' + scenario;
      journal.control(micros, head.id(), head.author(), "release " + release.overlay() + where);
      if (scenario.isEmpty()) {
        memory.breakers().release(release.overlay(), micros);
      }
      memory.lanes().release(release.overlay(), scenario, micros, inForce);
    }
  }

  private void take(
      CommandHead head, String action, FlagSet flags, long micros, TenantMemory memory) {
    FlagsInForce before = inForce;
    inForce = inForce.with(flags);
    parts.put(PartKind.FLAGS.key(), () -> FLAGS.write(out -> FlagsPart.write(flags, out)));
    journal.control(micros, head.id(), head.author(), action + inForce.hash());
    if (!before.hash().equals(inForce.hash())) {
      journal.flags(micros, before.hash(), inForce.hash());
    }
    memory.drifts().keep(flags);
  }
}
