package lumen.overlay.tenant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lumen.overlay.breaker.Breaker;
import lumen.overlay.breaker.BreakerMove;
import lumen.overlay.breaker.BreakerSettings;
import lumen.overlay.breaker.BreakerState;
import lumen.overlay.part.PartForm;
import lumen.overlay.part.PartKind;
import lumen.overlay.part.Parts;
import lumen.overlay.tenant.TenantView.BreakerView;
import lumen.state.StateForm;

/** The breakers of a tenant, by the names of their overlays. */
final class Breakers {
  private static final PartForm FORM = new PartForm(new StateForm("overlay-breaker", 1, 0));

  private final Map<String, Breaker> byOverlay = new TreeMap<>();
  private final BreakerSettings settings;
  private final EvidenceJournal journal;
  private final Parts parts;

  Breakers(BreakerSettings settings, EvidenceJournal journal, Parts parts) {
    this.settings = settings;
    this.journal = journal;
    this.parts = parts;
  }

  /** The breaker of an overlay, which is about to change. */
  private Breaker of(String overlay) {
    Breaker breaker = byOverlay.computeIfAbsent(overlay, name -> new Breaker());
    parts.put(PartKind.BREAKER.key(overlay), () -> part(overlay, breaker));
    return breaker;
  }

  private static byte[] part(String overlay, Breaker breaker) {
    return FORM.write(
        out -> {
          out.writeText(overlay);
          breaker.write(out);
        });
  }

  void restore(byte[] part) {
    FORM.read(part, in -> byOverlay.put(in.readText(), Breaker.read(in)));
  }

  void forget() {
    byOverlay.keySet().forEach(overlay -> parts.remove(PartKind.BREAKER.key(overlay)));
    byOverlay.clear();
  }

  Breaker.Answer ask(String overlay, boolean mayProbe) {
    return of(overlay).ask(mayProbe, settings);
  }

  long generation(String overlay) {
    return of(overlay).generation();
  }

  /** Takes that a request of an overlay failed or not; slow ones fail. */
  void outcome(String overlay, boolean failure, long generation, boolean probe, long micros) {
    told(overlay, micros, of(overlay).outcome(failure, generation, probe, micros, settings));
  }

  /** Whether a success took so long that it is a failure. */
  boolean isSlow(long latencyMs) {
    return latencyMs > settings.slowMs();
  }

  void trip(String overlay, long micros) {
    told(overlay, micros, of(overlay).trip());
  }

  void release(String overlay, long micros) {
    told(overlay, micros, of(overlay).release(micros));
  }

  private void told(String overlay, long micros, Optional<BreakerMove> move) {
    move.ifPresent(moved -> journal.breaker(micros, overlay, moved));
  }

  /** When the next one will be half open; {@link BreakerMove#NEVER}. */
  long nextMicros() {
    long next = BreakerMove.NEVER;
    for (Breaker breaker : byOverlay.values()) {
      next = Math.min(next, breaker.untilMicros());
    }
    return next;
  }

  /** Half opens those whose time this is. */
  void halfOpen(long micros) {
    byOverlay.forEach(
        (overlay, breaker) -> {
          if (breaker.untilMicros() == micros) {
            parts.put(PartKind.BREAKER.key(overlay), () -> part(overlay, breaker));
            journal.breaker(micros, overlay, breaker.halfOpen());
          }
        });
  }

  List<BreakerView> view() {
    return byOverlay.entrySet().stream()
        .map(
            each ->
                new BreakerView(
                    each.getKey(),
                    each.getValue().state(),
                    each.getValue().generation(),
                    each.getValue().untilMicros()))
        .toList();
  }

  boolean knows(String overlay) {
    return byOverlay.containsKey(overlay);
  }

  boolean areAllClosed() {
    return byOverlay.values().stream().allMatch(each -> each.state() == BreakerState.CLOSED);
  }
}
