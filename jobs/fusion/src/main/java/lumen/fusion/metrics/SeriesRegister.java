package lumen.fusion.metrics;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lumen.event.ChannelKey;
import lumen.signal.fusion.ChannelId;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.SimpleCounter;

/** Gives series to tenants while the budget lasts, and has tenant {@code other} stand for more. */
final class SeriesRegister {
  /** The tenant that stands for all beyond the cap; one of that name is counted among them. */
  static final String OTHER = "other";

  private static final ChannelId OTHER_CHANNEL = new ChannelId(OTHER, OTHER);

  private final TenantGroups groups;
  private final SeriesBudget budget;
  private final OtherTenants others = new OtherTenants();
  private final Set<FusionSeries> othersSeen = EnumSet.noneOf(FusionSeries.class);
  private final Map<EvidenceMetric, Counter> othersCounters = new EnumMap<>(EvidenceMetric.class);

  SeriesRegister(TenantGroups groups, SeriesBudget budget) {
    this.groups = groups;
    this.budget = budget;
  }

  /** Series that {@link #OTHER} stands for. */
  int capped() {
    return others.series();
  }

  /** Opens a set of levels. Returns whether they have series of their own. */
  boolean open(FusionSeries set, String tenant, Optional<ChannelId> channel, Figures figures) {
    if (!takes(set, tenant)) {
      others.add(set, member(tenant, channel), figures);
      if (othersSeen.add(set)) {
        registerOthers(set);
      }
      return false;
    }
    for (ExportedMetric metric : set.metrics()) {
      Gauge<Double> gauge = () -> figures.value(metric);
      groups.register(tenant, channel, metric, gauge);
    }
    return true;
  }

  /** Opens the counters of a tenant's evidence. */
  boolean openCounters(String tenant, Map<EvidenceMetric, Counter> counters) {
    boolean own = takes(FusionSeries.EVIDENCE, tenant);
    if (!own) {
      others.add(FusionSeries.EVIDENCE, tenant, metric -> Double.NaN);
    }
    for (EvidenceMetric metric : EvidenceMetric.values()) {
      Counter counter =
          own
              ? register(tenant, metric)
              : othersCounters.computeIfAbsent(metric, m -> register(OTHER, m));
      counters.put(metric, counter);
    }
    return own;
  }

  private Counter register(String tenant, EvidenceMetric metric) {
    Counter counter = new SimpleCounter();
    groups.register(tenant, Optional.empty(), metric, counter);
    return counter;
  }

  private boolean takes(FusionSeries set, String tenant) {
    return !tenant.equals(OTHER) && budget.take(set);
  }

  private void registerOthers(FusionSeries set) {
    Optional<ChannelId> channel =
        set == FusionSeries.CHANNEL ? Optional.of(OTHER_CHANNEL) : Optional.empty();
    for (ExportedMetric metric : set.metrics()) {
      Gauge<Double> gauge = () -> others.value(set, metric);
      groups.register(OTHER, channel, metric, gauge);
    }
  }

  /** Ends a set that {@link #open} or {@link #openCounters} opened. */
  void end(FusionSeries set, String tenant, Optional<ChannelId> channel, boolean own) {
    if (own) {
      budget.giveBack(set);
    } else {
      others.remove(set, member(tenant, channel));
    }
  }

  /** Takes the series of a tenant away, after all its sets have ended. */
  void close(String tenant) {
    if (!tenant.equals(OTHER)) {
      groups.close(tenant);
    }
  }

  private static String member(String tenant, Optional<ChannelId> channel) {
    return channel.map(id -> ChannelKey.encode(tenant, id.source(), id.key())).orElse(tenant);
  }
}
