package lumen.connectors.osc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.List;
import lumen.event.KeyFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OscOptionsTest {
  @ParameterizedTest
  @CsvSource({
    "-1, 8192, 10, 4096, must be in 0..65535: port=-1",
    "65536, 8192, 10, 4096, must be in 0..65535: port=65536",
    "9000, 15, 10, 4096, must be in 16..65507: maxPacketBytes=15",
    "9000, 65508, 10, 4096, must be in 16..65507: maxPacketBytes=65508",
    "9000, 8192, 0, 4096, must be in 1..1048576: queuePackets=0",
    "9000, 8192, 10, 0, must be in 1..2147483647: receiveBufferBytes=0",
  })
  void rangesAreChecked(int port, int packet, int queue, int buffer, String message) {
    assertThatThrownBy(
            () ->
                new OscOptions(
                    "127.0.0.1", port, packet, queue, buffer, List.of(), KeyFilter.ALL, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void hostsAreChecked() {
    assertThatThrownBy(() -> OscOptions.at(" ", 9000))
        .hasMessage("must name an address of this host: host= ");
    assertThatThrownBy(
            () ->
                new OscOptions("::1", 9000, 64, 1, 1, List.of("10.0.0.0/64"), KeyFilter.ALL, true))
        .hasMessageContaining("10.0.0.0/64");
  }

  @Test
  void canBeSentToAnotherProcess() throws IOException {
    KeyFilter filter = OscAddressFilter.of(List.of("/a/*", "/{b,c}"));
    OscOptions options = new OscOptions("::1", 9000, 64, 1, 1, List.of("::1"), filter, true);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(options);
    }
    assertThat(bytes.size()).isPositive();
  }
}
