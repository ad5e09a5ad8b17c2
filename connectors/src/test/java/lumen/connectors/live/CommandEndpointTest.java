package lumen.connectors.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lumen.event.CommandText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The door of a live job, with real requests and a reader that the test plays. */
@Timeout(60)
class CommandEndpointTest {
  private static final long NOW = 1_767_225_600_000_000L;
  private static final long DAY = 86_400_000_000L;
  private static final String JSON = "application/json";

  private LiveEndpoint control;
  private URI job;
  private final List<String> taken = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    control =
        LiveEndpoint.open(
            "127.0.0.1:0",
            "",
            command ->
                command.json().contains("wrong")
                    ? List.of("must be right: id=wrong", "and more")
                    : List.of());
    job = URI.create("http://" + control.address());
  }

  @AfterEach
  void close() {
    control.close();
  }

  private void take() {
    control.commands().take(NOW, NOW, DAY, taken::add);
  }

  private void takeAll(List<RecordedCommands> told) {
    await()
        .until(
            () -> {
              take();
              return told.stream().allMatch(RecordedCommands::isAnswered);
            });
  }

  private static String command(int i) {
    return "{\"id\":\"c" + i + "\"}";
  }

  @Test
  void everythingWrongIsSaidAtOnceAndNothingWaits() {
    assertThat(RecordedCommands.command(job, "{\"id\":\"wrong\"}").answer())
        .isEqualTo(
            "400 {\"error\":\"command must be right\",\"findings\":[\"must be right:"
                + " id=wrong\",\"and more\"]}");
    assertThat(control.commands().waiting()).isZero();
  }

  @Test
  void garbageIsRefusedInWords() {
    assertThat(RecordedCommands.command(job, "").answer()).startsWith("400").contains("is empty");
    assertThat(RecordedCommands.command(job, "[]").answer()).startsWith("400").contains("is array");
    assertThat(RecordedCommands.command(job, "#!").answer())
        .startsWith("400")
        .contains("one JSON object");
    assertThat(RecordedCommands.command(job, "{\"id\":\"\\ud800\"}").answer())
        .startsWith("400")
        .contains("must be Unicode text");
    byte[] noText = {'{', (byte) 0xFF, '}'};
    assertThat(
            RecordedCommands.command(job, BodyPublishers.ofByteArray(noText), "Content-Type", JSON)
                .answer())
        .startsWith("400")
        .contains("must be UTF-8 text");
  }

  @Test
  void onlyJsonFromNoPageIsLetIn() throws Exception {
    assertThat(RecordedCommands.command(job, BodyPublishers.ofString("{}")).answer())
        .startsWith("415");
    assertThat(
            RecordedCommands.command(
                    job, BodyPublishers.ofString("{}"), "Content-Type", "text/plain")
                .answer())
        .startsWith("415");
    assertThat(
            RecordedCommands.command(
                    job,
                    BodyPublishers.ofString("{}"),
                    "Content-Type",
                    JSON,
                    "Origin",
                    "http://x.example")
                .answer())
        .startsWith("403");
    assertThat(said("POST /command HTTP/1.1", "Host: x.example"))
        .startsWith("HTTP/1.1 403")
        .contains("Host must be " + control.address() + ": [x.example]");
    String own = "Host: " + control.address();
    for (String page :
        List.of("Origin: null", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-origin")) {
      assertThat(said("POST /end HTTP/1.1", own, page))
          .as(page)
          .startsWith("HTTP/1.1 403")
          .contains(" must not be sent, this is not for pages: [");
    }
    assertThat(said("POST /end HTTP/1.1", own, own)).startsWith("HTTP/1.1 4");
    assertThat(control.endWanted()).isFalse();
    assertThat(said("GET /status HTTP/1.1", own))
        .startsWith("HTTP/1.1 200")
        .containsPattern("\"refused\":[5-6],");
    assertThat(spoken("GET /command HTTP/1.1\r\nHost: " + control.address() + "\r\n\r\n"))
        .startsWith("HTTP/1.1 405");
    RecordedCommands charset =
        RecordedCommands.command(
            job, BodyPublishers.ofString("{}"), "Content-Type", "Application/JSON; charset=utf-8");
    takeAll(List.of(charset));
    assertThat(charset.answer()).startsWith("200");
  }

  /** All that is answered to the head of a request. */
  private String said(String... head) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), job.getPort())) {
      String request = String.join("\r\n", head) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  /** What is answered to bytes as they stand. */
  private String spoken(String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), job.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      byte[] answer = new byte[12];
      int n = in.readNBytes(answer, 0, answer.length);
      return new String(answer, 0, n, StandardCharsets.US_ASCII);
    }
  }

  @Test
  void bodyOverOneMebibyteIsRefusedAndOneBelowIsNot() {
    String tooLong = "{\"id\":\"" + "x".repeat(1 << 20) + "\"}";
    assertThat(RecordedCommands.command(job, tooLong).answer())
        .startsWith("413")
        .contains("command must be at most 1048576 bytes");
    RecordedCommands spaced = RecordedCommands.command(job, "{" + " ".repeat((1 << 20) - 2) + "}");
    RecordedCommands unlogged =
        RecordedCommands.command(job, "{\"id\":\"" + "x".repeat((1 << 20) - 1_000) + "\"}");
    takeAll(List.of(spaced, unlogged));
    assertThat(spaced.answer()).startsWith("200");
    assertThat(unlogged.answer())
        .startsWith("400")
        .contains("command must be at most 1047552 bytes");
    assertThat(taken).containsExactly("{\"effective_ts\":1767225600.000000}");
  }

  @Test
  void fullQueueIsSaidAndTheRestIsTaken() throws Exception {
    RecordedCommands first = RecordedCommands.command(job, command(0));
    await().until(() -> control.commands().waiting() == 1);
    for (int i = 1; i < CommandQueue.MAX_WAITING; i++) {
      assertThat(control.commands().offer(CommandText.read(command(i)))).isPresent();
    }
    assertThat(RecordedCommands.status(job)).contains("\"waiting\":1000");
    assertThat(RecordedCommands.command(job, "{}").answer())
        .startsWith("429")
        .contains("1000 commands wait");
    take();
    assertThat(first.answer()).startsWith("200");
    assertThat(taken).hasSize(1_000);
    assertThat(RecordedCommands.status(job)).contains("\"taken\":1000,\"waiting\":0");
  }

  @Test
  void commandsAtTheSameTimeAreEachTakenOnceAndAnswered() {
    List<RecordedCommands> told = new ArrayList<>();
    Map<String, Integer> times = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      told.add(RecordedCommands.command(job, command(i)));
      take();
    }
    takeAll(told);
    for (int i = 0; i < told.size(); i++) {
      assertThat(told.get(i).answer()).startsWith("200").contains("\"id\":\"c" + i + "\"");
    }
    taken.forEach(json -> times.merge(json, 1, Integer::sum));
    assertThat(times).hasSize(100).allSatisfy((json, n) -> assertThat(n).isOne());
  }

  @Test
  void whoeverDoesNotFinishItsBodyHoldsNobodyUp() throws Exception {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), job.getPort());
      slow.add(socket);
      String head =
          "POST /command HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nContent-Length: 9\r\n\r\n{"
              .formatted(control.address(), JSON);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(RecordedCommands.status(job)).startsWith("200");
    for (Socket socket : slow) {
      socket.close();
    }
  }

  @Test
  void whoeverWaitsIsToldThatTheJobEnds() {
    List<RecordedCommands> told =
        Stream.of("{}", "{}").map(json -> RecordedCommands.command(job, json)).toList();
    await().until(() -> control.commands().waiting() == 2);
    control.close();
    assertThat(told)
        .allSatisfy(one -> assertThat(one.answer()).startsWith("503").contains("is ending"));
    assertThat(taken).isEmpty();
  }
}
