package lumen.signal.protocol;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit whose crossing stops the bridge at once, such as {@code coherence_level < 0.72}.
 *
 * @param metric one of {@link #METRICS}
 * @param comparison how the metric is held against the limit
 * @param limit finite
 */
public record StopCondition(String metric, Comparison comparison, double limit)
    implements Serializable {

  /** The figures of a frame that a condition may name. */
  public static final List<String> METRICS =
      List.of(
          "coherence_level", "harmony_index", "phase_diff_mean", "entropy_ratio", "sync_quality");

  private static final Pattern FORM =
      Pattern.compile("\\s*([a-z_]+)\\s*(<=|>=|<|>)\\s*([-+0-9.eE]+)\\s*");

  /** Checks the metric and the limit. */
  public StopCondition {
    if (!METRICS.contains(metric)) {
      throw new IllegalArgumentException("metric must be one of " + METRICS + ": " + metric);
    }
    if (!Double.isFinite(limit)) {
      throw new IllegalArgumentException("limit must be finite: " + limit);
    }
  }

  /** How a metric is held against its limit. */
  public enum Comparison {
    /** Strictly less. */
    LESS("<"),
    /** Less or equal. */
    AT_MOST("<="),
    /** Strictly greater. */
    GREATER(">"),
    /** Greater or equal. */
    AT_LEAST(">=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    /** The sign as it is written. */
    public String sign() {
      return sign;
    }
  }

  /**
   * Reads {@code metric sign number}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static StopCondition parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "must be `metric sign number`: %s", text));
    }
    double limit;
    try {
      limit = Double.parseDouble(parts.group(3));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("limit must be a number: " + parts.group(3), e);
    }
    for (Comparison comparison : Comparison.values()) {
      if (comparison.sign().equals(parts.group(2))) {
        return new StopCondition(parts.group(1), comparison, limit);
      }
    }
    throw new IllegalStateException("every sign of the form must have a comparison: " + text);
  }

  /** Whether the value crosses the limit; NaN never does. */
  public boolean holds(double value) {
    return switch (comparison) {
      case LESS -> value < limit;
      case AT_MOST -> value <= limit;
      case GREATER -> value > limit;
      case AT_LEAST -> value >= limit;
    };
  }

  @Override
  public String toString() {
    return metric + " " + comparison.sign() + " " + limit;
  }
}
