package lumen.connectors.osc;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import lumen.event.KeyFilter;

/**
 * How an OSC stream listens.
 *
 * @param host address or name of this host to listen at; {@code 0.0.0.0} is every address
 * @param port UDP port; 0 is any that is free
 * @param maxPacketBytes the largest packet that is read
 * @param queuePackets packets that may wait to be read
 * @param receiveBufferBytes what the operating system is asked to hold between them
 * @param allowedHosts addresses and networks (CIDR) that may send; none is everyone
 * @param addresses which received addresses are selected
 * @param useTimetags whether a time tag is the event time; else arrival is
 */
public record OscOptions(
    String host,
    int port,
    int maxPacketBytes,
    int queuePackets,
    int receiveBufferBytes,
    List<String> allowedHosts,
    KeyFilter addresses,
    boolean useTimetags)
    implements Serializable {
  /** The largest packet that UDP carries, bytes. */
  public static final int LARGEST_PACKET_BYTES = 65_507;

  /** {@link #maxPacketBytes} unless configured. */
  public static final int DEFAULT_MAX_PACKET_BYTES = 8192;

  /** {@link #queuePackets} unless configured. */
  public static final int DEFAULT_QUEUE_PACKETS = 65_536;

  /** {@link #receiveBufferBytes} unless configured. */
  public static final int DEFAULT_RECEIVE_BUFFER_BYTES = 4 << 20;

  private static final int MAX_PORT = 65_535;
  private static final int MAX_QUEUE_PACKETS = 1 << 20;

  /** Checks the ranges. */
  public OscOptions {
    Objects.requireNonNull(addresses, "addresses");
    allowedHosts = List.copyOf(allowedHosts);
    if (host.isBlank()) {
      throw new IllegalArgumentException("must name an address of this host: host=" + host);
    }
    require(0, port, MAX_PORT, "port");
    require(16, maxPacketBytes, LARGEST_PACKET_BYTES, "maxPacketBytes");
    require(1, queuePackets, MAX_QUEUE_PACKETS, "queuePackets");
    require(1, receiveBufferBytes, Integer.MAX_VALUE, "receiveBufferBytes");
    new AllowedHosts(allowedHosts);
  }

  /** Everything that reaches the address, with the defaults. */
  public static OscOptions at(String host, int port) {
    return new OscOptions(
        host,
        port,
        DEFAULT_MAX_PACKET_BYTES,
        DEFAULT_QUEUE_PACKETS,
        DEFAULT_RECEIVE_BUFFER_BYTES,
        List.of(),
        KeyFilter.ALL,
        true);
  }

  private static void require(int low, int value, int high, String name) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "must be in " + low + ".." + high + ": " + name + "=" + value);
    }
  }
}
