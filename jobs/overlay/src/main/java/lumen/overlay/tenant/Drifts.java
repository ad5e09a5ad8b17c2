package lumen.overlay.tenant;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.flag.OverlayFlag;
import lumen.overlay.part.PartForm;
import lumen.overlay.part.PartKind;
import lumen.overlay.part.Parts;
import lumen.state.StateForm;

/** The shares that the rollouts of a tenant take. */
final class Drifts {
  private static final PartForm FORM = new PartForm(new StateForm("overlay-drift", 1, 0));

  private final Map<String, RolloutDrift> byOverlay = new TreeMap<>();
  private final DriftSettings settings;
  private final EvidenceJournal journal;
  private final Parts parts;

  Drifts(DriftSettings settings, EvidenceJournal journal, Parts parts) {
    this.settings = settings;
    this.journal = journal;
    this.parts = parts;
  }

  private void changed(String overlay, RolloutDrift drift) {
    parts.put(
        PartKind.DRIFT.key(overlay),
        () ->
            FORM.write(
                out -> {
                  out.writeText(overlay);
                  drift.write(out);
                }));
  }

  void restore(byte[] part) {
    FORM.read(part, in -> byOverlay.put(in.readText(), RolloutDrift.read(in)));
  }

  void forget() {
    byOverlay.keySet().forEach(overlay -> parts.remove(PartKind.DRIFT.key(overlay)));
    byOverlay.clear();
  }

  void cameToRollout(OverlayFlag overlay, boolean taken, long micros) {
    RolloutDrift drift =
        byOverlay.computeIfAbsent(overlay.name(), name -> new RolloutDrift(overlay));
    drift.add(Lanes.step(micros), taken);
    changed(overlay.name(), drift);
  }

  /** Forgets the rollouts that other flags have changed. */
  void keep(FlagSet flags) {
    Set<String> gone = new TreeSet<>(byOverlay.keySet());
    for (OverlayFlag overlay : flags.overlays()) {
      RolloutDrift drift = byOverlay.get(overlay.name());
      if (drift != null && drift.counts(overlay)) {
        gone.remove(overlay.name());
      }
    }
    for (String overlay : gone) {
      byOverlay.remove(overlay);
      parts.remove(PartKind.DRIFT.key(overlay));
    }
  }

  /** Ends the step before a moment. */
  void endStep(long micros) {
    byOverlay.forEach(
        (overlay, drift) -> {
          drift
              .look(Lanes.step(micros), settings)
              .ifPresent(found -> journal.drift(micros, overlay, found));
          changed(overlay, drift);
        });
  }
}
