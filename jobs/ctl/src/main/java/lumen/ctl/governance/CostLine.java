package lumen.ctl.governance;

import java.math.BigDecimal;

/**
 * A {@code cost} line.
 *
 * @param micros when it became known, us since the epoch
 * @param from begin of what it is about, us
 * @param to its end, us
 * @param billed money
 * @param effective money; null where it is what is billed
 * @param category usage, purchase, tax, credit or adjustment
 * @param correction whether it corrects another one
 */
record CostLine(
    long micros,
    String service,
    String component,
    long from,
    long to,
    BigDecimal billed,
    BigDecimal effective,
    String currency,
    String category,
    boolean correction) {

  /** As a line, without its end. */
  String json() {
    ServiceText line = new ServiceText("cost", micros, service);
    line.text("component", component).seconds("from", from).seconds("to", to);
    line.raw("billed", billed.toPlainString());
    if (effective != null) {
      line.raw("effective", effective.toPlainString());
    }
    line.text("currency", currency).text("category", category);
    if (correction) {
      line.raw("correction", "true");
    }
    return line.end();
  }
}
