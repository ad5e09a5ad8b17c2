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
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import lumen.connectors.tls.CaFile;
import lumen.connectors.tls.TlsFault;

/**
 * Gets one endpoint over HTTP/1.1, again and again. The timeout holds for all of a pull, redirects
 * and body included. Redirects are followed to the same origin only (scheme, host and port, the
 * scheme's own port being the same as none), at most three; so the secret goes to nobody but who is
 * configured, nor unencrypted where https is.
 */
final class HttpPull implements AutoCloseable {
  private static final String ACCEPT =
      "text/plain;version=0.0.4,application/openmetrics-text;version=1.0.0;q=0.5,*/*;q=0.1";
  private static final int MAX_REDIRECTS = 3;
  private static final int SHOWN_CHARS = 512;

  /**
   * What came back.
   *
   * @param body the body, decompressed
   * @param openMetrics whether it says that it is OpenMetrics
   * @param sent what the engine was told, to be hidden in what is shown of the body
   */
  record Answer(byte[] body, boolean openMetrics, Authorization sent) {}

  private final UreOptions options;
  private final ExecutorService threads;

  /** Null until it is used, and after the certificate of the engine was not trusted. */
  private HttpClient client;

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
  }

  /** Reads the authorities anew where they did not do. */
  private HttpClient client() throws PullFailure {
    if (client == null) {
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(Duration.ofNanos(timeoutNanos()))
              .executor(threads);
      if (!options.caFile().isEmpty()) {
        try {
          builder.sslContext(new CaFile(options.caFile()).context());
        } catch (IOException e) {
          throw new PullFailure(PullFault.CA_FILE, e.getMessage(), "", e);
        }
      }
      client = builder.build();
    }
    return client;
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
    Authorization sent = Authorization.of(options.access());
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      HttpResponse<byte[]> response = get(uri, sent, deadline);
      int status = response.statusCode();
      if (status == 200) {
        return answer(response, sent);
      }
      if (status < 301 || status > 308 || status == 304 || status == 305 || status == 306) {
        throw new PullFailure(
            PullFault.ofStatus(status),
            "must answer 200: " + status,
            shown(response.body(), sent),
            null);
      }
      uri = Redirect.of(uri, response);
    }
    throw new PullFailure(
        PullFault.REDIRECT,
        "must redirect at most " + MAX_REDIRECTS + " times: last to " + Redirect.shown(uri));
  }

  private HttpResponse<byte[]> get(URI uri, Authorization sent, long deadline)
      throws PullFailure, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Accept", ACCEPT)
            .header("Accept-Encoding", "gzip")
            .header("User-Agent", "lumen");
    if (!sent.header().isEmpty()) {
      request.header("Authorization", sent.header());
    }
    CompletableFuture<HttpResponse<byte[]>> pending =
        client().sendAsync(request.build(), head -> new BoundedBody(options.maxBodyBytes()));
    try {
      return pending.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw timedOut(e);
    } catch (ExecutionException | CancellationException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } finally {
      pending.cancel(true);
    }
  }

  private PullFailure timedOut(Throwable thrown) {
    return new PullFailure(
        PullFault.TIMEOUT,
        "must answer within " + options.timeoutS() + " s: timed out",
        "",
        thrown);
  }

  private PullFailure failed(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return new PullFailure(
            PullFault.UNKNOWN_HOST, "host is not known: " + options.uri().getHost(), "", thrown);
      }
    }
    Optional<TlsFault> fault = TlsFault.of(thrown);
    if (fault.isPresent()) {
      client = null;
      return new PullFailure(PullFault.of(fault.get()), fault.get().told(thrown), "", thrown);
    }
    if (thrown instanceof HttpTimeoutException) {
      return timedOut(thrown);
    }
    if (thrown instanceof ConnectException) {
      return new PullFailure(
          PullFault.REFUSED, "nothing answers there: connection refused", "", thrown);
    }
    String message = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
    return new PullFailure(
        PullFault.CONNECTION,
        "connection failed: " + thrown.getClass().getSimpleName() + message,
        "",
        thrown);
  }

  private Answer answer(HttpResponse<byte[]> response, Authorization sent) throws PullFailure {
    String type = response.headers().firstValue("Content-Type").orElse("");
    byte[] body = unpacked(response);
    if (HtmlPage.is(body)) {
      throw new PullFailure(
          PullFault.PAGE,
          "must be metrics in the Prometheus text format: an HTML page",
          shown(body, sent),
          null);
    }
    return new Answer(
        body, type.toLowerCase(Locale.ROOT).startsWith("application/openmetrics-text"), sent);
  }

  private byte[] unpacked(HttpResponse<byte[]> response) throws PullFailure {
    String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
    byte[] body = response.body();
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "identity" -> body;
      case "gzip", "x-gzip" -> gunzip(body);
      default ->
          throw new PullFailure(
              PullFault.ANSWER, "must be encoded as gzip or not at all: " + encoding);
    };
  }

  private byte[] gunzip(byte[] body) throws PullFailure {
    int max = options.maxBodyBytes();
    byte[] plain;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      plain = in.readNBytes(max + 1);
    } catch (IOException e) {
      throw new PullFailure(PullFault.ANSWER, "must be whole gzip: " + e.getMessage(), "", e);
    }
    if (plain.length > max) {
      throw new PullFailure(
          PullFault.ANSWER, "an answer must be at most " + max + " bytes: more when unpacked");
    }
    return plain;
  }

  private String shown(byte[] body, Authorization sent) {
    String text = options.hiddenIn(sent.hiddenIn(new String(body, StandardCharsets.UTF_8)));
    return text.substring(0, Math.min(text.length(), SHOWN_CHARS));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
