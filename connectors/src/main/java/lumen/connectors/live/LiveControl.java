package lumen.connectors.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import lumen.intake.LiveInputException;

/**
 * Where a live job is asked and told, on loopback: {@code GET /status}, {@code POST /capture/on},
 * {@code POST /capture/off}, {@code POST /end}, and {@code POST /command}, see {@link CommandDoor}.
 * A request must not come from a page in a browser: it carries no {@code Origin}, comes from no
 * site, and names the address itself as its host, once. The status counts those that do not.
 */
final class LiveControl implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;

  /** Requests that are read at the same time; one that is slow must not hold up the others. */
  private static final int WORKERS = 8;

  private static final long LAST_REPLIES_MILLIS = 500;

  private final HttpServer server;
  private final ExecutorService workers;
  private final CommandQueue commands = new CommandQueue();
  private final CommandDoor door;
  private final Path announcement;
  private final String address;
  private final AtomicLong refused = new AtomicLong();
  private volatile boolean end;
  private volatile Boolean capture;
  private volatile Map<String, String> streams = Map.of();
  private volatile boolean capturing;

  private LiveControl(HttpServer server, String address, Path announcement, CommandCheck check) {
    this.server = server;
    this.address = address;
    this.announcement = announcement;
    workers =
        Executors.newFixedThreadPool(
            WORKERS,
            task -> {
              Thread thread = new Thread(task, "lumen-control");
              thread.setDaemon(true);
              return thread;
            });
    door = new CommandDoor(check, commands, workers);
  }

  /**
   * Begins to listen.
   *
   * @param hostPort where, port 0: any free one
   * @param announceFile file to be written with the address, empty: none
   * @param check finds what is wrong with commands
   * @throws LiveInputException where it cannot listen there
   */
  static LiveControl open(String hostPort, String announceFile, CommandCheck check)
      throws LiveInputException, IOException {
    int colon = hostPort.lastIndexOf(':');
    InetAddress host = InetAddress.getByName(hostPort.substring(0, colon));
    if (!host.isLoopbackAddress()) {
      throw new LiveInputException("control must listen on loopback: " + hostPort);
    }
    HttpServer server;
    try {
      int port = Integer.parseInt(hostPort.substring(colon + 1));
      server = HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (IOException e) {
      throw new LiveInputException(
          "control must have an address of its own: " + hostPort + ": " + e.getMessage());
    }
    String address = host.getHostAddress() + ":" + server.getAddress().getPort();
    Path file = announceFile.isEmpty() ? null : Path.of(announceFile);
    LiveControl control = new LiveControl(server, address, file, check);
    server.createContext("/", control::answer);
    server.setExecutor(control.workers);
    server.start();
    control.announce();
    return control;
  }

  private void announce() throws IOException {
    if (announcement == null) {
      return;
    }
    Files.createDirectories(announcement.toAbsolutePath().getParent());
    Path written = announcement.resolveSibling(announcement.getFileName() + ".tmp");
    ObjectNode node = JSON.createObjectNode().put("control", address);
    Files.writeString(written, JSON.writeValueAsString(node) + "\n");
    Files.move(written, announcement, StandardCopyOption.REPLACE_EXISTING);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      String finding = finding(exchange.getRequestHeaders());
      if (!finding.isEmpty()) {
        refused.incrementAndGet();
        reply(exchange, FORBIDDEN, JSON.createObjectNode().put("error", finding));
        return;
      }
      route(exchange, exchange.getRequestURI().getPath());
    } catch (IOException | RuntimeException e) {
      exchange.close();
      throw e;
    }
  }

  /** What shows that a request is a page's, or empty. */
  private String finding(Headers headers) {
    List<String> hosts = headers.getOrDefault("Host", List.of());
    if (!hosts.equals(List.of(address))) {
      return "Host must be %s: %s".formatted(address, hosts);
    }
    for (String header : List.of("Origin", "Sec-Fetch-Site")) {
      List<String> values = headers.getOrDefault(header, List.of());
      if (!values.isEmpty() && !values.equals(List.of("none"))) {
        return "%s must not be sent, this is not for pages: %s".formatted(header, values);
      }
    }
    return "";
  }

  private void route(HttpExchange exchange, String path) throws IOException {
    if (path.equals("/status")) {
      reply(exchange, OK, status());
    } else if (!path.equals("/end") && !path.equals("/command") && !path.startsWith("/capture/")) {
      reply(exchange, NOT_FOUND, JSON.createObjectNode().put("error", "no such path"));
    } else if (!exchange.getRequestMethod().equals("POST")) {
      reply(exchange, NOT_ALLOWED, JSON.createObjectNode().put("error", "must be POST"));
    } else if (path.equals("/command")) {
      door.take(exchange);
    } else {
      tell(path);
      reply(exchange, OK, status());
    }
  }

  private void tell(String path) {
    switch (path) {
      case "/end" -> end = true;
      case "/capture/on" -> capture = true;
      case "/capture/off" -> capture = false;
      default -> {
        // The status tells that nothing has changed.
      }
    }
  }

  private ObjectNode status() {
    ObjectNode node = JSON.createObjectNode().put("capturing", capturing).put("ending", end);
    node.put("refused", refused.get());
    node.putObject("commands").put("taken", commands.taken()).put("waiting", commands.waiting());
    ObjectNode of = node.putObject("streams");
    streams.forEach(of::put);
    return node;
  }

  /** Answers, and ends the exchange. */
  static void reply(HttpExchange exchange, int code, ObjectNode body) throws IOException {
    byte[] bytes = (JSON.writeValueAsString(body) + "\n").getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(code, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** The commands that wait to be taken. */
  CommandQueue commands() {
    return commands;
  }

  /** Where it listens, host:port. */
  String address() {
    return address;
  }

  /** Whether the inputs are to end. */
  boolean endWanted() {
    return end;
  }

  /**
   * Whether the log is to be captured.
   *
   * @param now whether it is now
   */
  boolean captureWanted(boolean now) {
    Boolean wanted = capture;
    return wanted == null ? now : wanted;
  }

  /** Says how things are. */
  void show(Map<String, String> status, boolean captures) {
    streams = status;
    capturing = captures;
  }

  @Override
  public void close() {
    commands.close();
    workers.shutdown();
    try {
      boolean unused = workers.awaitTermination(LAST_REPLIES_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    workers.shutdownNow();
    if (announcement != null) {
      withdraw();
    }
  }

  private void withdraw() {
    try {
      if (Files.exists(announcement) && Files.readString(announcement).contains(address)) {
        Files.delete(announcement);
      }
    } catch (IOException e) {
      // A stale announcement names an address where nobody answers.
    }
  }
}
