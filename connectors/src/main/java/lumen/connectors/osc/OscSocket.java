package lumen.connectors.osc;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;

/** The UDP socket of an OSC stream. */
final class OscSocket {
  private OscSocket() {}

  /**
   * Opens and binds it.
   *
   * @param receiveBufferBytes asked for; the operating system may grant less
   */
  static DatagramChannel open(InetSocketAddress at, int receiveBufferBytes) throws IOException {
    DatagramChannel channel =
        DatagramChannel.open(
            at.getAddress() instanceof Inet4Address
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6);
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
      return channel.bind(at);
    } catch (IOException | RuntimeException e) {
      close(channel);
      throw e;
    }
  }

  /** Where it is bound. */
  static InetSocketAddress address(DatagramChannel channel) throws IOException {
    return (InetSocketAddress) channel.getLocalAddress();
  }

  /** An address and its port, as a person writes them. */
  static String text(InetSocketAddress at) {
    return at.getAddress().getHostAddress() + ":" + at.getPort();
  }

  /** What the operating system granted. */
  static int receiveBufferBytes(DatagramChannel channel) throws IOException {
    return channel.getOption(StandardSocketOptions.SO_RCVBUF);
  }

  /** Closes it; a socket that cannot be closed is as good as closed. */
  static void close(DatagramChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      assert !channel.isOpen() : e;
    }
  }
}
