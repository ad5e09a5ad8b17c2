package lumen.overlay.tenant;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.overlay.record.OutcomeResult;
import lumen.overlay.record.RouteAccount;
import lumen.overlay.record.RouteCounts;
import lumen.overlay.record.RouteReason;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** Counts what becomes of a tenant's requests. */
final class TenantCounts {
  long requests;
  long repeated;
  long decided;
  long missing;
  long notFollowed;
  long diverted;
  long late;
  long clamped;
  long inDoubt;
  long tokens;

  /** Since the end of the step before. */
  long missingOfStep;

  /** Since the end of the step before. */
  long divertedOfStep;

  private final Map<OutcomeResult, Long> results = new EnumMap<>(OutcomeResult.class);
  private final SortedMap<String, Long> rejects = new TreeMap<>();
  private RouteAccount told;

  void write(StateWriter out) throws IOException {
    write(counts(0), out);
    out.writeLong(missingOfStep);
    out.writeLong(divertedOfStep);
    write(rejects, out);
    out.writeBoolean(told != null);
    if (told != null) {
      out.writeLong(told.micros());
      out.writeLong(told.sinceMicros());
      write(told.counts(), out);
      write(told.rejects(), out);
    }
  }

  private static void write(RouteCounts counts, StateWriter out) throws IOException {
    out.writeLong(counts.requests());
    out.writeLong(counts.repeated());
    out.writeLong(counts.decided());
    out.writeLong(counts.success());
    out.writeLong(counts.failure());
    out.writeLong(counts.timeout());
    out.writeLong(counts.missing());
    out.writeLong(counts.waiting());
    out.writeLong(counts.notFollowed());
    out.writeLong(counts.diverted());
    out.writeLong(counts.late());
    out.writeLong(counts.clamped());
    out.writeLong(counts.inDoubt());
    out.writeLong(counts.tokens());
  }

  private static void write(SortedMap<String, Long> rejects, StateWriter out) throws IOException {
    out.writeInt(rejects.size());
    for (Map.Entry<String, Long> each : rejects.entrySet()) {
      out.writeUTF(each.getKey());
      out.writeLong(each.getValue());
    }
  }

  void read(String tenant, StateReader in) throws IOException {
    RouteCounts counts = readCounts(in);
    requests = counts.requests();
    repeated = counts.repeated();
    decided = counts.decided();
    results.put(OutcomeResult.SUCCESS, counts.success());
    results.put(OutcomeResult.FAILURE, counts.failure());
    results.put(OutcomeResult.TIMEOUT, counts.timeout());
    missing = counts.missing();
    notFollowed = counts.notFollowed();
    diverted = counts.diverted();
    late = counts.late();
    clamped = counts.clamped();
    inDoubt = counts.inDoubt();
    tokens = counts.tokens();
    missingOfStep = in.readLong();
    divertedOfStep = in.readLong();
    rejects.putAll(readRejects(in));
    if (in.readBoolean()) {
      told =
          new RouteAccount(in.readLong(), tenant, in.readLong(), readCounts(in), readRejects(in));
    }
  }

  private static RouteCounts readCounts(StateReader in) {
    return new RouteCounts(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong());
  }

  private static SortedMap<String, Long> readRejects(StateReader in) throws IOException {
    SortedMap<String, Long> rejects = new TreeMap<>();
    for (int n = in.readCount(2 + Long.BYTES); n > 0; n--) {
      rejects.put(in.readUTF(), in.readLong());
    }
    return rejects;
  }

  void ended(OutcomeResult result) {
    results.merge(result, 1L, Long::sum);
  }

  void reject(RouteReason reason) {
    rejects.merge(reason.code(), 1L, Long::sum);
  }

  /**
   * The account, if anything changed since the one before.
   *
   * @param waiting how many wait
   */
  void tell(String tenant, long micros, long sinceMicros, long waiting, RouteOutputs out) {
    RouteCounts counts = counts(waiting);
    RouteAccount account = new RouteAccount(micros, tenant, sinceMicros, counts, rejects);
    if (told == null || !told.saysWhat(account)) {
      told = account;
      out.account(account);
    }
  }

  private RouteCounts counts(long waiting) {
    return new RouteCounts(
        requests,
        repeated,
        decided,
        results.getOrDefault(OutcomeResult.SUCCESS, 0L),
        results.getOrDefault(OutcomeResult.FAILURE, 0L),
        results.getOrDefault(OutcomeResult.TIMEOUT, 0L),
        missing,
        waiting,
        notFollowed,
        diverted,
        late,
        clamped,
        inDoubt,
        tokens);
  }
}
