package lumen.governance.policy;

import java.util.Map;
import java.util.Optional;
import lumen.governance.budget.BudgetState;
import lumen.governance.figure.Count;
import lumen.governance.figure.History;
import lumen.governance.figure.Rate;
import lumen.governance.figure.Tally;
import lumen.governance.record.Fields;
import lumen.governance.record.Knob;
import lumen.governance.record.ServiceLine.CacheMemory;
import lumen.governance.settings.GovernanceSettings;
import lumen.governance.settings.PolicySettings;
import lumen.statistics.NormalQuantile;

/** When each knob is to be turned, and to what. */
final class PolicyTable {
  private static final long HOUR_S = 3600;
  private static final double PERCENT = 100;

  private final PolicySettings policy;
  private final Rate hits;
  private final Rate starts;
  private final boolean knownLosses;
  private final boolean evictsMore;
  private final double used;

  private PolicyTable(PolicySettings policy, Rate hits, Rate starts, Tally hour, double used) {
    this.policy = policy;
    this.hits = hits;
    this.starts = starts;
    this.used = used;
    knownLosses = hour.get(Count.TOLD_EVICTIONS) > 0 && hour.get(Count.TOLD_EXPIRED) > 0;
    evictsMore = hour.get(Count.EVICTIONS) > hour.get(Count.EXPIRED);
  }

  static PolicyTable of(History history, BudgetState budget, GovernanceSettings settings) {
    Tally hour = history.window(HOUR_S).counts();
    double z = NormalQuantile.of(settings.slo().confidence());
    long requests = history.toldColdStarts() ? hour.get(Count.REQUESTS) : 0;
    return new PolicyTable(
        settings.policy(),
        Rate.of(hour.get(Count.HITS), hour.lookups(), settings.slo().cache().minN(), z),
        Rate.of(
            Math.min(requests, hour.get(Count.COLD_STARTS)), requests, settings.slo().minN(), z),
        hour,
        budget == null ? Double.NaN : budget.used());
  }

  /** The figures that ask for a change; empty where they do not. */
  Optional<Fields> condition(Knob knob, boolean up) {
    double low = policy.lowHit() / PERCENT;
    double high = policy.highHit() / PERCENT;
    boolean isLow = hits.upper() < low && knownLosses;
    return switch (knob) {
      case TTL_S ->
          up
              ? rests(isLow && !evictsMore, hits, hits.upper(), low)
              : rests(hits.lower() > high, hits, hits.lower(), high);
      case L1_ENTRIES -> rests(up && isLow && evictsMore, hits, hits.upper(), low);
      case MIN_INSTANCES -> {
        double most = policy.coldStartPercent() / PERCENT;
        double spent = policy.spendHigh() / PERCENT;
        boolean cheap = used < policy.spendLow() / PERCENT;
        yield up
            ? rests(starts.lower() > most && cheap, starts, starts.lower(), most)
            : used > spent
                ? Optional.of(new Fields().put("estimate", used).put("limit", spent))
                : Optional.empty();
      }
    };
  }

  private static Optional<Fields> rests(boolean holds, Rate rate, double bound, double limit) {
    return holds
        ? Optional.of(
            new Fields()
                .put("n", rate.n())
                .put("estimate", rate.value())
                .put("window", HOUR_S)
                .put("bound", bound)
                .put("limit", limit))
        : Optional.empty();
  }

  /** What a knob would be turned to. */
  double target(Knob knob, boolean up, double from) {
    return Math.rint(
        switch (knob) {
          case TTL_S ->
              up
                  ? Math.min(policy.ttl().up() * from, policy.ttl().maxS())
                  : Math.max(policy.ttl().down() * from, policy.ttl().minS());
          case L1_ENTRIES -> Math.min(policy.l1().factor() * from, policy.l1().max());
          case MIN_INSTANCES -> up ? Math.max(1, from) : 0;
        });
  }

  /** The change that a knob is due for. */
  Optional<Proposal> proposal(
      Knob knob, boolean up, Map<Knob, Double> inForce, CacheMemory memory) {
    Double from = inForce.get(knob);
    Optional<Fields> condition = from == null ? Optional.empty() : condition(knob, up);
    if (condition.isEmpty()) {
      return Optional.empty();
    }
    double to = target(knob, up, from);
    boolean longer = knob == Knob.TTL_S && to > from;
    boolean useless = longer && (isFull(memory) || gain(from, to) < policy.minGainPoints());
    return to == from || useless
        ? Optional.empty()
        : Optional.of(new Proposal(knob, up, from, to, condition.get()));
  }

  private boolean isFull(CacheMemory memory) {
    return memory != null
        && memory.limit() > 0
        && memory.bytes() >= policy.memoryPercent() / PERCENT * memory.limit();
  }

  /** Points of hit rate that a longer time can bring at most. */
  private double gain(double from, double to) {
    double h = hits.value();
    return PERCENT * (mostHits(h, to / from) - h);
  }

  /** The most that a hit rate of h becomes when entries live f times as long: keys as Poisson's. */
  static double mostHits(double h, double f) {
    double odds = f * h / (1 - h);
    return odds / (1 + odds);
  }

  /** Whether the hit rate surely is too low. */
  boolean isTooLow() {
    return hits.upper() < policy.lowHit() / PERCENT;
  }
}
