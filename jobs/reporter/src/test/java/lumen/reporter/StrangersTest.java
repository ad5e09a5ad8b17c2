package lumen.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lumen.fixtures.LoggedLines;
import lumen.fixtures.RawHttp;
import lumen.http.RefusalLog;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The metrics port, over raw sockets: no page of another origin reads it. */
@Timeout(60)
final class StrangersTest {
  private static final String GET = "GET /metrics_fusion HTTP/1.1";
  private static final String END = "Connection: close";

  @Test
  void programOfThisMachineReadsAndAStrangerDoesNot() throws Exception {
    try (FlinkProcess process = FlinkProcess.reporting("0")) {
      process.operator("op").counter("seen").inc();
      int port = process.endpoint().orElseThrow().port();
      String own = "Host: localhost:" + port;
      String read = RawHttp.send(port, "", GET, own, END);
      assertThat(read).startsWith("HTTP/1.1 200").contains("operator_seen");
      assertThat(read).doesNotContainIgnoringCase("access-control-allow-origin");
      assertThat(status(port, GET, own, "Origin: http://localhost:" + port, END)).isEqualTo(200);

      for (String origin : List.of("http://evil.example", "null", "http://localhost:3000")) {
        assertThat(status(port, GET, own, "Origin: " + origin)).as(origin).isEqualTo(403);
      }
      assertThat(status(port, GET, "Host: evil.example:" + port)).isEqualTo(403);
      assertThat(status(port, GET, own, "Host: evil.example:" + port)).isEqualTo(403);
      assertThat(status(port, GET)).as("no Host").isEqualTo(403);
      assertThat(status(port, GET, own, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"))
          .isEqualTo(403);
      assertThat(status(port, "OPTIONS / HTTP/1.1", own, "Origin: http://evil.example"))
          .isEqualTo(403);
      assertThat(status(port, "HEAD / HTTP/1.1", "Host: evil.example")).isEqualTo(403);
    }
  }

  @Test
  void linkOfAnotherPageOpensIt() throws Exception {
    try (FlinkProcess process = FlinkProcess.reporting("0")) {
      int port = process.endpoint().orElseThrow().port();
      assertThat(
              status(
                  port,
                  GET,
                  "Host: 127.0.0.1:" + port,
                  "Sec-Fetch-Site: same-site",
                  "Sec-Fetch-Mode: navigate",
                  "Sec-Fetch-Dest: document",
                  END))
          .isEqualTo(200);
    }
  }

  @Test
  void refusalSaysWhyAndIsLoggedOnce() throws Exception {
    try (LoggedLines log = new LoggedLines(RefusalLog.class);
        FlinkProcess process = FlinkProcess.reporting("0")) {
      int port = process.endpoint().orElseThrow().port();
      for (int i = 0; i < 5; i++) {
        assertThat(RawHttp.body(RawHttp.send(port, "", GET, "Host: evil.example")))
            .isEqualTo(
                "Host must be localhost, 127.0.0.1, [::1] or a name in"
                    + " metrics.reporter.NAME.allowed-hosts: Host=evil.example\n");
      }
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARN metrics port " + port + " refused 1 (in all 1): Host must be");
    }
  }

  @Test
  void listedHostsAndTheOneThatIsBoundAreTrusted() throws Exception {
    Configuration configuration = new Configuration();
    String reporter = "metrics.reporter.own.";
    configuration.setString(reporter + "factory.class", PrometheusReporterFactory.class.getName());
    configuration.setString(reporter + "port", "0");
    configuration.setString(reporter + "allowed-hosts", "rig.example, other.example:9310");
    try (FlinkProcess process = new FlinkProcess(configuration)) {
      int port = process.endpoint().orElseThrow().port();
      assertThat(status(port, GET, "Host: rig.example:" + port, END)).isEqualTo(200);
      assertThat(status(port, GET, "Host: other.example:9310", END)).isEqualTo(200);
      assertThat(status(port, GET, "Host: other.example:9311", END)).isEqualTo(403);
    }
  }

  @Test
  void listThatIsWrongIsOneLineAndNothingIsServed() {
    Configuration configuration = new Configuration();
    String reporter = "metrics.reporter.own.";
    configuration.setString(reporter + "factory.class", PrometheusReporterFactory.class.getName());
    configuration.setString(reporter + "port", "0");
    configuration.setString(reporter + "allowed-hosts", "http://rig.example");
    try (LoggedLines log = new LoggedLines(PrometheusReporter.class);
        FlinkProcess process = new FlinkProcess(configuration)) {
      assertThat(process.endpoint()).isEmpty();
      assertThat(log.lines())
          .containsExactly(
              "ERROR no metrics are served: metrics.reporter.NAME.allowed-hosts must list names,"
                  + " such as lumen.example or lumen.example:8443: http://rig.example");
    }
  }

  private static int status(int port, String... head) throws Exception {
    return RawHttp.status(RawHttp.send(port, "", head));
  }
}
