package lumen.ctl.relay;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A relay of TCP. Questions pass at once; answers are delayed, part by part and in their order. Of
 * a loss whole connections are closed, those that are open when it begins and those that are made
 * in its time: within one nothing can be lost.
 */
public final class TcpRelay implements Relay {
  private static final int PART_BYTES = 1 << 16;
  private static final int PARTS_ON_THE_WAY = 1_000;
  private static final int CONNECT_MILLIS = 5_000;

  private final ServerSocket server;
  private final InetSocketAddress receiver;
  private final SplittableRandom random;
  private final RelayLedger ledger = new RelayLedger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "relay");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Optional<RelayFault> fault = Optional.empty();

  /**
   * Begins to relay.
   *
   * @param port on loopback, 0 for a free one
   * @param receiver where what passes goes
   * @param seed of all chance
   * @throws IOException if the port cannot be had
   */
  public TcpRelay(int port, InetSocketAddress receiver, long seed) throws IOException {
    this.receiver = receiver;
    this.random = new SplittableRandom(seed);
    this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  @Override
  public int port() {
    return server.getLocalPort();
  }

  @Override
  public void begin(RelayFault next) {
    if (next.kind() == RelayFault.Kind.SPIKE) {
      throw new IllegalArgumentException("must be delay, jitter or loss on TCP: " + next);
    }
    fault = Optional.of(next);
    if (next.kind() == RelayFault.Kind.LOSS) {
      clients.forEach(this::loseOrKeep);
    }
  }

  /** One that is kept open for the next question would outlive a loss of all that are made. */
  private void loseOrKeep(Socket client) {
    if (isLost()) {
      ledger.received.incrementAndGet();
      ledger.lost.incrementAndGet();
      close(client);
    }
  }

  @Override
  public void end() {
    fault = Optional.empty();
  }

  @Override
  public RelayCounts counts() {
    return ledger.counts();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (isLost()) {
          ledger.received.incrementAndGet();
          ledger.lost.incrementAndGet();
          client.close();
        } else {
          open.add(client);
          clients.add(client);
          threads.execute(() -> connect(client));
        }
      } catch (IOException e) {
        ledger.failed.addAndGet(server.isClosed() ? 0 : 1);
      }
    }
  }

  private synchronized boolean isLost() {
    Optional<RelayFault> now = fault.filter(one -> one.kind() == RelayFault.Kind.LOSS);
    return now.isPresent() && random.nextDouble() < now.get().amount();
  }

  private void connect(Socket client) {
    Socket target = new Socket();
    open.add(target);
    try {
      target.connect(receiver, CONNECT_MILLIS);
    } catch (IOException e) {
      ledger.failed.incrementAndGet();
      close(client, target);
      return;
    }
    threads.execute(() -> questions(client, target));
    answers(client, target);
  }

  private void questions(Socket client, Socket target) {
    try {
      client.getInputStream().transferTo(target.getOutputStream());
      target.shutdownOutput();
    } catch (IOException e) {
      close(client, target);
    }
  }

  /** A part of an answer; an empty one is its end. */
  private record Part(byte[] bytes, long dueNanos) {}

  private void answers(Socket client, Socket target) {
    LinkedBlockingQueue<Part> way = new LinkedBlockingQueue<>(PARTS_ON_THE_WAY);
    threads.execute(() -> deliver(way, client, target));
    byte[] buffer = new byte[PART_BYTES];
    try {
      int read = 0;
      while (read >= 0) {
        read = target.getInputStream().read(buffer);
        ledger.received.addAndGet(read > 0 ? 1 : 0);
        long wait = waitNanos();
        ledger.delayed.addAndGet(read > 0 && wait > 0 ? 1 : 0);
        way.put(new Part(Arrays.copyOf(buffer, Math.max(0, read)), System.nanoTime() + wait));
      }
    } catch (IOException e) {
      close(client, target);
      way.offer(new Part(new byte[0], System.nanoTime()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close(client, target);
    }
  }

  private synchronized long waitNanos() {
    Optional<RelayFault> now = fault;
    if (now.isEmpty()) {
      return 0;
    }
    double seconds =
        switch (now.get().kind()) {
          case DELAY -> now.get().amount();
          case JITTER -> 2 * now.get().amount() * random.nextDouble();
          case LOSS, SPIKE -> 0;
        };
    return (long) (seconds * 1e9);
  }

  private void deliver(LinkedBlockingQueue<Part> way, Socket client, Socket target) {
    try (OutputStream out = client.getOutputStream()) {
      for (Part part = way.take(); part.bytes().length > 0; part = way.take()) {
        TimeUnit.NANOSECONDS.sleep(part.dueNanos() - System.nanoTime());
        out.write(part.bytes());
        out.flush();
        ledger.sent.incrementAndGet();
      }
    } catch (IOException e) {
      ledger.failed.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(client, target);
    }
  }

  private void close(Socket... sockets) {
    for (Socket socket : sockets) {
      open.remove(socket);
      clients.remove(socket);
      try {
        socket.close();
      } catch (IOException e) {
        ledger.failed.incrementAndGet();
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(this::close);
    threads.shutdownNow();
  }
}
