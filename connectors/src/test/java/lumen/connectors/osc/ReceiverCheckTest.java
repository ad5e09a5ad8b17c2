package lumen.connectors.osc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ReceiverCheckTest {
  @Test
  void receiverThatPacketsCanLeaveForIsFineAndHearsNothing() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (DatagramSocket socket = new DatagramSocket(any)) {
      assertThat(ReceiverCheck.problem("127.0.0.1", socket.getLocalPort())).isEmpty();
      assertThat(ReceiverCheck.problem("127.0.0.1", 9)).as("nobody need listen yet").isEmpty();
    }
  }

  @Test
  void nameWithoutAddressIsTold() {
    assertThat(ReceiverCheck.problem("no-such-host.invalid", 9000))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .contains("the host must have an address: no-such-host.invalid has none")
                    .contains("`getent hosts no-such-host.invalid`"));
  }

  @Test
  void addressThatNoPacketMayLeaveForIsTold() {
    assertThat(ReceiverCheck.problem("255.255.255.255", 9000))
        .hasValueSatisfying(
            line -> assertThat(line).contains("packets must be able to leave for 255.255.255.255"));
  }
}
