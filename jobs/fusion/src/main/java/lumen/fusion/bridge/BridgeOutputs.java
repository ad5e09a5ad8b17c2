package lumen.fusion.bridge;

import lumen.fusion.tenant.CommandInput;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.signal.bridge.ControlFrame;
import lumen.signal.protocol.BridgeState;

/** Receives what a tenant's bridge gives, in the order of event time. */
public interface BridgeOutputs {
  /** A tick. */
  void control(ControlFrame frame);

  /** Ticking has ended with the tick before, in this state. */
  void rested(BridgeState state);

  /** The rules of evidence were held against a frame. */
  void evaluated();

  /** Why something was done. */
  void evidence(EvidenceEntry entry);

  /** A command that was obeyed. */
  void applied(CommandInput command);

  /** A command that was not obeyed since a condition holds. */
  void refused(CommandInput command, String condition);

  /** A command whose id was told before. */
  void repeated(CommandInput command);
}
