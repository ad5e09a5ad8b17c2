package lumen.watch.alert;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
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

  /** When it came, by a clock that is never set, and path and body. */
  private record Delivery(long nanos, String said) {}

  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
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
    String said = request.path() + " " + new String(request.body(), StandardCharsets.UTF_8);
    deliveries.add(new Delivery(System.nanoTime(), said));
    return CompletableFuture.completedFuture(Reply.text(200, "ok"));
  }

  int port() {
    return server.port();
  }

  /** Path and body of each delivery that begins so. */
  List<String> deliveries(String path) {
    return deliveries.stream().map(Delivery::said).filter(one -> isTo(path, one)).toList();
  }

  /** From each delivery to a path to the next, in seconds. */
  List<Double> gaps(String path) {
    List<Delivery> all = deliveries.stream().filter(one -> isTo(path, one.said())).toList();
    return IntStream.range(1, all.size())
        .mapToObj(i -> (all.get(i).nanos() - all.get(i - 1).nanos()) / 1e9)
        .toList();
  }

  private static boolean isTo(String path, String said) {
    return said.startsWith(path + " ");
  }

  @Override
  public void close() {
    server.close();
  }
}
