package lumen.watch.alert;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import lumen.http.LoopbackServer;
import lumen.http.ProgramsOnly;
import lumen.http.Reply;
import lumen.http.Request;
import lumen.http.Routes;
import lumen.http.ServerLimits;
import lumen.http.Service;

/** A receiver that keeps what is delivered to it. */
final class Inbox implements AutoCloseable {
  private static final ServerLimits LIMITS =
      new ServerLimits(
          4, 32, 1 << 20, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(1));

  private final List<String> deliveries = new CopyOnWriteArrayList<>();
  private final LoopbackServer server;

  Inbox() throws IOException {
    server =
        LoopbackServer.open(
            InetAddress.getLoopbackAddress(),
            0,
            LIMITS,
            new Service(
                "inbox",
                ProgramsOnly::new,
                Reply::text,
                Routes.none(Reply::text).and("POST", "/", this::take)));
    server.start();
  }

  private CompletableFuture<Reply> take(Request request) throws IOException {
    deliveries.add(request.path() + " " + new String(request.body(), StandardCharsets.UTF_8));
    return CompletableFuture.completedFuture(Reply.text(200, "ok"));
  }

  int port() {
    return server.port();
  }

  /** Path and body of each delivery that begins so. */
  List<String> deliveries(String path) {
    return deliveries.stream().filter(one -> one.startsWith(path + " ")).toList();
  }

  @Override
  public void close() {
    server.close();
  }
}
