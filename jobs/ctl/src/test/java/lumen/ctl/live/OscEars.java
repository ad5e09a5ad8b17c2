package lumen.ctl.live;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Somebody who only listens, and counts what is said by its OSC address. */
final class OscEars implements AutoCloseable {
  private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  private final Map<String, Long> heard = new ConcurrentSkipListMap<>();

  /** Begins to listen on loopback. */
  OscEars() throws IOException {
    Thread listening = new Thread(this::listen, "ears");
    listening.setDaemon(true);
    listening.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Messages so far of each address. */
  Map<String, Long> heard() {
    return Map.copyOf(heard);
  }

  private void listen() {
    DatagramPacket packet = new DatagramPacket(new byte[1_024], 1_024);
    while (!socket.isClosed()) {
      try {
        socket.receive(packet);
      } catch (IOException e) {
        return;
      }
      String text =
          new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
      heard.merge(text.substring(0, text.indexOf('\0')), 1L, Long::sum);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
