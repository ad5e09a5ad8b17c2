package lumen.ctl.relay;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A relay of UDP. Chance is drawn in the order in which packets arrive, so the same packets and
 * seed have the same fate. With jitter packets may overtake each other, as in a network.
 */
public final class UdpRelay implements Relay {
  private static final int LARGEST_PACKET = 65_535;
  private static final int BUFFER_BYTES = 4 << 20;

  /** What is on its way at most; more is counted as failed. */
  private static final int MOST_ON_THE_WAY = 100_000;

  private final DatagramSocket in;
  private final DatagramSocket out = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  private final InetSocketAddress receiver;
  private final SplittableRandom random;
  private final RelayLedger ledger = new RelayLedger();
  private final ScheduledThreadPoolExecutor later;
  private final Thread thread = new Thread(this::relay, "relay");
  private volatile Optional<RelayFault> fault = Optional.empty();

  /**
   * Begins to relay.
   *
   * @param port on loopback, 0 for a free one
   * @param receiver where what passes goes
   * @param seed of all chance
   * @throws IOException if the port cannot be had
   */
  public UdpRelay(int port, InetSocketAddress receiver, long seed) throws IOException {
    this.receiver = receiver;
    this.random = new SplittableRandom(seed);
    this.in = new DatagramSocket(port, InetAddress.getLoopbackAddress());
    in.setReceiveBufferSize(BUFFER_BYTES);
    later =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread worker = new Thread(work, "relay later");
              worker.setDaemon(true);
              return worker;
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public int port() {
    return in.getLocalPort();
  }

  @Override
  public void begin(RelayFault next) {
    fault = Optional.of(next);
  }

  @Override
  public void end() {
    fault = Optional.empty();
  }

  @Override
  public RelayCounts counts() {
    return ledger.counts();
  }

  private void relay() {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST_PACKET], LARGEST_PACKET);
    while (!in.isClosed()) {
      try {
        packet.setLength(LARGEST_PACKET);
        in.receive(packet);
      } catch (IOException e) {
        continue;
      }
      ledger.received.incrementAndGet();
      take(Arrays.copyOf(packet.getData(), packet.getLength()));
    }
  }

  private void take(byte[] packet) {
    Optional<RelayFault> now = fault;
    if (now.isEmpty()) {
      send(packet);
      return;
    }
    RelayFault what = now.get();
    switch (what.kind()) {
      case DELAY -> sendLater(packet, what.amount());
      case JITTER -> sendLater(packet, 2 * what.amount() * random.nextDouble());
      case LOSS -> {
        if (random.nextDouble() < what.amount()) {
          ledger.lost.incrementAndGet();
        } else {
          send(packet);
        }
      }
      case SPIKE -> {
        boolean changed =
            OscNumbers.change(
                packet,
                address -> address.startsWith(what.address()),
                value -> value * what.amount());
        ledger.changed.addAndGet(changed ? 1 : 0);
        send(packet);
      }
      default -> throw new IllegalStateException("fault must be known: " + what);
    }
  }

  private void sendLater(byte[] packet, double seconds) {
    if (later.getQueue().size() >= MOST_ON_THE_WAY) {
      ledger.failed.incrementAndGet();
      return;
    }
    ledger.delayed.incrementAndGet();
    long nanos = (long) (seconds * 1e9);
    ScheduledFuture<?> sending = later.schedule(() -> send(packet), nanos, TimeUnit.NANOSECONDS);
    ledger.failed.addAndGet(sending.isCancelled() ? 1 : 0);
  }

  private void send(byte[] packet) {
    try {
      out.send(new DatagramPacket(packet, packet.length, receiver));
      ledger.sent.incrementAndGet();
    } catch (IOException e) {
      ledger.failed.incrementAndGet();
    }
  }

  @Override
  public void close() {
    in.close();
    later.shutdownNow();
    out.close();
  }
}
