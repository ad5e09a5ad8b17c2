package lumen.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import lumen.fixtures.LoggedLines;
import lumen.fixtures.RawHttp;
import lumen.http.RefusalLog;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.ConfigurationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Through Flink's REST server, which finds the door by itself; over raw sockets. */
@Timeout(60)
final class RestDoorTest {
  private static final String PART =
      String.join(
          "\r\n",
          "--part",
          "Content-Disposition: form-data; name=\"jarfile\"; filename=\"a.jar\"",
          "Content-Type: application/x-java-archive",
          "",
          "%s",
          "--part--",
          "");
  private static final String FORM = "Content-Type: multipart/form-data; boundary=part";

  @TempDir private Path folder;
  private UploadEndpoint rest;
  private int port;

  @BeforeEach
  void start() throws Exception {
    Configuration configuration = UploadEndpoint.configuration(folder);
    configuration.setString("lumen.rest.allowed-hosts", "lumen.example");
    rest = new UploadEndpoint(configuration);
    port = rest.getRestPort();
  }

  @AfterEach
  void stop() throws Exception {
    rest.close();
  }

  @Test
  void jarOfThisMachineIsTakenAndOfAStrangerNotWritten() throws Exception {
    assertThat(upload("x", "Host: localhost:" + port)).isEqualTo(200);
    assertThat(rest.files()).hasSize(1);
    String own = "Host: localhost:" + port;
    assertThat(upload("x", own, "Origin: http://localhost:" + port)).isEqualTo(200);
    assertThat(upload("x", own, "Origin: https://lumen.example")).isEqualTo(200);
    assertThat(rest.files()).hasSize(3);
    for (String origin : List.of("http://evil.example", "null", "http://localhost:1", "")) {
      assertThat(upload("x", own, "Origin: " + origin)).as(origin).isEqualTo(403);
    }
    assertThat(upload("x", own, "Sec-Fetch-Site: cross-site")).isEqualTo(403);
    assertThat(upload("x", "Host: evil.example:" + port)).isEqualTo(403);
    assertThat(upload("x", own, "Host: evil.example:" + port)).isEqualTo(403);
    assertThat(rest.files()).as("of the three that were let in").hasSize(3);
  }

  @Test
  void bodyLongerThanAnySocketHoldsIsDroppedAndTheAnswerStillHeard() throws Exception {
    String long32Mib = "x".repeat(32 << 20);
    assertThat(upload(long32Mib, "Host: localhost", "Origin: http://evil.example")).isEqualTo(403);
    assertThat(rest.files()).isEmpty();
  }

  @Test
  void bodyThatIsAnnouncedAndDoesNotComeIsNotAwaited() throws Exception {
    String answer =
        RawHttp.send(
            port,
            "",
            "POST /jars/upload HTTP/1.1",
            "Host: localhost",
            "Origin: http://evil.example",
            "Expect: 100-continue",
            FORM,
            "Content-Length: 1000000");
    assertThat(answer).startsWith("HTTP/1.1 403 ").doesNotContain("100 Continue");
    assertThat(rest.files()).isEmpty();
  }

  @Test
  void answerSaysWhichHeaderWasWrongAndEndsTheConnection() throws Exception {
    String answer = RawHttp.send(port, "", "GET /jars HTTP/1.1", "Host: evil.example:8081");
    assertThat(answer).startsWith("HTTP/1.1 403 Forbidden\r\n").contains("\r\nconnection: close");
    assertThat(answer).doesNotContainIgnoringCase("access-control");
    assertThat(RawHttp.body(answer))
        .isEqualTo(
            "Host must be localhost, 127.0.0.1, [::1] or a name in lumen.rest.allowed-hosts:"
                + " Host=evil.example:8081\n");
  }

  @Test
  void everyMethodAndEveryKindOfRequestIsJudged() throws Exception {
    for (String method : List.of("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")) {
      assertThat(status(method + " /jars HTTP/1.1", "Host: x", "Origin: http://evil.example"))
          .as(method)
          .isEqualTo(403);
    }
    assertThat(
            status(
                "OPTIONS /jars/upload HTTP/1.1",
                "Host: localhost:" + port,
                "Origin: http://evil.example",
                "Access-Control-Request-Method: POST"))
        .as("preflight")
        .isEqualTo(403);
    assertThat(
            status(
                "GET /jars HTTP/1.1",
                "Host: localhost:" + port,
                "Origin: http://evil.example",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13"))
        .as("WebSocket")
        .isEqualTo(403);
    assertThat(status("GET /jars HTTP/1.0")).as("no Host").isEqualTo(403);
    assertThat(status("GET /jars HTTP/1.1")).as("no Host").isEqualTo(403);
    assertThat(status("GET http://evil.example/jars HTTP/1.1", "Host: localhost")).isEqualTo(403);
    assertThat(status("GET /jars HTTP/1.1", "Host: localhost\r\n evil.example")).isEqualTo(403);
    assertThat(status("GET /jars HTTP/1.1", "Host : evil.example")).isEqualTo(403);
  }

  @Test
  void secondRequestOfAConnectionIsJudgedToo() throws Exception {
    String answer =
        RawHttp.send(
            port,
            "GET /jars HTTP/1.1\r\nHost: evil.example\r\n\r\nGET /jars HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /jars HTTP/1.1",
            "Host: localhost");
    assertThat(answer.split("HTTP/1.1 200", -1)).hasSize(2);
    assertThat(answer.split("HTTP/1.1 403", -1)).as("and the third not at all").hasSize(2);
  }

  @Test
  void answerNeverSaysThatEveryPageMayReadIt() throws Exception {
    String answer =
        RawHttp.send(port, "", "GET /jars HTTP/1.1", "Host: localhost", "Connection: close");
    assertThat(answer).startsWith("HTTP/1.1 200").endsWith("taken");
    assertThat(answer).doesNotContainIgnoringCase("access-control-allow-origin");
  }

  @Test
  void refusalsAreCountedInTheLogWithoutFloodingIt() throws Exception {
    try (LoggedLines log = new LoggedLines(RefusalLog.class)) {
      for (int i = 0; i < 20; i++) {
        assertThat(status("GET /jars HTTP/1.1", "Host: evil.example")).isEqualTo(403);
      }
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARN REST port refused 1 (in all 1): Host must be localhost,")
          .contains("Host=evil.example (from /127.0.0.1:");
    }
  }

  @Test
  void listThatIsWrongIsAnErrorWithItsKey() {
    Configuration wrong = new Configuration();
    wrong.setString("lumen.rest.allowed-hosts", "lumen.example;https://x");
    assertThatThrownBy(() -> RestDoorOptions.rule(wrong))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("lumen.rest.allowed-hosts must list names")
        .hasMessageEndingWith(": https://x");
  }

  private int upload(String content, String... headers) throws Exception {
    String body = PART.formatted(content);
    String[] head = new String[headers.length + 4];
    head[0] = "POST /jars/upload HTTP/1.1";
    head[1] = FORM;
    head[2] = "Content-Length: " + body.length();
    head[3] = "Connection: close";
    System.arraycopy(headers, 0, head, 4, headers.length);
    return RawHttp.status(RawHttp.send(port, body, head));
  }

  private int status(String... head) throws Exception {
    return RawHttp.status(RawHttp.send(port, "", head));
  }
}
