package lumen.watch.alert;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lumen.http.LoopbackServer;
import lumen.http.ProgramsOnly;
import lumen.http.Reply;
import lumen.http.Request;
import lumen.http.Routes;
import lumen.http.ServerLimits;
import lumen.http.Service;
import lumen.terminal.CommandFailure;

/** Listens where Alertmanager delivers drills, until the one that is waited for has come. */
final class Receipt implements AutoCloseable {
  private static final ServerLimits LIMITS =
      new ServerLimits(
          2, 16, 1 << 20, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(1));
  private static final int OK = 200;

  private final CountDownLatch delivered = new CountDownLatch(1);
  private final String id;
  private LoopbackServer server;

  private Receipt(String id) {
    this.id = id;
  }

  /**
   * Opens it.
   *
   * @param url an address of loopback with port and path
   * @param id of the drill that is waited for
   * @throws CommandFailure if the address cannot be one
   * @throws IOException with the reason, if it cannot listen there
   */
  static Receipt open(URI url, String id) throws IOException {
    if (!"http".equals(url.getScheme()) || url.getPort() <= 0 || url.getPath().isEmpty()) {
      throw CommandFailure.usage("must be such as http://127.0.0.1:9098/drill: --receipt " + url);
    }
    Receipt receipt = new Receipt(id);
    Service service =
        new Service(
            "receipt",
            address -> new ProgramsOnly(url.getAuthority()),
            Reply::text,
            Routes.none(Reply::text).and("POST", url.getPath(), receipt::heard));
    try {
      receipt.server =
          LoopbackServer.open(InetAddress.getByName(url.getHost()), url.getPort(), LIMITS, service);
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          "must be a free port of loopback: --receipt " + url + " (" + e.getMessage() + ")", e);
    }
    receipt.server.start();
    return receipt;
  }

  private CompletableFuture<Reply> heard(Request request) throws IOException {
    if (new String(request.body(), StandardCharsets.UTF_8).contains(id)) {
      delivered.countDown();
    }
    return CompletableFuture.completedFuture(Reply.text(OK, "heard"));
  }

  /** Waits for the delivery; whether it came. */
  boolean within(Duration time) {
    try {
      return delivered.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
