package lumen.connectors.ure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A reference engine with an HTTP server of its own, which answers as the test bids. */
final class Engine implements AutoCloseable {
  static final String PATH = "/metrics_ure";

  /** How one request is answered. */
  interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  private final CountDownLatch ended = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final String scheme;
  private volatile Reply reply;

  Engine(int port, Reply reply) throws IOException {
    this("http", HttpServer.create(at(port), 0), reply);
  }

  private Engine(String scheme, HttpServer server, Reply reply) {
    this.scheme = scheme;
    this.server = server;
    this.reply = reply;
    server.setExecutor(threads);
    server.createContext(
        PATH,
        exchange -> {
          try (exchange) {
            this.reply.to(exchange);
          }
        });
    server.start();
  }

  private static InetSocketAddress at(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** One behind https. */
  static Engine encrypted(KeyStore store, String password, Reply reply) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(at(0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new Engine("https", server, reply);
  }

  void reply(Reply next) {
    reply = next;
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return scheme + "://127.0.0.1:" + port() + PATH;
  }

  static Reply text(String text) {
    return bytes(200, text.getBytes(StandardCharsets.UTF_8));
  }

  static Reply bytes(int status, byte[] body, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    };
  }

  static Reply redirect(String location) {
    return bytes(302, new byte[0], "Location", location);
  }

  /** Says how long the body is, and sends less. */
  static Reply half(String text) {
    return exchange -> {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length * 2L);
      exchange.getResponseBody().write(body);
      exchange.getResponseBody().flush();
    };
  }

  /** A body without an end. */
  static Reply endless() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] part = "a 1\n".repeat(2048).getBytes(StandardCharsets.UTF_8);
      OutputStream out = exchange.getResponseBody();
      while (!Thread.interrupted()) {
        out.write(part);
      }
    };
  }

  /** The beginning of an answer, and then nothing for as long as the engine lives. */
  Reply stuck() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write("ure_hz 5\n".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      try {
        ended.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  @Override
  public void close() {
    ended.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
