package lumen.ctl.capacity;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicLong;

/** Hears the packets that the job plays, as an instrument would, and counts them. */
final class TickEar implements AutoCloseable {
  private static final int PACKET_BYTES = 2048;

  private final DatagramSocket socket;
  private final AtomicLong packets = new AtomicLong();

  private TickEar(DatagramSocket socket) {
    this.socket = socket;
  }

  /** Listens on a free port of loopback. */
  static TickEar listen() throws SocketException {
    TickEar ear =
        new TickEar(new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    Thread thread = new Thread(ear::hear, "tick-ear");
    thread.setDaemon(true);
    thread.start();
    return ear;
  }

  private void hear() {
    DatagramPacket packet = new DatagramPacket(new byte[PACKET_BYTES], PACKET_BYTES);
    try {
      while (true) {
        socket.receive(packet);
        packets.incrementAndGet();
      }
    } catch (IOException e) {
      // The socket was closed: nobody listens any more.
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Packets heard, signs of life among them. */
  long packets() {
    return packets.get();
  }

  @Override
  public void close() {
    socket.close();
  }
}
