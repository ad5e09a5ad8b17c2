package lumen.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a port as {@code Host} and {@code Origin} name them (RFC 3986, 3.2, without user and
 * without escapes).
 *
 * @param host name in small letters, IPv4 address, or IPv6 address between brackets
 * @param port 0..65535, or {@link #NO_PORT}
 */
record Authority(String host, int port) {
  static final int NO_PORT = -1;

  private static final int MAX_PORT = 65_535;
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::([0-9]{1,5}))?");

  Authority {
    if (port < NO_PORT || port > MAX_PORT) {
      throw new IllegalArgumentException("port must be in 0..65535: " + port);
    }
    host = host.toLowerCase(Locale.ROOT);
  }

  /** Reads {@code host} or {@code host:port}; empty if it is neither. */
  static Optional<Authority> of(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int port = parts.group(2) == null ? NO_PORT : Integer.parseInt(parts.group(2));
    return port > MAX_PORT ? Optional.empty() : Optional.of(new Authority(parts.group(1), port));
  }

  /** The same with the given port where none is named. */
  Authority withPort(int usual) {
    return port == NO_PORT ? new Authority(host, usual) : this;
  }
}
