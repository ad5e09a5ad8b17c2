package lumen.serve.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A bucket of tokens for each tenant that is named, one for all others, and one for all. What a
 * request calls itself makes no bucket, so that no header takes memory.
 */
public final class TenantBuckets {
  private static final double NANOS = 1e9;

  private final Bucket ceiling;
  private final Bucket standard;
  private final Map<String, Bucket> tenants = new TreeMap<>();

  public TenantBuckets(RequestLimits limits) {
    this(limits, TimeMeter.SYSTEM_NANOTIME);
  }

  /** With a clock of its own. */
  TenantBuckets(RequestLimits limits, TimeMeter clock) {
    ceiling = bucket(limits.ceiling(), clock);
    standard = bucket(limits.standard(), clock);
    limits.tenants().forEach((tenant, rate) -> tenants.put(tenant, bucket(rate, clock)));
  }

  private static Bucket bucket(RequestRate rate, TimeMeter clock) {
    Duration one = Duration.ofNanos(Math.round(NANOS / rate.perSecond()));
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(1, one))
        .withCustomTimePrecision(clock)
        .build();
  }

  /**
   * Takes a token.
   *
   * @param tenant what the request calls itself; empty if it does not
   * @return whole seconds to wait if there is none
   */
  public OptionalLong take(String tenant) {
    OptionalLong wait = wait(tenants.getOrDefault(tenant, standard));
    return wait.isPresent() ? wait : wait(ceiling);
  }

  private static OptionalLong wait(Bucket bucket) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(1, (long) Math.ceil(probe.getNanosToWaitForRefill() / NANOS)));
  }
}
