package lumen.ctl.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import lumen.terminal.Json;

/**
 * A server of loopback whose page tries, in every way that a page has, to read from other servers,
 * to hand them a jar and to end a job of theirs; and tells what came of it.
 */
final class StrangePage implements AutoCloseable {
  private static final int PATIENCE_S = 50;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch done = new CountDownLatch(1);
  private final Map<String, String> told = new TreeMap<>();
  private final String page;

  StrangePage(List<String> servers, String job) throws IOException {
    try (InputStream in = StrangePage.class.getResourceAsStream("stranger.html")) {
      page =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .replace("${servers}", String.join(",", servers))
              .replace("${job}", job);
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> reply(exchange, "text/html", page));
    server.createContext("/told", this::take);
    server.createContext("/until-told", this::await);
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** What came of each attempt, by its name and server. */
  Map<String, String> told() {
    return told;
  }

  private void take(HttpExchange exchange) throws IOException {
    JsonNode results = Json.mapper().readTree(exchange.getRequestBody());
    results.properties().forEach(entry -> told.put(entry.getKey(), entry.getValue().asText()));
    done.countDown();
    reply(exchange, "text/plain", "");
  }

  private void await(HttpExchange exchange) throws IOException {
    try {
      boolean unused = done.await(PATIENCE_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reply(exchange, "image/gif", "");
  }

  private static void reply(HttpExchange exchange, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
