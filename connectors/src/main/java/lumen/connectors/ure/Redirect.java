package lumen.connectors.ure;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Locale;

/** Where an answer sends to, if that is where it came from. */
final class Redirect {
  private static final int SHOWN_CHARS = 200;

  private Redirect() {}

  /**
   * The place on the same origin.
   *
   * @throws PullFailure if there is none, or it is on another
   */
  static URI of(URI from, HttpResponse<byte[]> response) throws PullFailure {
    int status = response.statusCode();
    String location = response.headers().firstValue("Location").orElse("");
    if (location.isEmpty()) {
      throw new PullFailure(
          PullFault.REDIRECT, "must say where to: redirect " + status + " without Location");
    }
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new PullFailure(
          PullFault.REDIRECT, "must redirect to a URL: " + cut(location.split("[?]", 2)[0]), "", e);
    }
    if (!sameOrigin(from, to) || to.getRawUserInfo() != null) {
      throw new PullFailure(
          PullFault.REDIRECT, "must stay on its host: redirect " + status + " to " + shown(to));
    }
    return to;
  }

  /** The place without what may be a secret in it: user, password, query. */
  static String shown(URI uri) {
    if (uri.getHost() == null) {
      return cut(uri.getScheme() + ":");
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?...";
    return cut(uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath() + query);
  }

  private static String cut(String text) {
    return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...";
  }

  static boolean sameOrigin(URI from, URI to) {
    return from.getScheme().equalsIgnoreCase(to.getScheme())
        && from.getHost().equalsIgnoreCase(to.getHost())
        && port(from) == port(to);
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().toLowerCase(Locale.ROOT).equals("https") ? 443 : 80;
  }
}
