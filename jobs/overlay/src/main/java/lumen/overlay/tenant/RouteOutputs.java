package lumen.overlay.tenant;

import lumen.event.Position;
import lumen.overlay.record.Decision;
import lumen.overlay.record.RouteAccount;
import lumen.overlay.record.RouteReason;
import lumen.overlay.record.Verdict;
import lumen.runtime.evidence.EvidenceEntry;

/** Takes what a tenant says, in the order in which it says it. */
public interface RouteOutputs {
  /** Of a request that is decided for the first time. */
  void decision(Decision decision);

  /** To the gateway: each decision, and once more to a request that is repeated. */
  void answer(Decision decision);

  /** How an overlay stands in a scenario. */
  void verdict(Verdict verdict);

  /** Why something was done. */
  void evidence(EvidenceEntry entry);

  /** What became of the requests so far. */
  void account(RouteAccount account);

  /**
   * A line that the tenant did not take.
   *
   * @param detail what was wrong and what would be right, for a person
   */
  void reject(RouteReason reason, String detail, String stream, Position position);
}
