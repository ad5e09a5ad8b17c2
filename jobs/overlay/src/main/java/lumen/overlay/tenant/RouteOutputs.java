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
   * What became of a request, for who counts; it stands in no output.
   *
   * @param overlay what ran; what was decided where the outcome stays away or ran elsewhere
   * @param result success, failure, timeout, {@code missing} or {@code diverted}
   */
  default void counted(String scenario, String overlay, String result) {
    // Whoever counts says so.
  }

  /**
   * How long what ran took, for who counts.
   *
   * @param micros when that was known
   */
  default void took(String scenario, String overlay, long micros, long latencyMs) {
    // Whoever counts says so.
  }

  /** How an overlay stands at the end of a step, for who counts: of every step. */
  default void looked(Verdict verdict) {
    // Whoever counts says so.
  }

  /**
   * A line that the tenant did not take.
   *
   * @param detail what was wrong and what would be right, for a person
   */
  void reject(RouteReason reason, String detail, String stream, Position position);
}
