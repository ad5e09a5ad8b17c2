package lumen.reporter;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lumen.door.DoorRule;
import lumen.door.RefusalLog;
import lumen.door.Visit;

/**
 * Answers GET on any path with all series, unless a page of another origin asks. Two scrapes are
 * answered at a time and a few wait; more are turned away. A client that does not finish its
 * request or does not read its answer is cut off after ten seconds.
 */
final class Endpoint implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int WAITING = 16;
  private static final int BUFFERED_CHARS = 1 << 16;
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int METHOD_NOT_ALLOWED = 405;

  static {
    // The JDK's server knows no other way to bound the time of a request and of an answer, nor to
    // send the end of an answer at once: else it waits some 40 ms for the client to acknowledge.
    Map.of("maxReqTime", "10", "maxRspTime", "10", "nodelay", "true")
        .forEach(
            (name, value) -> {
              String property = "sun.net.httpserver." + name;
              System.setProperty(property, System.getProperty(property, value));
            });
  }

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final SeriesTable table;
  private final DoorRule rule;
  private final RefusalLog refusals;

  private Endpoint(HttpServer server, SeriesTable table, DoorRule rule) {
    this.server = server;
    this.table = table;
    this.rule = rule;
    this.refusals = new RefusalLog("metrics port " + server.getAddress().getPort());
    this.threads = threads(server.getAddress().getPort());
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * Opens it on the first port of a range that is free.
   *
   * @param rule who may read it
   * @throws IOException if none is, or the host has no address of this machine
   */
  static Endpoint open(String host, PortRange ports, SeriesTable table, DoorRule rule)
      throws IOException {
    InetAddress address = InetAddress.getByName(host);
    IOException last = new BindException("no port was tried");
    for (int port = ports.first(); port <= ports.last(); port++) {
      try {
        return new Endpoint(
            HttpServer.create(new InetSocketAddress(address, port), WAITING), table, rule);
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private static ThreadPoolExecutor threads(int port) {
    AtomicInteger count = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
              Thread thread = new Thread(task, "metrics-" + port + "-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional<String> refusal = rule.refusal(visit(exchange));
      if (refusal.isPresent()) {
        refuse(exchange, refusal.get());
        return;
      }
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, -1);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", TYPE);
      exchange.sendResponseHeaders(OK, 0);
      try (Writer out =
          new BufferedWriter(
              new OutputStreamWriter(exchange.getResponseBody(), StandardCharsets.UTF_8),
              BUFFERED_CHARS)) {
        table.writeTo(out);
      }
    }
  }

  private static Visit visit(HttpExchange exchange) {
    return Visit.of(
        exchange.getRequestURI().toString(),
        header -> exchange.getRequestHeaders().getOrDefault(header, List.of()));
  }

  private void refuse(HttpExchange exchange, String reason) throws IOException {
    refusals.refused(String.valueOf(exchange.getRemoteAddress()), reason);
    byte[] line = (reason + "\n").getBytes(StandardCharsets.US_ASCII);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=us-ascii");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Connection", "close");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(FORBIDDEN, head ? -1 : line.length);
    if (!head) {
      exchange.getResponseBody().write(line);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Where it answers. */
  String url() {
    String address = server.getAddress().getAddress().getHostAddress();
    String host = address.indexOf(':') < 0 ? address : "[" + address + "]";
    return "http://" + host + ":" + port() + "/";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
