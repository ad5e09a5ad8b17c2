package lumen.connectors.ure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectTest {
  @ParameterizedTest
  @CsvSource({
    "http://h/m, http://h:80/n, true",
    "https://h:443/m, HTTPS://H/n, true",
    "http://h:9305/m, /n?q=1, true",
    "http://h:9305/m, //h:9305/n, true",
    "http://h/m, https://h/m, false",
    "https://h/m, http://h/m, false",
    "http://h:9305/m, http://h:9306/m, false",
    "http://h:9305/m, http://h/m, false",
    "http://h/m, http://h.example/m, false",
    "http://h/m, //other/m, false",
    "http://h/m, http://h@other/m, false",
    "http://h/m, mailto:me@h, false",
    "http://h/m, http:n, false",
  })
  void sameOriginIsSchemeHostAndPort(URI from, String location, boolean same) {
    assertThat(Redirect.sameOrigin(from, from.resolve(location))).isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({
    "http://me:secret@h:1/m?token=secret#x, http://h:1/m?...",
    "mailto:secret@h, mailto:",
    "https://h, https://h"
  })
  void whatMayBeASecretIsNotShown(URI to, String shown) {
    assertThat(Redirect.shown(to)).isEqualTo(shown);
  }
}
