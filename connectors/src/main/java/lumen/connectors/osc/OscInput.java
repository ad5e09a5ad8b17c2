package lumen.connectors.osc;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import lumen.intake.LiveInput;
import lumen.intake.LiveInputException;
import lumen.intake.LiveMessage;

/**
 * OSC over UDP. One thread only receives, stamps and queues; packets are decoded by the thread that
 * drains.
 *
 * <p>Drop policy: when the queue is full, by number or because {@value PacketQueue#MAX_BYTES} bytes
 * wait, the newest packet is dropped and its messages are counted exactly: as many as it would have
 * been received as. Packets that the operating system dropped for want of a reader are counted on
 * Linux, each as one message, since nobody saw what they held.
 *
 * <p>The reader is woken when the queue was empty and no longer is. So it must drain until a call
 * hands over less than it may, before it waits. It may drain once more after closing, to take what
 * had arrived.
 */
public final class OscInput implements LiveInput {
  private static final long END_MS = 2_000;

  private final OscOptions options;
  private final LongSupplier clock;
  private final PacketQueue queue;
  private final OscDecoder decoder;
  private int next;
  private OscReceiver receiver;
  private KernelDrops kernelDrops;
  private Thread thread;
  private volatile boolean closed;

  /**
   * Makes the input.
   *
   * @param options how it listens
   * @param clock the clock that stamps arrivals, microseconds since the epoch
   */
  public OscInput(OscOptions options, LongSupplier clock) {
    this.options = options;
    this.clock = clock;
    queue = new PacketQueue(options.queuePackets());
    decoder = new OscDecoder(options.addresses(), options.useTimetags());
  }

  @Override
  public void open(Runnable wake) throws LiveInputException {
    if (receiver != null || closed) {
      throw new IllegalStateException("must be opened once: " + status());
    }
    try {
      receiver = new OscReceiver(options, clock, queue, wake);
    } catch (UnknownHostException e) {
      throw new LiveInputException("must name an address of this host: host=" + options.host(), e);
    } catch (IOException | UnsupportedOperationException e) {
      throw new LiveInputException(
          "must be a free port at an address of this host: "
              + options.host()
              + ":"
              + options.port()
              + " ("
              + e.getMessage()
              + "); see who listens there with: ss -lunp",
          e);
    }
    kernelDrops = new KernelDrops(receiver.bound(), KernelDrops.PROC_NET, System::nanoTime);
    thread = new Thread(receiver, "osc " + OscSocket.text(receiver.bound()));
    thread.setDaemon(true);
    thread.start();
  }

  /** Where it listens, once it is open. */
  public InetSocketAddress address() {
    return receiver.bound();
  }

  @Override
  public int drain(Consumer<LiveMessage> out, int max, long untilMicros) {
    if (receiver == null) {
      return 0;
    }
    int handed = drainDropped(out);
    long filtered = 0;
    long arrivalMicros = 0;
    while (handed < max) {
      if (next < decoder.messages().size()) {
        out.accept(decoder.messages().get(next++));
        handed++;
        continue;
      }
      Datagram packet = queue.peek();
      if (packet == null || packet.arrivalMicros() > untilMicros) {
        break;
      }
      decoder.decode(queue.poll());
      next = 0;
      filtered += decoder.filtered();
      handed += decoder.filtered();
      arrivalMicros = packet.arrivalMicros();
    }
    if (filtered > 0) {
      out.accept(new LiveMessage.Filtered(filtered, arrivalMicros));
    }
    return handed;
  }

  @Override
  public long oldestMicros() {
    if (next < decoder.messages().size()) {
      return decoder.messages().get(next).arrivalMicros();
    }
    Datagram packet = queue.peek();
    return packet == null ? NO_TIME : packet.arrivalMicros();
  }

  private int drainDropped(Consumer<LiveMessage> out) {
    long dropped = receiver.takeDropped() + kernelDrops.take();
    if (dropped == 0) {
      return 0;
    }
    // What arrived before is still to come, and must not be late by this.
    out.accept(new LiveMessage.Dropped(dropped, Math.min(clock.getAsLong(), oldestMicros())));
    return 1;
  }

  @Override
  public int waiting() {
    return queue.size();
  }

  @Override
  public String status() {
    if (receiver == null) {
      return "not open: " + options.host() + ":" + options.port();
    }
    String at = OscSocket.text(receiver.bound());
    String failure = receiver.failure();
    if (closed || failure != null) {
      return closed ? "closed: " + at : "not listening on " + at + ", tried again: " + failure;
    }
    return "listening on " + at + buffer() + losses();
  }

  private String buffer() {
    int granted = receiver.grantedBytes();
    String text = ", receive buffer " + granted + " bytes";
    return granted >= options.receiveBufferBytes()
        ? text
        : text + " of " + options.receiveBufferBytes() + " asked (raise net.core.rmem_max)";
  }

  private String losses() {
    return kernelDrops.known()
        ? ", lost by the operating system: " + kernelDrops.total() + " packets"
        : ", losses by the operating system are unknown here";
  }

  @Override
  public void close() {
    if (closed || receiver == null) {
      closed = true;
      return;
    }
    closed = true;
    kernelDrops.look();
    receiver.close();
    try {
      thread.join(END_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
