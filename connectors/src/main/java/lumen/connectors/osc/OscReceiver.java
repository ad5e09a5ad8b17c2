package lumen.connectors.osc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import lumen.connectors.outage.Outage;
import lumen.event.EventLimits;
import lumen.event.RejectReason;

/**
 * The network thread: receives, stamps, copies, queues, and nothing else. It never waits for the
 * reader and ends only when it is closed: a socket that fails is opened again, after 0.1 s at first
 * and after at most 5 s.
 */
final class OscReceiver implements Runnable {
  private static final long FIRST_PAUSE_MS = 100;
  private static final long LONGEST_PAUSE_MS = 5_000;
  private static final int BUFFER_BYTES = 1 << 16;

  private final OscOptions options;
  private final LongSupplier clock;
  private final Runnable wake;
  private final PacketQueue queue;
  private final AllowedHosts allowed;
  private final OscReader counting = new OscReader();
  private final AtomicLong dropped = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final InetSocketAddress bound;
  private final Outage outage;
  private volatile DatagramChannel channel;
  private volatile int grantedBytes;
  private volatile String failure;
  private long pauseMs = FIRST_PAUSE_MS;

  /** Opens the socket. */
  OscReceiver(OscOptions options, LongSupplier clock, PacketQueue queue, Runnable wake)
      throws IOException {
    this.options = options;
    this.clock = clock;
    this.queue = queue;
    this.wake = wake;
    allowed = new AllowedHosts(options.allowedHosts());
    channel =
        OscSocket.open(
            new InetSocketAddress(InetAddress.getByName(options.host()), options.port()),
            options.receiveBufferBytes());
    bound = OscSocket.address(channel);
    outage = new Outage("OSC socket " + OscSocket.text(bound));
    grantedBytes = OscSocket.receiveBufferBytes(channel);
  }

  /** Where it listens. */
  InetSocketAddress bound() {
    return bound;
  }

  /** What the operating system holds between packets, bytes. */
  int grantedBytes() {
    return grantedBytes;
  }

  /** Why it does not listen now, or null. */
  String failure() {
    return failure;
  }

  /** Messages that were lost to the full queue since the last call. */
  long takeDropped() {
    return dropped.get() == 0 ? 0 : dropped.getAndSet(0);
  }

  @Override
  public void run() {
    while (isOpen()) {
      try {
        if (!channel.isOpen()) {
          reopen();
        }
        receive();
      } catch (IOException | RuntimeException e) {
        failure = String.valueOf(e);
        OscSocket.close(channel);
        if (isOpen()) {
          outage.lost(failure);
        }
        pause();
        pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs);
      }
    }
  }

  private boolean isOpen() {
    return closing.getCount() > 0;
  }

  private void reopen() throws IOException {
    DatagramChannel opened = OscSocket.open(bound, options.receiveBufferBytes());
    grantedBytes = OscSocket.receiveBufferBytes(opened);
    channel = opened;
    if (!isOpen()) {
      OscSocket.close(opened);
    }
    failure = null;
    pauseMs = FIRST_PAUSE_MS;
    outage.back();
  }

  /** Receives until the socket fails, which closing it does too. */
  private void receive() throws IOException {
    while (isOpen()) {
      buffer.clear();
      InetSocketAddress sender = (InetSocketAddress) channel.receive(buffer);
      long arrivalMicros = clock.getAsLong();
      take(arrivalMicros, sender);
    }
  }

  private void take(long arrivalMicros, InetSocketAddress sender) {
    int length = buffer.flip().limit();
    RejectReason refused = refused(length, sender);
    int kept = refused == null ? length : Math.min(length, EventLimits.MAX_RAW_BYTES);
    byte[] bytes = new byte[kept];
    buffer.get(bytes);
    Datagram packet = new Datagram(bytes, length, arrivalMicros, sender, refused);
    if (!queue.takes(packet.weight())) {
      dropped.addAndGet(messages(packet));
    } else if (queue.add(packet)) {
      wake.run();
    }
  }

  private RejectReason refused(int length, InetSocketAddress sender) {
    if (!allowed.allows(sender.getAddress())) {
      return RejectReason.HOST_NOT_ALLOWED;
    }
    return length > options.maxPacketBytes() ? RejectReason.PACKET_TOO_LARGE : null;
  }

  /** As how many the packet would have been received: a refused one is one. */
  private int messages(Datagram packet) {
    if (packet.refused() != null) {
      return 1;
    }
    try {
      return counting.read(packet.bytes(), packet.length(), OscVisitor.NONE);
    } catch (MalformedOscException e) {
      return 1;
    }
  }

  private void pause() {
    try {
      closing.await(pauseMs, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      failure = String.valueOf(e); // only closing ends this thread
    }
  }

  /** Ends {@link #run}. */
  void close() {
    closing.countDown();
    OscSocket.close(channel);
  }
}
