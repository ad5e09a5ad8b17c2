package lumen.fusion.tenant;

/**
 * Values of one channel of the reference engine, in order of time. The arrays belong to the block
 * and are never written after construction.
 *
 * @param tenant tenant
 * @param source event source
 * @param key channel key
 * @param micros event times, microseconds since the epoch, strictly ascending
 * @param values values
 */
public record ReferenceBlock(
    String tenant, String source, String key, long[] micros, double[] values)
    implements TenantInput {
  /** Checks that the columns are equally long. */
  public ReferenceBlock {
    if (micros.length != values.length) {
      throw new IllegalArgumentException(
          "columns must be equally long: micros=" + micros.length + " values=" + values.length);
    }
  }
}
