package lumen.fusion.tenant;

/**
 * Consecutive provisional steps of one channel at which it is fresh. The arrays belong to the block
 * and are never written after construction.
 *
 * @param tenant tenant
 * @param source event source
 * @param key channel key
 * @param firstStep grid index of the first step
 * @param phase provisional phases in cycles, NaN where there is none
 * @param envelope provisional envelopes in units of the channel, likewise
 * @param p50 median error of such phases at the step, in cycles, NaN before it is known
 * @param p90 90th percentile of it
 * @param plv phase locking of provisional and final phases, likewise
 */
public record NowBlock(
    String tenant,
    String source,
    String key,
    long firstStep,
    double[] phase,
    double[] envelope,
    double[] p50,
    double[] p90,
    double[] plv)
    implements TenantInput {
  /** Checks that the columns are equally long. */
  public NowBlock {
    int n = phase.length;
    if (envelope.length != n || p50.length != n || p90.length != n || plv.length != n) {
      throw new IllegalArgumentException(
          "columns must be equally long: phase=%d envelope=%d p50=%d p90=%d plv=%d"
              .formatted(n, envelope.length, p50.length, p90.length, plv.length));
    }
  }

  /** Number of steps. */
  public int size() {
    return phase.length;
  }
}
