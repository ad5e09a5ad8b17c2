package lumen.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port of HTTP for this machine. A request is looked at by the guard before anything of its body
 * is taken; a stranger hears 403 with the reason, and the end of the connection. A client that does
 * not finish its request, or does not take its reply, is cut off; more than there are threads and
 * places to wait are turned away by the end of their connection.
 */
public final class LoopbackServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
  private static final int FORBIDDEN = 403;
  private static final int TOO_LARGE = 413;
  private static final int FAILED = 500;

  static {
    // The JDK's server has no other way to bound the time of a request's head, and to send the end
    // of an answer at once (else it waits some 40 ms for the client's acknowledgement).
    Map.of("maxReqTime", "10", "nodelay", "true")
        .forEach(
            (name, value) -> {
              String property = "sun.net.httpserver." + name;
              System.setProperty(property, System.getProperty(property, value));
            });
  }

  private final HttpServer server;
  private final ServerLimits limits;
  private final Service service;
  private final Guard guard;
  private final RefusalLog refusals;
  private final ThreadPoolExecutor threads;

  private LoopbackServer(HttpServer server, ServerLimits limits, Service service) {
    this.server = server;
    this.limits = limits;
    this.service = service;
    guard = service.guard().apply(address());
    refusals = new RefusalLog(service.name() + " port " + port());
    threads = threads(limits, service.name() + "-" + port());
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  /**
   * Opens a port that nobody but this machine reaches. Who asks waits until {@link #start}.
   *
   * @param port 0: any free one
   * @throws IllegalArgumentException if the address is not loopback
   * @throws IOException if the port is not free
   */
  public static LoopbackServer open(
      InetAddress address, int port, ServerLimits limits, Service service) throws IOException {
    if (!address.isLoopbackAddress()) {
      throw new IllegalArgumentException("must be on loopback: " + address.getHostAddress());
    }
    return openWhereTold(address, port, limits, service);
  }

  /**
   * Opens a port where an operator says, on loopback or not.
   *
   * @see #open
   */
  public static LoopbackServer openWhereTold(
      InetAddress address, int port, ServerLimits limits, Service service) throws IOException {
    InetSocketAddress at = new InetSocketAddress(address, port);
    return new LoopbackServer(HttpServer.create(at, limits.waiting()), limits, service);
  }

  /** Begins to answer. */
  public void start() {
    server.start();
  }

  private static ThreadPoolExecutor threads(ServerLimits limits, String name) {
    AtomicInteger count = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            limits.threads(),
            limits.threads(),
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(limits.waiting()),
            task -> {
              Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private void answer(HttpExchange exchange) {
    Request request = new Request(exchange, limits);
    try {
      Optional<String> refusal = guard.refusal(request.visit());
      if (refusal.isPresent()) {
        refusals.refused(String.valueOf(exchange.getRemoteAddress()), refusal.get());
        Reply reply = service.errors().error(FORBIDDEN, refusal.get());
        send(exchange, reply.with("Connection", "close"));
        return;
      }
      sendWhenKnown(exchange, service.handler().answer(request).toCompletableFuture());
    } catch (BodyTooLargeException e) {
      send(exchange, service.errors().error(TOO_LARGE, e.getMessage()));
    } catch (IOException e) {
      exchange.close(); // whoever asked has gone, or was too slow
    } catch (RuntimeException e) {
      failed(exchange, e);
    } catch (OutOfMemoryError e) {
      unsent(exchange, e);
    }
  }

  /** A reply that is known later is sent by a thread of this server, never by whoever knows it. */
  private void sendWhenKnown(HttpExchange exchange, CompletableFuture<Reply> reply) {
    if (reply.isDone()) {
      send(exchange, reply.join());
      return;
    }
    CompletableFuture<Void> unused =
        reply
            .handleAsync((known, failure) -> sendOrFail(exchange, known, failure), threads)
            .whenComplete((sent, failure) -> endIfTurnedAway(exchange, failure));
  }

  /**
   * Where no thread and no place was left for a reply, or no memory to send it, nobody else ends
   * the exchange: whoever asked would wait for ever.
   */
  private void endIfTurnedAway(HttpExchange exchange, Throwable failure) {
    if (failure == null) {
      return;
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RejectedExecutionException) {
      exchange.close();
    } else {
      unsent(exchange, cause);
    }
  }

  /** Whoever asked must not wait for what never comes. */
  private void unsent(HttpExchange exchange, Throwable cause) {
    LOG.error("{} port {}: a reply could not be sent", service.name(), port(), cause);
    exchange.close();
  }

  private Void sendOrFail(HttpExchange exchange, Reply known, Throwable failure) {
    if (failure == null) {
      send(exchange, known);
    } else {
      failed(exchange, failure);
    }
    return null;
  }

  private void failed(HttpExchange exchange, Throwable failure) {
    LOG.error(
        "{} port {} must answer {}", service.name(), port(), exchange.getRequestURI(), failure);
    send(exchange, service.errors().error(FAILED, "must be answered: see the log"));
  }

  private void send(HttpExchange exchange, Reply reply) {
    try (exchange;
        Patience patience = new Patience(limits.replyTime())) {
      reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(reply.status(), -1);
        return;
      }
      exchange.sendResponseHeaders(reply.status(), codedLength(reply.length()));
      reply.body().writeTo(new Pieces(exchange.getResponseBody()));
      exchange.getResponseBody().close();
    } catch (IOException e) {
      LOG.debug("{} port {}: a reply was not taken", service.name(), port(), e);
    }
  }

  /** As the JDK's server wants it: 0 for a length that is not known, -1 for no body. */
  private static long codedLength(long length) {
    if (length == Reply.UNKNOWN) {
      return 0;
    }
    return length == 0 ? -1 : length;
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Where it listens, host:port, as a URL has it. */
  public String address() {
    String host = server.getAddress().getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port();
  }

  /** Requests refused so far. */
  public long refused() {
    return refusals.total();
  }

  /** Takes no more, lets the last replies go, and frees the port. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      boolean unused =
          threads.awaitTermination(limits.lastReplies().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    threads.shutdownNow();
  }
}
