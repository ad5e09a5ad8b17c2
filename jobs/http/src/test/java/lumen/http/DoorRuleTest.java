package lumen.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DoorRuleTest {
  private static final String KEY = "allowed-hosts";
  private static final DoorRule RULE =
      new DoorRule("rig.local", KEY, List.of("lumen.example", "proxy.example:8443"), "/"::equals);

  /** In a cluster of containers nobody knows beforehand at which address a process is called. */
  @Test
  void anyAddressIsNoName() {
    DoorRule rule = new DoorRule("0.0.0.0", KEY, List.of(" any-address "), "/"::equals);
    for (String host : List.of("10.0.0.7:9310", "192.168.255.1", "[fd00::7]:9310", "[::2]")) {
      assertThat(rule.refusal(visit(host))).as(host).isEmpty();
    }
    for (String host :
        List.of(
            "evil.example:9310",
            "any-address",
            "10.0.0.256",
            "10.0.0",
            "010.0.0.7",
            "1.2.3.4.evil")) {
      assertThat(rule.refusal(visit(host))).as(host).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8081",
        "LOCALHOST:9000",
        "127.0.0.1:8081",
        "127.0.0.2",
        "[::1]:8081",
        "[0:0:0:0:0:0:0:1]:8081",
        "rig.local:8081",
        "lumen.example",
        "lumen.example:8081",
        "proxy.example:8443"
      })
  void programOfThisMachineMayAsk(String host) {
    assertThat(RULE.refusal(visit(host))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8081",
        "localhost.evil.example",
        "localhost.",
        "127.0.0.1.evil.example",
        "127.1",
        "127.0.0.256",
        "2130706433",
        "0x7f000001",
        "0.0.0.0:8081",
        "10.0.0.7:8081",
        "[::]:8081",
        "[::2]:8081",
        "::1",
        "proxy.example",
        "proxy.example:8081",
        "x.lumen.example",
        "localhost:99999",
        "localhost:",
        "localhost:8081:8081",
        "localhost, evil.example",
        "user@localhost",
        "http://localhost",
        "локалхост",
        " ",
        ""
      })
  void hostOfAnotherNameIsRefused(String host) {
    assertThat(RULE.refusal(visit(host)).orElse("let in"))
        .startsWith(
            "Host must be localhost, 127.0.0.1, [::1] or a name in allowed-hosts: Host="
                + host.replaceAll("[^ -~]", "?"));
  }

  @Test
  void hostIsThereOnce() {
    assertThat(RULE.refusal(new Visit("/", List.of(), none(), none(), none(), none())))
        .hasValue("Host must be given once: Host=[]");
    List<String> twice = List.of("localhost", "evil.example");
    assertThat(RULE.refusal(new Visit("/", twice, none(), none(), none(), none())))
        .hasValue("Host must be given once: Host=[localhost, evil.example]");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8081, http://localhost:8081",
    "LocalHost:8081, http://localhost:8081",
    "localhost,      http://localhost",
    "localhost:80,   http://localhost",
    "lumen.example,  https://lumen.example",
    "[::1]:8081,     http://[::1]:8081",
    "127.0.0.1:8081, https://lumen.example",
    "127.0.0.1:8081, https://proxy.example:8443",
    "localhost:8081, http://lumen.example:80"
  })
  void pageOfThePortOrOfAListedHostMayAsk(String host, String origin) {
    assertThat(RULE.refusal(visit(host, origin))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8081, http://evil.example",
    "localhost:8081, http://evil.example:8081",
    "localhost:8081, http://localhost:3000",
    "localhost:8081, http://localhost",
    "localhost:8081, http://127.0.0.1:8081",
    "localhost,      https://localhost:8081",
    "localhost:8081, https://rig.local",
    "localhost:8081, http://lumen.example:8081",
    "localhost:8081, https://proxy.example",
    "localhost:8081, null",
    "localhost:8081, ''",
    "localhost:8081, file://",
    "localhost:8081, chrome-extension://abcdef",
    "localhost:8081, http://localhost:8081/",
    "localhost:8081, http://localhost:8081.evil.example",
    "localhost:8081, http://evil.example@localhost:8081",
    "localhost:8081, localhost:8081"
  })
  void pageOfAnotherOriginIsRefused(String host, String origin) {
    assertThat(RULE.refusal(visit(host, origin)))
        .hasValue(
            "Origin must be the Host that is asked, or a name in allowed-hosts: Origin=%s Host=%s"
                .formatted(origin, host));
  }

  @Test
  void originIsThereOnceAtMost() {
    String own = "http://localhost:8081";
    assertThat(RULE.refusal(visit("localhost:8081", own, own)).orElse("let in"))
        .startsWith("Origin must be given once at most: Origin=[");
  }

  @Test
  void whatAnotherPageShowsIsRefusedAlthoughItSendsNoOrigin() {
    for (String site : List.of("cross-site", "same-site", "unheard-of", "Same-Origin", "")) {
      assertThat(fetched(site, "no-cors", "image", "/")).as(site).isPresent();
    }
    assertThat(fetched("cross-site", "no-cors", "image", "/jobs/1/yarn-cancel"))
        .hasValue("Sec-Fetch-Site must be same-origin or none: Sec-Fetch-Site=[cross-site]");
    assertThat(fetched("cross-site", "navigate", "iframe", "/")).isPresent();
    assertThat(fetched("same-origin", "cors", "empty", "/jobs")).isEmpty();
    assertThat(fetched("none", "navigate", "document", "/jobs")).isEmpty();
  }

  @Test
  void linkElsewhereOpensOnlyWhatIsLinkable() {
    assertThat(fetched("cross-site", "navigate", "document", "/")).isEmpty();
    assertThat(fetched("cross-site", "navigate", "document", "/jobs/1/yarn-cancel")).isPresent();
  }

  @Test
  void pageOfAListedHostLiesOnAnotherSite() {
    Visit visit =
        new Visit(
            "/jobs",
            List.of("localhost:8081"),
            List.of("https://lumen.example"),
            List.of("cross-site"),
            none(),
            none());
    assertThat(RULE.refusal(visit)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example/jars", "evil.example:80", "", "jars"})
  void targetThatNamesAServerOfItsOwnIsRefused(String target) {
    Visit visit = new Visit(target, List.of("localhost"), none(), none(), none(), none());
    assertThat(RULE.refusal(visit)).hasValue("target must begin with /: target=" + target);
  }

  @Test
  void whatIsToldIsOneShortLine() {
    String told = RULE.refusal(visit("evil\r\n\u001b[2J" + "x".repeat(10_000))).orElseThrow();
    assertThat(told).hasSizeLessThan(300).matches("[ -~]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://lumen.example", "*", "a b", "lumen.example:port", ""})
  void listedHostThatIsNoneIsAnError(String listed) {
    assertThatThrownBy(() -> new DoorRule("localhost", KEY, List.of(listed), target -> true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "allowed-hosts must list names, such as lumen.example or lumen.example:8443: "
                + listed);
  }

  private static Optional<String> fetched(String site, String mode, String dest, String target) {
    return RULE.refusal(
        new Visit(
            target,
            List.of("localhost:8081"),
            none(),
            List.of(site),
            List.of(mode),
            List.of(dest)));
  }

  private static Visit visit(String host, String... origins) {
    return new Visit("/jobs", List.of(host), Arrays.asList(origins), none(), none(), none());
  }

  private static List<String> none() {
    return List.of();
  }
}
