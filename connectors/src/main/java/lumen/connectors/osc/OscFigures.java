package lumen.connectors.osc;

import java.util.List;

/**
 * Tells figures of a tenant as OSC: {@code /lumen/TENANT/NAME}, a float, each in a packet of its
 * own; of a tenant's name every byte that an address may not hold, a slash and a percent sign are
 * %XX. A figure that is not given is not sent.
 */
public final class OscFigures implements AutoCloseable {
  private final OscOut out;

  /** Tells them by this output, and closes it with itself. */
  public OscFigures(OscOut out) {
    this.out = out;
  }

  /**
   * Tells a figure.
   *
   * @param name last part of the address, letters and {@code _}
   * @param value NaN: it is not given
   */
  public void tell(String tenant, String name, double value) {
    if (!Double.isNaN(value)) {
      out.send("/lumen/" + OscAddressText.part(tenant) + '/' + name, List.of((float) value));
    }
  }

  @Override
  public void close() {
    out.close();
  }
}
