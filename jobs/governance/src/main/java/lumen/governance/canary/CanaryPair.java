package lumen.governance.canary;

import lumen.governance.figure.StepCounts.RevisionSums;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * One minute in which both revisions served.
 *
 * @param errors of the new one
 * @param requests of it
 * @param baseErrors of the old one
 * @param baseRequests of it
 * @param hasP95 whether both have latencies enough
 * @param bins by how many bins the p95 of the new one lies above that of the old
 */
record CanaryPair(
    long errors, long requests, long baseErrors, long baseRequests, boolean hasP95, long bins) {
  private static final double P95 = 0.95;

  static CanaryPair of(RevisionSums now, RevisionSums base, long minLatencies) {
    boolean both =
        now.latencies().count() >= minLatencies && base.latencies().count() >= minLatencies;
    long bins =
        both
            ? (long) now.latencies().quantile(P95).bin() - base.latencies().quantile(P95).bin()
            : 0;
    return new CanaryPair(now.errors(), now.requests(), base.errors(), base.requests(), both, bins);
  }

  void write(StateWriter out) {
    out.writeLong(errors);
    out.writeLong(requests);
    out.writeLong(baseErrors);
    out.writeLong(baseRequests);
    out.writeBoolean(hasP95);
    out.writeLong(bins);
  }

  static CanaryPair read(StateReader in) {
    return new CanaryPair(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readBoolean(),
        in.readLong());
  }
}
