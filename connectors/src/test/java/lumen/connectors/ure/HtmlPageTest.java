package lumen.connectors.ure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPageTest {
  private static boolean isPage(String text) {
    return HtmlPage.is(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html>\n<title>x",
        "\uFEFF\r\n <HTML lang=en>",
        "<?xml version=\"1.0\"?><!DOCTYPE html>",
        "<!-- of a proxy --><html>"
      })
  void pageForPeopleIsOne(String text) {
    assertThat(isPage(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ure_hz 1\n", "# HELP ure_hz <html> of old\nure_hz 1\n", "<p>\n", "html 1\n"})
  void metricsAreNone(String text) {
    assertThat(isPage(text)).isFalse();
  }
}
