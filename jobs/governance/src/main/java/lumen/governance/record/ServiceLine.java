package lumen.governance.record;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** A line about a service. Times are microseconds since the epoch. */
public sealed interface ServiceLine {
  /** The service it is about. */
  String service();

  /** When it became known. */
  long micros();

  /**
   * What a service did in the time before the line.
   *
   * @param spanMicros the line covers {@code [micros - spanMicros, micros)}
   * @param revision which revision; empty where it is not told
   * @param up 0 to 1; NaN where it is not told
   * @param counts the counts; of a counter its readings
   * @param latencies the latencies; null where they are not told
   * @param memory of the cache; null where it is not told
   * @param counter whose counter was read; null where the counts are those of the span
   */
  record Sample(
      String service,
      long micros,
      long spanMicros,
      String revision,
      double up,
      SampleCounts counts,
      Latencies latencies,
      CacheMemory memory,
      Counter counter)
      implements ServiceLine {}

  /**
   * Memory of a cache.
   *
   * @param bytes in use; {@link SampleCounts#NOT_TOLD} where only the limit is told
   * @param limit that it may use; 0 for none, {@link SampleCounts#NOT_TOLD} where it is not told
   */
  record CacheMemory(long bytes, long limit) {}

  /**
   * A counter that goes on until it is reset.
   *
   * @param instance whose it is
   * @param startMicros since when it counts; {@link SampleCounts#NOT_TOLD} where it is not told
   */
  record Counter(String instance, long startMicros) {}

  /**
   * What something cost.
   *
   * @param component what cost it
   * @param from begin of the time it is for
   * @param to end of that
   * @param billed whole 1e-9 units of the currency of the books
   * @param effective the same with discounts spread over what they are for
   */
  record Cost(
      String service,
      long micros,
      String component,
      long from,
      long to,
      long billed,
      long effective,
      CostCategory category)
      implements ServiceLine {}

  /**
   * What the service earned or saved.
   *
   * @param from begin of the time it is for
   * @param to end of that
   * @param amount whole 1e-9 units of the currency of the books
   */
  record Value(String service, long micros, long from, long to, long amount)
      implements ServiceLine {}

  /**
   * A revision that was deployed, or not.
   *
   * @param revision which; of one that was rolled back the one taken back
   * @param result how it ended
   * @param answers id of the decision that it carries out
   */
  record Deploy(
      String service, long micros, String revision, DeployResult result, Optional<String> answers)
      implements ServiceLine {}

  /**
   * What is in force.
   *
   * @param knob what is set
   * @param value to what
   * @param answers id of the decision that it carries out
   */
  record Setting(String service, long micros, Knob knob, double value, Optional<String> answers)
      implements ServiceLine {}

  /** Whole 1e-9 units of an amount of money, half to even. */
  static long units(BigDecimal amount) {
    return amount.setScale(9, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
  }
}
