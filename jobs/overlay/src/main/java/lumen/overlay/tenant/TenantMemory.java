package lumen.overlay.tenant;

import lumen.overlay.join.OpenRequests;
import lumen.overlay.part.Parts;

/**
 * What a tenant remembers of its lines; all of it is forgotten when it has been silent for long.
 *
 * @param open its requests
 * @param feed whether outcomes come
 * @param breakers of its overlays
 * @param lanes of its scenarios and overlays
 * @param drifts of its rollouts
 * @param counts of its lines
 */
record TenantMemory(
    OpenRequests open,
    FeedWatch feed,
    Breakers breakers,
    Lanes lanes,
    Drifts drifts,
    TenantCounts counts) {
  static TenantMemory empty(
      String tenant,
      TenantSettings settings,
      EvidenceJournal journal,
      RouteOutputs out,
      Parts parts) {
    return new TenantMemory(
        new OpenRequests(settings.join().ttlMicros(), parts),
        new FeedWatch(),
        new Breakers(settings.breaker(), journal, parts),
        new Lanes(tenant, journal, out, parts),
        new Drifts(settings.drift(), journal, parts),
        new TenantCounts());
  }

  /** Takes back what was kept of a tenant that is forgotten; no request of it is open. */
  void forget() {
    breakers.forget();
    lanes.forget();
    drifts.forget();
  }
}
