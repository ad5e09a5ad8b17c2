package lumen.reporter;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import lumen.http.DoorRule;
import lumen.http.LoopbackServer;
import lumen.http.Reply;
import lumen.http.Routes;
import lumen.http.ServerLimits;
import lumen.http.Service;

/**
 * Answers GET of / and of what begins with /metrics with all series, unless a page of another
 * origin asks; a probe that asks for anything else learns that it is not here. Two scrapes are
 * answered at a time and a few wait; more are turned away. A client that does not finish its
 * request or does not read its answer is cut off after ten seconds.
 */
final class Endpoint implements AutoCloseable {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final int OK = 200;
  private static final ThreadLocal<ExpositionBytes> SCRAPED =
      ThreadLocal.withInitial(ExpositionBytes::new);
  private static final Reply NOT_HERE = Reply.text(404, "must be / or begin with /metrics");

  private static final ServerLimits LIMITS =
      new ServerLimits(2, 16, 0, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ZERO);

  private final LoopbackServer server;

  private Endpoint(LoopbackServer server) {
    this.server = server;
  }

  /**
   * Opens it on the first port of a range that is free.
   *
   * @param rule who may read it
   * @throws IOException if none is, or the host has no address of this machine
   */
  static Endpoint open(String host, PortRange ports, SeriesTable table, DoorRule rule)
      throws IOException {
    Service service =
        new Service(
            "metrics",
            address -> rule,
            Reply::text,
            Routes.none(Reply::text)
                .and(
                    "GET",
                    "/",
                    request ->
                        CompletableFuture.completedFuture(
                            isOfMetrics(request.path()) ? series(table) : NOT_HERE)));
    InetAddress address = InetAddress.getByName(host);
    IOException last = new BindException("no port was tried");
    for (int port = ports.first(); port <= ports.last(); port++) {
      try {
        LoopbackServer server = LoopbackServer.openWhereTold(address, port, LIMITS, service);
        server.start();
        return new Endpoint(server);
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private static boolean isOfMetrics(String path) {
    return path.equals("/") || path.startsWith("/metrics");
  }

  /**
   * The values of this moment, of a length that is told: in chunks each four kilobytes would be
   * sent apart. What a thread scrapes into is its own, and sent before its next scrape.
   */
  private static Reply series(SeriesTable table) {
    ExpositionBytes lines = SCRAPED.get();
    lines.cutTo(0);
    table.writeTo(lines);
    return new Reply(OK, Map.of("Content-Type", TYPE), lines.length(), lines::sendTo);
  }

  int port() {
    return server.port();
  }

  /** Where it answers. */
  String url() {
    return "http://" + server.address() + "/";
  }

  @Override
  public void close() {
    server.close();
  }
}
