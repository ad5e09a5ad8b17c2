package lumen.connectors.ure;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * How a reference engine is pulled.
 *
 * @param metricsUrl its Prometheus text endpoint, http or https, without user name and password
 * @param pullIntervalS seconds from one pull to the next, 0.1 to 3600
 * @param timeoutS seconds after which a pull has failed, at most the interval
 * @param maxBodyBytes the longest answer that is read, decompressed, 1 KiB to 256 MiB
 * @param staleAfterS a value whose exposed time stamp is older than these seconds is refused
 * @param access how it is told who pulls
 * @param caFile PEM file of the authorities that its certificate is trusted by; empty: those of the
 *     Java runtime
 */
public record UreOptions(
    String metricsUrl,
    double pullIntervalS,
    double timeoutS,
    int maxBodyBytes,
    double staleAfterS,
    UreAccess access,
    String caFile)
    implements Serializable {
  /** Seconds from one pull to the next, unless configured. */
  public static final double PULL_INTERVAL_S = 2;

  /** The longest timeout, in seconds, unless configured. */
  public static final double TIMEOUT_S = 2;

  /** The longest answer, in bytes, unless configured. */
  public static final int MAX_BODY_BYTES = 4 << 20;

  /** Age in seconds after which a value is refused, unless configured. */
  public static final double STALE_AFTER_S = 30;

  private static final String HIDDEN = "***";

  /** A shorter value is no secret, and hiding it would hide what a text says. */
  private static final int SHORTEST_HIDDEN = 4;

  /** Checks the ranges. */
  public UreOptions {
    check(metricsUrl);
    if (!(pullIntervalS >= 0.1 && pullIntervalS <= 3600)) {
      throw new IllegalArgumentException("must be 0.1 to 3600 s: pullIntervalS=" + pullIntervalS);
    }
    if (!(timeoutS >= 0.05 && timeoutS <= pullIntervalS)) {
      throw new IllegalArgumentException(
          "must be 0.05 s to the pull interval: timeoutS="
              + timeoutS
              + " pullIntervalS="
              + pullIntervalS);
    }
    if (maxBodyBytes < 1 << 10 || maxBodyBytes > 1 << 28) {
      throw new IllegalArgumentException("must be 1 KiB to 256 MiB: maxBodyBytes=" + maxBodyBytes);
    }
    if (!(staleAfterS > 0 && staleAfterS <= 86_400)) {
      throw new IllegalArgumentException("must be > 0 and <= 86400 s: staleAfterS=" + staleAfterS);
    }
  }

  /** Its certificate, if it has one, is one that the Java runtime trusts. */
  public UreOptions(
      String metricsUrl,
      double pullIntervalS,
      double timeoutS,
      int maxBodyBytes,
      double staleAfterS,
      UreAccess access) {
    this(metricsUrl, pullIntervalS, timeoutS, maxBodyBytes, staleAfterS, access, "");
  }

  /** Nobody is told who pulls. */
  public UreOptions(
      String metricsUrl,
      double pullIntervalS,
      double timeoutS,
      int maxBodyBytes,
      double staleAfterS) {
    this(metricsUrl, pullIntervalS, timeoutS, maxBodyBytes, staleAfterS, UreAccess.NONE);
  }

  /** The usual timeout, answer length and age limit. */
  public static UreOptions of(String metricsUrl, double pullIntervalS) {
    return new UreOptions(
        metricsUrl,
        pullIntervalS,
        Math.min(TIMEOUT_S, pullIntervalS),
        MAX_BODY_BYTES,
        STALE_AFTER_S);
  }

  private static void check(String metricsUrl) {
    URI uri;
    try {
      uri = new URI(metricsUrl);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("must be a URL: metricsUrl=" + unasked(metricsUrl));
    }
    if (!HttpPull.isHttp(uri) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "must be http:// or https://: metricsUrl=" + unasked(metricsUrl));
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "must hold no user name or password: metricsUrl host=" + uri.getHost());
    }
  }

  /** A text without its query. */
  private static String unasked(String url) {
    return url.replaceFirst("[?].*", "?...");
  }

  /** The endpoint as messages show it: its query may hold a secret. */
  String shownUrl() {
    return unasked(metricsUrl);
  }

  /** A text of the engine without the query, should it have sent that back. */
  String hiddenIn(String text) {
    String query = uri().getRawQuery();
    if (query == null || query.isEmpty()) {
      return text;
    }
    String shown = text.replace(query, HIDDEN);
    for (String part : query.split("&", -1)) {
      String value = part.substring(part.indexOf('=') + 1);
      if (value.length() >= SHORTEST_HIDDEN) {
        shown = shown.replace(value, HIDDEN);
      }
    }
    return shown;
  }

  URI uri() {
    return URI.create(metricsUrl);
  }
}
