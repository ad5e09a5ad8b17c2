package lumen.connectors.osc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
  @ParameterizedTest
  @CsvSource({
    "192.168.1.7, 192.168.1.7, true",
    "192.168.1.7, 192.168.1.8, false",
    "192.168.1.0/24, 192.168.1.255, true",
    "192.168.1.0/24, 192.168.2.1, false",
    "10.0.0.0/9, 10.127.0.1, true",
    "10.0.0.0/9, 10.128.0.1, false",
    "10.1.2.3/31, 10.1.2.2, true",
    "10.1.2.3/32, 10.1.2.2, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, ::1, false",
    "::1, ::1, true",
    "::/0, 127.0.0.1, false",
    "fd00::/8, fd12::1, true",
    "fd00::/8, fe80::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::ffff:127.0.0.1, 127.0.0.1, true",
  })
  void holdsTheAddressesOfItsNetworks(String host, String sender, boolean allowed)
      throws UnknownHostException {
    assertThat(new AllowedHosts(List.of("203.0.113.9", host)).allows(InetAddress.getByName(sender)))
        .isEqualTo(allowed);
  }

  @Test
  void emptyListAllowsEveryone() throws UnknownHostException {
    assertThat(new AllowedHosts(List.of()).allows(InetAddress.getByName("8.8.8.8"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.4.",
        "1.2.3.4/33",
        "1.2.3.4/-1",
        "1.2.3.4/",
        "1.2.3.4/x",
        "::1/129",
        ":::1",
        "::g",
        "1.2.3.4/8/8",
      })
  void whatIsNoAddressIsNamed(String host) {
    assertThatThrownBy(() -> new AllowedHosts(List.of(host)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "must be an address or a network such as 192.168.1.7 or 192.168.1.0/24: " + host);
  }
}
