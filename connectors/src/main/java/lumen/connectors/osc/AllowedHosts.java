package lumen.connectors.osc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The hosts that may send: addresses, and networks such as {@code 192.168.1.0/24}. Names are not
 * taken, since whom they mean is decided elsewhere.
 */
final class AllowedHosts {
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
  private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

  /** The addresses whose first {@code bits} bits are those of {@code address}. */
  private record Network(byte[] address, int bits) {
    boolean holds(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      int whole = bits / Byte.SIZE;
      for (int i = 0; i < whole; i++) {
        if (address[i] != other[i]) {
          return false;
        }
      }
      int mask = 0xff00 >> bits % Byte.SIZE & 0xff;
      return mask == 0 || (address[whole] & mask) == (other[whole] & mask);
    }
  }

  private final List<Network> networks = new ArrayList<>();

  /**
   * Makes the list.
   *
   * @param hosts addresses and networks; none allows every host
   * @throws IllegalArgumentException if one is neither
   */
  AllowedHosts(List<String> hosts) {
    for (String host : hosts) {
      networks.add(network(host));
    }
  }

  boolean allows(InetAddress sender) {
    if (networks.isEmpty()) {
      return true;
    }
    byte[] address = sender.getAddress();
    for (Network network : networks) {
      if (network.holds(address)) {
        return true;
      }
    }
    return false;
  }

  private static Network network(String host) {
    int slash = host.indexOf('/');
    byte[] address = address(host, slash < 0 ? host : host.substring(0, slash));
    int bits = address.length * Byte.SIZE;
    if (slash < 0) {
      return new Network(address, bits);
    }
    String prefix = host.substring(slash + 1);
    if (!PREFIX.matcher(prefix).matches() || Integer.parseInt(prefix) > bits) {
      throw refused(host, null);
    }
    return new Network(address, Integer.parseInt(prefix));
  }

  private static byte[] address(String host, String literal) {
    if (literal.indexOf(':') < 0 && !IPV4.matcher(literal).matches()) {
      throw refused(host, null);
    }
    try {
      return InetAddress.getByName(literal).getAddress();
    } catch (UnknownHostException e) {
      throw refused(host, e);
    }
  }

  private static IllegalArgumentException refused(String host, Exception cause) {
    return new IllegalArgumentException(
        "must be an address or a network such as 192.168.1.7 or 192.168.1.0/24: " + host, cause);
  }
}
