package lumen.connectors.osc;

import java.net.InetSocketAddress;
import java.util.HexFormat;
import lumen.event.EventLimits;
import lumen.event.RejectReason;

/**
 * A packet as it was received.
 *
 * @param bytes what it held; of a refused one no more than a reject keeps
 * @param length how many bytes it had
 * @param arrivalMicros when it arrived
 * @param sender who sent it
 * @param refused why it must not be read, or null
 */
record Datagram(
    byte[] bytes, int length, long arrivalMicros, InetSocketAddress sender, RejectReason refused) {

  /** What of it waits in memory, bytes, with what surrounds it. */
  int weight() {
    return bytes.length + 96;
  }

  /** Where it came from. */
  String from() {
    return "from " + sender.getAddress().getHostAddress() + ":" + sender.getPort();
  }

  /** Bytes of it as a reject keeps them. */
  String hex(int start, int end) {
    int kept = Math.min(end, Math.min(bytes.length, start + EventLimits.MAX_RAW_BYTES));
    return HexFormat.of().formatHex(bytes, start, kept);
  }
}
