package lumen.fusion.tenant;

/**
 * Consecutive aligned steps of one channel. The arrays belong to the block and are never written
 * after construction.
 *
 * @param tenant tenant
 * @param source event source
 * @param key channel key
 * @param firstStep grid index of the first step
 * @param value band-passed values, in units of the channel
 * @param phase phases in cycles, NaN where the channel has none
 * @param envelope envelopes, in units of the channel
 */
public record AlignedBlock(
    String tenant,
    String source,
    String key,
    long firstStep,
    double[] value,
    double[] phase,
    double[] envelope)
    implements TenantInput {
  /** Checks that the columns are equally long. */
  public AlignedBlock {
    if (value.length != phase.length || value.length != envelope.length) {
      throw new IllegalArgumentException(
          "columns must be equally long: value="
              + value.length
              + " phase="
              + phase.length
              + " envelope="
              + envelope.length);
    }
  }

  /** Number of steps. */
  public int size() {
    return value.length;
  }

  /** Grid index of the last step. */
  public long lastStep() {
    return firstStep + value.length - 1;
  }
}
