package lumen.event;

/**
 * A channel of the whole job.
 *
 * @param tenant group that is fused together
 * @param source event source
 * @param key channel key
 */
public record ChannelKey(String tenant, String source, String key) {

  /** The channel as one unambiguous string: both lengths stand before what they measure. */
  public static String encode(String tenant, String source, String key) {
    return tenant.length() + ":" + tenant + source.length() + ":" + source + key;
  }

  /** Reads what {@link #encode} wrote. */
  public static ChannelKey decode(String encoded) {
    int colon = encoded.indexOf(':');
    int tenantEnd = colon + 1 + Integer.parseInt(encoded, 0, colon, 10);
    int second = encoded.indexOf(':', tenantEnd);
    int sourceEnd = second + 1 + Integer.parseInt(encoded, tenantEnd, second, 10);
    return new ChannelKey(
        encoded.substring(colon + 1, tenantEnd),
        encoded.substring(second + 1, sourceEnd),
        encoded.substring(sourceEnd));
  }
}
