package lumen.watch.gate;

/** The recording rules of what the host's power costs; none without a price. */
public final class HostRules {
  private HostRules() {}

  /** The text of {@code host.yml}. */
  public static String yaml(Host host) {
    String head =
        """
        # Made from host.krw_per_kwh of configs/gates.yaml; a test compares the two. Of the package of the host, not of the
        # process.
        """;
    if (host.price().isEmpty()) {
      return head + "groups: []\n";
    }
    String price = new Bound(Bound.Sign.AT_MOST, host.price().getAsDouble()).number();
    return head
        + """
        groups:
          - name: lumen-cost
            interval: 15s
            rules:
              - record: bridge_cost_krw_hour
                expr: bridge_power_w / 1000 * PRICE
              - record: bridge:cost_krw_24h
                expr: bridge:energy_kwh_24h * PRICE
        """
            .replace("PRICE", price);
  }
}
