package lumen.governance.settings;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The currency of the books, and what others are worth in it.
 *
 * @param code ISO 4217
 * @param rates of others
 */
public record CurrencySettings(String code, List<Rate> rates) implements Serializable {
  /**
   * What one unit of a currency is worth since a day.
   *
   * @param rate units of the books for one
   */
  public record Rate(String code, LocalDate since, BigDecimal rate) implements Serializable {}

  /** The rate on a day: 1 of the books' own, the newest that had begun of another. */
  public Optional<BigDecimal> rate(String currency, LocalDate day) {
    if (currency.equals(code)) {
      return Optional.of(BigDecimal.ONE);
    }
    return rates.stream()
        .filter(rate -> rate.code().equals(currency) && !rate.since().isAfter(day))
        .max(Comparator.comparing(Rate::since))
        .map(Rate::rate);
  }
}
