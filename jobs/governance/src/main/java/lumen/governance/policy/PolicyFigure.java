package lumen.governance.policy;

import java.util.Locale;
import lumen.governance.figure.FiveMinutes;

/** A figure by which the effect of a change is judged. */
enum PolicyFigure {
  HIT_RATE,
  COLD_START_RATE,
  ERROR_RATE,
  P95_MS;

  private final String word = name().toLowerCase(Locale.ROOT);

  String word() {
    return word;
  }

  boolean isLowGood() {
    return this != HIT_RATE;
  }

  /** The figure of five minutes; NaN where it is not known. */
  double of(FiveMinutes.Values values) {
    if (values == null) {
      return Double.NaN;
    }
    return switch (this) {
      case HIT_RATE -> values.hitRate();
      case COLD_START_RATE -> values.coldStartRate();
      case ERROR_RATE -> values.errorRate();
      case P95_MS -> values.p95Ms();
    };
  }
}
