package lumen.overlay.tenant;

import lumen.overlay.breaker.Breaker;
import lumen.overlay.flag.OverlayFlag;
import lumen.overlay.gate.GateKind;
import lumen.overlay.join.JoinSettings;
import lumen.overlay.join.JoinSettings.WhenBlind;

/** What guards the overlays of a tenant at a line. */
record LineGuards(TenantMemory memory, JoinSettings join, LineMoment moment)
    implements Router.Guards {
  @Override
  public boolean isBlind() {
    return memory.feed().isBlind() && join.whenBlind() == WhenBlind.BASELINE;
  }

  @Override
  public GateKind blockedBy(String scenario, String overlay) {
    return memory.lanes().blockedBy(scenario, overlay);
  }

  @Override
  public Breaker.Answer ask(String overlay) {
    return memory.breakers().ask(overlay, !moment.inDoubt());
  }

  @Override
  public void cameToRollout(OverlayFlag overlay, boolean taken) {
    memory.drifts().cameToRollout(overlay, taken, moment.clockMicros());
  }
}
