package lumen.http;

import java.util.Locale;
import java.util.Optional;

/**
 * Where the page came from that sends a request, as {@code Origin} tells it (RFC 6454, 7).
 *
 * @param usualPort port that the page's scheme means where none is named
 */
record PageOrigin(Authority authority, int usualPort) {
  private static final String PLAIN = "http://";
  private static final String SECURE = "https://";

  /** Empty for {@code null}, for other schemes, and for what is no origin. */
  static Optional<PageOrigin> of(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    if (small.startsWith(PLAIN)) {
      return Authority.of(text.substring(PLAIN.length())).map(page -> new PageOrigin(page, 80));
    }
    if (small.startsWith(SECURE)) {
      return Authority.of(text.substring(SECURE.length())).map(page -> new PageOrigin(page, 443));
    }
    return Optional.empty();
  }

  /** Whether a host without a port, or with one, is where the page came from. */
  boolean is(Authority server) {
    return authority.withPort(usualPort).equals(server.withPort(usualPort));
  }
}
