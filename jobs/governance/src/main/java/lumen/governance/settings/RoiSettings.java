package lumen.governance.settings;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;

/**
 * Return on what was added.
 *
 * @param value hits or records
 * @param missCost what a miss costs at the origin, in the currency of the books; null where unset
 * @param missCostError share by which that may be wrong
 * @param components what was added
 * @param windowDays settled days that are looked at
 * @param minDays of those known well enough, at least
 * @param pass above that is PASS
 * @param warn above that is WARN
 */
public record RoiSettings(
    String value,
    BigDecimal missCost,
    BigDecimal missCostError,
    List<String> components,
    int windowDays,
    int minDays,
    double pass,
    double warn)
    implements Serializable {
  /** Whether value lines tell the value, not hits of the cache. */
  public boolean isByRecords() {
    return "records".equals(value);
  }
}
