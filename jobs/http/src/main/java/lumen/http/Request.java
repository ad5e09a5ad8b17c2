package lumen.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A request that was let in. */
public final class Request {
  /** A body that is too long is read this far, so that its sender hears why it is not taken. */
  private static final int MAX_PASSED_OVER_BYTES = 16 << 20;

  private static final int PASSED_OVER_AT_A_TIME = 1 << 16;

  private final HttpExchange exchange;
  private final ServerLimits limits;

  Request(HttpExchange exchange, ServerLimits limits) {
    this.exchange = exchange;
    this.limits = limits;
  }

  /** Such as {@code GET}. */
  public String method() {
    return exchange.getRequestMethod();
  }

  /** The path, decoded, without the query. */
  public String path() {
    return String.valueOf(exchange.getRequestURI().getPath());
  }

  /** What stands behind the question mark, as it was sent; empty where there is none. */
  public String query() {
    return Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  /** What it tells of where it comes from. */
  Visit visit() {
    return Visit.of(
        exchange.getRequestURI().toString(),
        name -> exchange.getRequestHeaders().getOrDefault(name, List.of()));
  }

  /**
   * All of the body.
   *
   * @throws BodyTooLargeException if it is longer than the server takes
   * @throws IOException if it does not come, or too slowly
   */
  public byte[] body() throws IOException {
    try (Patience patience = new Patience(limits.bodyTime())) {
      InputStream in = exchange.getRequestBody();
      byte[] body = in.readNBytes(limits.maxBodyBytes() + 1);
      if (body.length <= limits.maxBodyBytes()) {
        return body;
      }
      int passedOver = body.length;
      int more = passedOver;
      while (more > 0 && passedOver < MAX_PASSED_OVER_BYTES) {
        more = in.readNBytes(PASSED_OVER_AT_A_TIME).length;
        passedOver += more;
      }
      throw new BodyTooLargeException(limits.maxBodyBytes());
    }
  }
}
