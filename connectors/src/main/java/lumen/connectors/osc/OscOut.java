package lumen.connectors.osc;

import com.illposed.osc.BufferBytesReceiver;
import com.illposed.osc.OSCBundle;
import com.illposed.osc.OSCMessage;
import com.illposed.osc.OSCPacket;
import com.illposed.osc.OSCSerializeException;
import com.illposed.osc.OSCSerializer;
import com.illposed.osc.OSCSerializerAndParserBuilder;
import com.illposed.osc.argument.OSCTimeTag64;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import lumen.connectors.outage.Outage;

/**
 * Sends OSC messages over UDP. A network that fails is counted and tried again, never an exception:
 * who sends must not stop for it. It waits for nothing but the look-up of the host's name, which a
 * failure repeats at most every 5 s. Safe for use by several threads.
 */
public final class OscOut implements AutoCloseable {
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final String host;
  private final int port;
  private final LongSupplier nanos;
  private final ByteBuffer buffer = ByteBuffer.allocate(OscOptions.LARGEST_PACKET_BYTES);
  private final OSCSerializer serializer =
      new OSCSerializerAndParserBuilder().buildSerializer(new BufferBytesReceiver(buffer));
  private final Outage outage;
  private DatagramChannel channel;
  private long retryNanos;
  private long failedNanos;
  private boolean closed;
  private long sent;
  private long failures;
  private String failure = "";

  /**
   * Makes the output; opens nothing yet.
   *
   * @param host address or name of the receiver
   * @param port its UDP port, 1..65535
   */
  public OscOut(String host, int port) {
    this(host, port, System::nanoTime);
  }

  OscOut(String host, int port, LongSupplier nanos) {
    if (host.isBlank() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "must be a host and a port in 1..65535: host=" + host + " port=" + port);
    }
    this.host = host;
    this.port = port;
    this.nanos = nanos;
    outage = new Outage("OSC receiver " + host + ":" + port);
  }

  /**
   * Sends a message.
   *
   * @param address such as {@code /ure/velocity}
   * @param arguments Integer i, Float f, Double d, Long h, String s, Boolean T or F, byte[] b
   * @return whether it left this host
   * @throws IllegalArgumentException if it is no message: an address without a slash, an argument
   *     of another type, more than a packet holds
   */
  public boolean send(String address, List<?> arguments) {
    return send(new OSCMessage(address, arguments));
  }

  /**
   * Sends a message in a bundle with a time tag.
   *
   * @param micros the tag, microseconds since the epoch
   * @see #send(String, List)
   */
  public boolean send(String address, List<?> arguments, long micros) {
    OSCTimeTag64 tag = OSCTimeTag64.valueOf(OscTimeTag.ofMicros(micros));
    return send(new OSCBundle(List.of(new OSCMessage(address, arguments)), tag));
  }

  private synchronized boolean send(OSCPacket packet) {
    buffer.clear();
    try {
      serializer.write(packet);
    } catch (OSCSerializeException | RuntimeException e) {
      throw new IllegalArgumentException("must be a message of one packet: " + e, e);
    }
    try {
      if (closed || !connected()) {
        return failed(failure);
      }
      return transmit() ? succeeded() : failed("the send buffer is full");
    } catch (IOException | RuntimeException e) {
      disconnect();
      return failed(String.valueOf(e));
    }
  }

  /** The error of an earlier packet comes with the next, which is not sent then: once more. */
  private boolean transmit() throws IOException {
    buffer.flip();
    try {
      return channel.write(buffer) > 0;
    } catch (PortUnreachableException e) {
      failed("nobody listens");
      sent--;
      return channel.write(buffer.rewind()) > 0;
    }
  }

  private boolean connected() throws IOException {
    if (channel != null) {
      return true;
    }
    if (failures > 0 && nanos.getAsLong() - retryNanos < 0) {
      return false;
    }
    retryNanos = nanos.getAsLong() + RETRY_NANOS;
    InetSocketAddress receiver = new InetSocketAddress(host, port);
    if (receiver.isUnresolved()) {
      throw new UnknownHostException(host);
    }
    DatagramChannel opened = DatagramChannel.open();
    try {
      opened.configureBlocking(false);
      channel = opened.connect(receiver);
    } catch (IOException | RuntimeException e) {
      OscSocket.close(opened);
      throw e;
    }
    return true;
  }

  private boolean succeeded() {
    sent++;
    if (nanos.getAsLong() - failedNanos >= RETRY_NANOS) {
      outage.back();
    }
    return true;
  }

  private boolean failed(String why) {
    failures++;
    failure = why;
    failedNanos = nanos.getAsLong();
    if (!closed) {
      outage.lost(why);
    }
    return false;
  }

  private void disconnect() {
    if (channel != null) {
      OscSocket.close(channel);
      channel = null;
    }
  }

  /** Messages that left this host and of which nothing is known to be lost. */
  public synchronized long sent() {
    return sent;
  }

  /** Messages that could not be sent, or that found nobody. */
  public synchronized long failures() {
    return failures;
  }

  /** How it is: one line for a person. */
  public synchronized String status() {
    String text =
        "sending to " + host + ":" + port + ", " + sent + " sent, " + failures + " failed";
    return failures == 0 ? text : text + " (last: " + failure + ")";
  }

  /** Closes the socket; what is sent afterwards fails. */
  @Override
  public synchronized void close() {
    closed = true;
    disconnect();
  }
}
