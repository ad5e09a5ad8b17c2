package lumen.connectors.ure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * Gets one endpoint over HTTP/1.1, again and again. The timeout holds for all of a pull, redirects
 * and body included; redirects are followed to the same host and port only, at most three.
 */
final class HttpPull implements AutoCloseable {
  private static final String ACCEPT =
      "text/plain;version=0.0.4,application/openmetrics-text;version=1.0.0;q=0.5,*/*;q=0.1";
  private static final int MAX_REDIRECTS = 3;
  private static final int SHOWN_BYTES = 512;

  /**
   * What came back.
   *
   * @param body the body, decompressed
   * @param openMetrics whether it says that it is OpenMetrics
   */
  record Answer(byte[] body, boolean openMetrics) {}

  private final UreOptions options;
  private final ExecutorService threads;
  private final HttpClient client;

  HttpPull(UreOptions options) {
    this.options = options;
    threads =
        Executors.newFixedThreadPool(
            2,
            work -> {
              Thread thread = new Thread(work, "ure http " + options.uri().getAuthority());
              thread.setDaemon(true);
              return thread;
            });
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofNanos(timeoutNanos()))
            .executor(threads)
            .build();
  }

  static boolean isHttp(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
  }

  private long timeoutNanos() {
    return (long) (options.timeoutS() * 1e9);
  }

  /** Gets the endpoint; blocks for the timeout at most. */
  Answer pull() throws PullFailure, InterruptedException {
    long deadline = System.nanoTime() + timeoutNanos();
    URI uri = options.uri();
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      HttpResponse<byte[]> response = get(uri, deadline);
      int status = response.statusCode();
      if (status == 200) {
        return answer(response);
      }
      if (status < 301 || status > 308 || status == 304 || status == 305 || status == 306) {
        throw new PullFailure("must answer 200: " + status, shown(response.body()), null);
      }
      uri = redirected(uri, response);
    }
    throw new PullFailure("must redirect at most " + MAX_REDIRECTS + " times: last to " + uri);
  }

  private HttpResponse<byte[]> get(URI uri, long deadline)
      throws PullFailure, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Accept", ACCEPT)
            .header("Accept-Encoding", "gzip")
            .header("User-Agent", "lumen")
            .build();
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(request, head -> new BoundedBody(options.maxBodyBytes()));
    try {
      return pending.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new PullFailure("must answer within " + options.timeoutS() + " s: timed out", "", e);
    } catch (ExecutionException | CancellationException e) {
      throw new PullFailure(reason(e.getCause() == null ? e : e.getCause()), "", e);
    } finally {
      pending.cancel(true);
    }
  }

  private String reason(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "host is not known: " + options.uri().getHost();
      }
    }
    if (thrown instanceof HttpTimeoutException) {
      return "must answer within " + options.timeoutS() + " s: timed out";
    }
    if (thrown instanceof ConnectException) {
      return "nothing answers there: connection refused";
    }
    String message = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
    return "connection failed: " + thrown.getClass().getSimpleName() + message;
  }

  private static URI redirected(URI from, HttpResponse<byte[]> response) throws PullFailure {
    String location = response.headers().firstValue("Location").orElse("");
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new PullFailure("must redirect to a URL: " + location, "", e);
    }
    boolean same =
        from.getScheme().equalsIgnoreCase(to.getScheme())
            && from.getHost().equalsIgnoreCase(to.getHost())
            && from.getPort() == to.getPort()
            && to.getRawUserInfo() == null;
    if (location.isEmpty() || !same) {
      throw new PullFailure(
          "must stay on its host: redirect " + response.statusCode() + " to " + location);
    }
    return to;
  }

  private Answer answer(HttpResponse<byte[]> response) throws PullFailure {
    String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
    String type = response.headers().firstValue("Content-Type").orElse("");
    byte[] body = response.body();
    switch (encoding.toLowerCase(Locale.ROOT)) {
      case "identity" -> {}
      case "gzip", "x-gzip" -> body = gunzip(body);
      default -> throw new PullFailure("must be encoded as gzip or not at all: " + encoding);
    }
    return new Answer(
        body, type.toLowerCase(Locale.ROOT).startsWith("application/openmetrics-text"));
  }

  private byte[] gunzip(byte[] body) throws PullFailure {
    int max = options.maxBodyBytes();
    byte[] plain;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      plain = in.readNBytes(max + 1);
    } catch (IOException e) {
      throw new PullFailure("must be whole gzip: " + e.getMessage(), "", e);
    }
    if (plain.length > max) {
      throw new PullFailure("an answer must be at most " + max + " bytes: more when unpacked");
    }
    return plain;
  }

  private static String shown(byte[] body) {
    return new String(body, 0, Math.min(body.length, SHOWN_BYTES), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
