package lumen.connectors.osc;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.Optional;

/** Whether packets can be sent to an address at all; nothing is sent. */
public final class ReceiverCheck {
  private ReceiverCheck() {}

  /**
   * Looks the name up, and has the operating system find a way there.
   *
   * @param host address or name of the receiver
   * @param port its UDP port, 1..65535
   * @return what is wrong; empty: nothing, though nobody may listen there
   */
  public static Optional<String> problem(String host, int port) {
    InetSocketAddress receiver = new InetSocketAddress(host, port);
    if (receiver.isUnresolved()) {
      return Optional.of(
          "the host must have an address: %s has none; `getent hosts %s` tells, a number such as 192.168.1.20 needs no name"
              .formatted(host, host));
    }
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.connect(receiver);
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of(
          "packets must be able to leave for %s:%d: %s; `ip route get %s` shows the way"
              .formatted(host, port, e.getMessage(), receiver.getAddress().getHostAddress()));
    }
  }
}
