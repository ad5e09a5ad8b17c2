package lumen.ctl.live;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Somebody who only listens: what is said by its OSC address, how often and when last. */
public final class OscEars implements AutoCloseable {
  private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  private final Map<String, Long> heard = new ConcurrentSkipListMap<>();
  private final Map<String, Double> last = new ConcurrentSkipListMap<>();

  /** Begins to listen on loopback. */
  public OscEars() throws IOException {
    Thread listening = new Thread(this::listen, "ears");
    listening.setDaemon(true);
    listening.start();
  }

  /** Where it listens, on loopback. */
  public int port() {
    return socket.getLocalPort();
  }

  /** Messages so far of each address. */
  Map<String, Long> heard() {
    return Map.copyOf(heard);
  }

  /** When something was said last to an address, seconds since the epoch; NaN: not yet. */
  public double lastAt(String address) {
    return last.getOrDefault(address, Double.NaN);
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
      String address = text.substring(0, text.indexOf('\0'));
      heard.merge(address, 1L, Long::sum);
      last.put(address, System.currentTimeMillis() / 1e3);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
