package lumen.watch.gate;

import java.util.OptionalDouble;

/**
 * What is to be known of the host.
 *
 * @param krwPerKwh price of a kilowatt-hour in KRW, or the word {@value #UNSET}
 */
public record Host(String krwPerKwh) {
  /** No price. */
  static final String UNSET = "unset";

  /** Checks that a price is above 0. */
  public Host {
    if (!krwPerKwh.equals(UNSET) && !(Double.parseDouble(krwPerKwh) > 0)) {
      throw new IllegalArgumentException(
          "host.krw_per_kwh must be a number above 0, or unset: " + krwPerKwh);
    }
  }

  /** The price, if there is one. */
  public OptionalDouble price() {
    return krwPerKwh.equals(UNSET)
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(krwPerKwh));
  }
}
