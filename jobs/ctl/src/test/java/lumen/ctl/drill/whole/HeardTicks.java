package lumen.ctl.drill.whole;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/** An instrument behind the job: hears each tick that is played. */
final class HeardTicks implements AutoCloseable {
  private static final String TICK = "/ure/velocity\0";

  private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  private volatile double at = Double.NaN;

  /** Begins to listen, on a port of loopback. */
  HeardTicks() throws IOException {
    Thread listening = new Thread(this::listen, "heard-ticks");
    listening.setDaemon(true);
    listening.start();
  }

  /** Where it is heard, {@code host:port}. */
  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** When the newest tick was heard, seconds since the epoch; NaN before the first. */
  double at() {
    return at;
  }

  private void listen() {
    DatagramPacket packet = new DatagramPacket(new byte[1_024], 1_024);
    while (!socket.isClosed()) {
      try {
        socket.receive(packet);
      } catch (IOException e) {
        return;
      }
      String said =
          new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
      if (said.startsWith(TICK)) {
        at = DrillStep.now();
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
