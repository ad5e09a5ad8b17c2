package lumen.ctl.governance;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rows of bills as {@code cost} lines.
 *
 * <p>FOCUS 1.0 and 1.2: ChargePeriodStart and ChargePeriodEnd, BilledCost, EffectiveCost,
 * BillingCurrency, ChargeCategory, ChargeClass. Google's standard export: usage_start_time,
 * usage_end_time, cost, credits, currency, cost_type; the credits of a row are a line of their own,
 * and what a row says became known at its export_time. Of such a row {@code ServiceName} is {@code
 * service.description}, and {@code Tags.KEY} is {@code labels.KEY}.
 */
final class BillConverter {
  private static final int MOST_CHARS = 64;
  private static final int MOST_DIGITS = 40;
  private static final Map<String, String> GOOGLE =
      Map.of(
          "regular",
          "usage",
          "tax",
          "tax",
          "adjustment",
          "adjustment",
          "rounding_error",
          "adjustment");
  private static final Map<String, String> FOCUS =
      Map.of(
          "Usage", "usage",
          "Purchase", "purchase",
          "Tax", "tax",
          "Credit", "credit",
          "Adjustment", "adjustment");

  private final CostRules rules;
  private final long delayMicros;

  /**
   * A converter.
   *
   * @param delayMicros from the end of a charge until its bill is known, us
   */
  BillConverter(CostRules rules, long delayMicros) {
    this.rules = rules;
    this.delayMicros = delayMicros;
  }

  /** The lines of a row. */
  List<CostLine> lines(BillRow row) throws BillFault {
    return row.isGoogle() ? google(row) : List.of(focus(row));
  }

  private CostLine focus(BillRow row) throws BillFault {
    long from = micros(row, "ChargePeriodStart");
    long to = micros(row, "ChargePeriodEnd");
    ordered(row, from, to);
    BigDecimal billed = money(row, "BilledCost");
    BigDecimal effective =
        row.text("EffectiveCost").isPresent() ? money(row, "EffectiveCost") : null;
    String category = category(row, "ChargeCategory", FOCUS);
    Optional<String> charge = row.text("ChargeClass");
    if (charge.isPresent() && !charge.get().equals("Correction")) {
      throw new BillFault(row, "ChargeClass must be Correction or null: " + charge.get());
    }
    CostRules.Owner owner = rules.owner(row);
    return new CostLine(
        to + delayMicros,
        owner.service(),
        component(row, owner),
        from,
        to,
        billed,
        effective,
        row.required("BillingCurrency"),
        category,
        charge.isPresent());
  }

  private List<CostLine> google(BillRow given) throws BillFault {
    BillRow row = alike(given);
    long from = micros(row, "usage_start_time");
    long to = micros(row, "usage_end_time");
    ordered(row, from, to);
    long known =
        row.text("export_time").isPresent() ? micros(row, "export_time") : to + delayMicros;
    String category =
        row.text("cost_type").isPresent() ? category(row, "cost_type", GOOGLE) : "usage";
    CostRules.Owner owner = rules.owner(row);
    String component = component(row, owner);
    String currency = row.required("currency");
    List<CostLine> lines = new ArrayList<>();
    lines.add(
        new CostLine(
            known,
            owner.service(),
            component,
            from,
            to,
            money(row, "cost"),
            null,
            currency,
            category,
            false));
    BigDecimal credits = BigDecimal.ZERO;
    for (int i = 0; row.text("credits[" + i + "].amount").isPresent(); i++) {
      credits = credits.add(money(row, "credits[" + i + "].amount"));
    }
    if (credits.signum() != 0) {
      lines.add(
          new CostLine(
              known,
              owner.service(),
              component,
              from,
              to,
              credits,
              null,
              currency,
              "credit",
              false));
    }
    return lines;
  }

  /** A row of Google's with the names of FOCUS that it has other names for. */
  private static BillRow alike(BillRow row) {
    Map<String, String> columns = new TreeMap<>(row.columns());
    row.columns()
        .forEach(
            (name, value) -> {
              if (name.startsWith("labels.")) {
                columns.put("Tags." + name.substring("labels.".length()), value);
              }
            });
    row.text("service.description").ifPresent(name -> columns.put("ServiceName", name));
    return new BillRow(row.place(), columns);
  }

  private static String component(BillRow row, CostRules.Owner owner) throws BillFault {
    return owner.component().isPresent() ? owner.component().get() : row.required("ServiceName");
  }

  private static String category(BillRow row, String column, Map<String, String> words)
      throws BillFault {
    String word = row.required(column);
    String category = words.get(word);
    if (category == null) {
      throw new BillFault(
          row,
          "%s must be one of %s: %s"
              .formatted(
                  column, String.join(", ", words.keySet().stream().sorted().toList()), word));
    }
    return category;
  }

  private static void ordered(BillRow row, long from, long to) throws BillFault {
    if (from >= to) {
      throw new BillFault(row, "a charge must begin before it ends");
    }
  }

  private static BigDecimal money(BillRow row, String column) throws BillFault {
    String text = row.required(column);
    try {
      BigDecimal money = new BigDecimal(text.substring(0, Math.min(text.length(), MOST_CHARS)));
      boolean fits = Math.abs(money.scale()) <= MOST_DIGITS && money.precision() <= MOST_DIGITS;
      if (fits && text.length() <= MOST_CHARS) {
        return money;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new BillFault(row, column + " must be a decimal number: " + text);
  }

  /** A time; without a zone it is one of UTC, as FOCUS and BigQuery have it. */
  private static long micros(BillRow row, String column) throws BillFault {
    String text = row.required(column);
    String iso = text.replace(" UTC", "Z").replaceFirst(" ", "T");
    try {
      boolean zoned = iso.endsWith("Z") || iso.matches(".*[+-]\\d\\d:?\\d\\d");
      Instant at =
          zoned
              ? OffsetDateTime.parse(iso).toInstant()
              : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
      return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    } catch (DateTimeException | ArithmeticException e) {
      throw new BillFault(row, column + " must be a time such as 2026-03-01T00:00:00Z: " + text);
    }
  }
}
