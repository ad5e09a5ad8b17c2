package lumen.governance.record;

import java.util.Locale;
import java.util.Optional;

/** What a cost is for, in the words of FOCUS. */
public enum CostCategory {
  /** What was used. */
  USAGE,
  /** What was bought ahead. */
  PURCHASE,
  /** Taxes. */
  TAX,
  /** What was given back. */
  CREDIT,
  /** What was put right. */
  ADJUSTMENT;

  /** The category of a word. */
  public static Optional<CostCategory> of(String word) {
    for (CostCategory each : values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Whether it follows the days, so that days to come can be told from days before. */
  public boolean isDaily() {
    return this == USAGE || this == CREDIT;
  }
}
