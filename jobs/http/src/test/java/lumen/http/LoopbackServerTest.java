package lumen.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import lumen.fixtures.LoggedLines;
import lumen.fixtures.RawHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server on a free port, over raw sockets. */
@Timeout(60)
final class LoopbackServerTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final Duration SOON = Duration.ofMillis(300);
  private static final ServerLimits LIMITS =
      new ServerLimits(2, 4, 100, SOON, SOON, Duration.ofMillis(500));
  private static final String END = "Connection: close";

  /** The reply of {@code /later}, which the test makes known. */
  private final CompletableFuture<Reply> later = new CompletableFuture<>();

  /** How the writing of {@code /endless} ended. */
  private final CompletableFuture<Throwable> cut = new CompletableFuture<>();

  /** Open once {@code /later} was asked for. */
  private final CountDownLatch asked = new CountDownLatch(1);

  private final CountDownLatch held = new CountDownLatch(1);
  private LoopbackServer server;

  @BeforeEach
  void open() throws IOException {
    server = LoopbackServer.open(LOOPBACK, 0, LIMITS, service(ProgramsOnly::new));
    server.start();
  }

  @AfterEach
  void close() {
    held.countDown();
    server.close();
  }

  private Service service(Function<String, Guard> guard) {
    Routes routes =
        Routes.none(Reply::text)
            .and("GET", "/here", request -> now(Reply.text(200, "here")))
            .and(Routes.ANY, "/any", request -> now(Reply.text(200, request.method())))
            .and("POST", "/echo", request -> now(Reply.text(200, text(request.body()))))
            .and("GET", "/later", request -> later())
            .and("GET", "/held", request -> now(held()))
            .and(
                "GET", "/endless", request -> now(Reply.streamed(200, "text/plain", this::endless)))
            .and("GET", "/broken", request -> broken())
            .and("GET", "/below/", request -> now(Reply.json(200, '"' + request.path() + '"')));
    return new Service("test", guard, Reply::text, routes);
  }

  private CompletableFuture<Reply> later() {
    asked.countDown();
    return later;
  }

  private static CompletableFuture<Reply> now(Reply reply) {
    return CompletableFuture.completedFuture(reply);
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static CompletableFuture<Reply> broken() {
    throw new IllegalStateException("no reply");
  }

  private Reply held() {
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Reply.text(200, "held");
  }

  private void endless(OutputStream out) throws IOException {
    try {
      while (true) {
        out.write(new byte[1 << 16]);
      }
    } catch (IOException e) {
      cut.complete(e);
      throw e;
    }
  }

  private String own() {
    return "Host: " + server.address();
  }

  private String get(String path, String... headers) throws IOException {
    return said("GET", path, "", headers);
  }

  private String said(String method, String path, String body, String... headers)
      throws IOException {
    String head = method + " " + path + " HTTP/1.1\r\n" + own();
    String length = "Content-Length: " + body.length();
    String more = String.join("\r\n", headers);
    return more.isEmpty()
        ? RawHttp.send(server.port(), body, head, length, END)
        : RawHttp.send(server.port(), body, head, length, more, END);
  }

  @Test
  void nameThatWasReboundToThisMachineIsRefused() throws Exception {
    for (String host : List.of("evil.example", "evil.example:" + server.port(), "localhost")) {
      assertThat(RawHttp.send(server.port(), "", "GET /here HTTP/1.1", "Host: " + host))
          .as(host)
          .startsWith("HTTP/1.1 403")
          .contains("Host must be " + server.address() + ": [" + host + "]")
          .doesNotContainIgnoringCase("access-control");
    }
    assertThat(get("/here")).startsWith("HTTP/1.1 200").endsWith("here\n");
    assertThat(server.refused()).isEqualTo(3);
  }

  @Test
  void pageIsRefusedWhereverItComesFrom() throws Exception {
    for (String page :
        List.of(
            "Origin: http://evil.example",
            "Origin: null",
            "Origin: http://" + server.address(),
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-origin")) {
      assertThat(get("/here", page)).as(page).startsWith("HTTP/1.1 403");
    }
    assertThat(get("/here", "Sec-Fetch-Site: none")).startsWith("HTTP/1.1 200");
  }

  @Test
  void strangerIsRefusedBeforeItsBodyIsTakenAndThenTheConnectionEnds() throws Exception {
    assertThat(
            RawHttp.send(
                server.port(),
                "",
                "POST /echo HTTP/1.1",
                "Host: evil.example",
                "Content-Length: 50"))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void guardOfTheServerDecides() throws Exception {
    DoorRule rule = new DoorRule("localhost", "allowed", List.of("rig.example"), target -> false);
    try (LoopbackServer door = LoopbackServer.open(LOOPBACK, 0, LIMITS, service(address -> rule))) {
      door.start();
      for (String host : List.of("rig.example", "localhost:" + door.port())) {
        assertThat(RawHttp.send(door.port(), "", "GET /here HTTP/1.1", "Host: " + host, END))
            .startsWith("HTTP/1.1 200");
      }
      assertThat(RawHttp.send(door.port(), "", "GET /here HTTP/1.1", "Host: evil.example"))
          .startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void bodyAboveTheLimitIs413AndOneAtTheLimitIsTaken() throws Exception {
    assertThat(said("POST", "/echo", "x".repeat(100))).endsWith("x".repeat(100) + "\n");
    assertThat(said("POST", "/echo", "x".repeat(101)))
        .startsWith("HTTP/1.1 413")
        .endsWith("body must be at most 100 bytes\n");
    assertThat(said("POST", "/echo", "x".repeat(3 << 20))).startsWith("HTTP/1.1 413");
  }

  @Test
  void whoeverIsSlowIsCutOffAndTheThreadServesOthers() throws Exception {
    for (int i = 0; i < 4; i++) {
      String length = "Content-Length: 9";
      assertThat(RawHttp.send(server.port(), "{", "POST /echo HTTP/1.1", own(), length)).isEmpty();
    }
    try (Socket headless = new Socket(LOOPBACK, server.port())) {
      headless.setSoTimeout(20_000);
      headless.getOutputStream().write("GET /here HT".getBytes(StandardCharsets.US_ASCII));
      assertThat(answer(headless)).isEmpty();
    }
    try (Socket deaf = RawHttp.begin(server.port(), "", "GET /endless HTTP/1.1", own())) {
      assertThat(cut.get(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
      assertThat(deaf.isConnected()).isTrue();
    }
    for (int i = 0; i < 4; i++) {
      assertThat(said("POST", "/echo", "not interrupted")).endsWith("not interrupted\n");
    }
  }

  @Test
  void clientsBeyondThreadsAndPlacesAreTurnedAway() throws Exception {
    List<Socket> clients = new ArrayList<>();
    CountDownLatch turnedAway = new CountDownLatch(20 - 6);
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Socket client = RawHttp.begin(server.port(), "", "GET /held HTTP/1.1", own(), END);
      clients.add(client);
      answers.add(
          CompletableFuture.supplyAsync(() -> answer(client), task -> new Thread(task).start())
              .whenComplete((text, failure) -> turnedAway.countDown()));
    }
    assertThat(turnedAway.await(20, TimeUnit.SECONDS)).as("all that do not fit").isTrue();
    held.countDown();
    long answered =
        answers.stream().map(CompletableFuture::join).filter(text -> text.contains("held")).count();
    assertThat(answered).as("two at work and four that wait").isBetween(3L, 6L);
    assertThat(get("/here")).startsWith("HTTP/1.1 200");
    for (Socket client : clients) {
      client.close();
    }
  }

  private static String answer(Socket client) {
    try {
      return text(client.getInputStream().readAllBytes());
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void pathAndMethodThatAreNoneAreSaid() throws Exception {
    assertThat(get("/nowhere")).startsWith("HTTP/1.1 404").endsWith("no such path\n");
    assertThat(get("/here/")).startsWith("HTTP/1.1 404");
    assertThat(said("POST", "/here", ""))
        .startsWith("HTTP/1.1 405")
        .containsIgnoringCase("Allow: GET")
        .endsWith("must be GET\n");
    assertThat(get("/below/all/of%20it?q=1")).endsWith("\r\n\r\n\"/below/all/of it\"\n");
  }

  @Test
  void headHasNoBody() throws Exception {
    assertThat(said("HEAD", "/any", "")).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
    assertThat(said("HEAD", "/nowhere", "")).startsWith("HTTP/1.1 404").endsWith("\r\n\r\n");
    assertThat(RawHttp.send(server.port(), "", "HEAD /any HTTP/1.1", "Host: evil.example"))
        .startsWith("HTTP/1.1 403")
        .endsWith("\r\n\r\n");
  }

  @Test
  void replyThatIsKnownLaterHoldsNoThread() throws Exception {
    List<Socket> waiting = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      waiting.add(RawHttp.begin(server.port(), "", "GET /later HTTP/1.1", own(), END));
    }
    assertThat(get("/here")).startsWith("HTTP/1.1 200");
    later.complete(Reply.json(200, "{}").with("Retry-After", "1"));
    for (Socket socket : waiting) {
      assertThat(answer(socket))
          .startsWith("HTTP/1.1 200")
          .contains("etry-after: 1")
          .endsWith("{}\n");
      socket.close();
    }
  }

  @Test
  void handlerThatFailsIsSaidAndLogged() throws Exception {
    try (LoggedLines log = new LoggedLines(LoopbackServer.class)) {
      assertThat(get("/broken")).startsWith("HTTP/1.1 500").endsWith("see the log\n");
      assertThat(log.lines())
          .containsExactly(
              "ERROR test port "
                  + server.port()
                  + " must answer /broken with java.lang.IllegalStateException: no reply");
    }
    try (Socket waits = RawHttp.begin(server.port(), "", "GET /later HTTP/1.1", own(), END)) {
      later.completeExceptionally(new IllegalStateException("later"));
      assertThat(answer(waits)).startsWith("HTTP/1.1 500");
    }
  }

  /** Nobody waits for ever because a reply took more memory than there was. */
  @Test
  void replyWithoutMemoryEndsTheConnection() throws Exception {
    Reply tooMuch =
        Reply.streamed(
            200,
            "text/plain",
            out -> {
              throw new OutOfMemoryError("of the test");
            });
    try (LoggedLines log = new LoggedLines(LoopbackServer.class);
        Socket waits = RawHttp.begin(server.port(), "", "GET /later HTTP/1.1", own(), END)) {
      assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
      later.complete(tooMuch);
      assertThat(answer(waits)).doesNotContain("of the test");
      // The connection ends before the line is written.
      long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (log.lines().isEmpty() && System.nanoTime() < patience) {
        Thread.onSpinWait();
      }
      assertThat(log.lines())
          .containsExactly(
              "ERROR test port "
                  + server.port()
                  + ": a reply could not be sent with java.lang.OutOfMemoryError: of the test");
    }
    assertThat(get("/here")).startsWith("HTTP/1.1 200");
  }

  @Test
  void closingSendsTheLastRepliesAndFreesThePort() throws Exception {
    int port = server.port();
    try (Socket waits = RawHttp.begin(port, "", "GET /later HTTP/1.1", own(), END)) {
      assertThat(get("/here")).startsWith("HTTP/1.1 200");
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      later.complete(Reply.text(503, "ending"));
      server.close();
      assertThat(answer(waits)).startsWith("HTTP/1.1 503");
    }
    assertThatThrownBy(() -> new Socket(LOOPBACK, port)).isInstanceOf(ConnectException.class);
    server = LoopbackServer.open(LOOPBACK, port, LIMITS, service(ProgramsOnly::new));
    server.start();
    assertThat(get("/here")).startsWith("HTTP/1.1 200");
  }

  @Test
  void addressThatOthersReachIsOpenedOnlyWhereAnOperatorSaysSo() throws Exception {
    InetAddress all = InetAddress.getByName("0.0.0.0");
    assertThatThrownBy(() -> LoopbackServer.open(all, 0, LIMITS, service(ProgramsOnly::new)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be on loopback: 0.0.0.0");
    ProgramsOnly rule = new ProgramsOnly("[::1]:80");
    Visit six = Visit.of("/", name -> name.equals("Host") ? List.of("[::1]:80") : List.of());
    assertThat(rule.refusal(six)).isEmpty();
  }

  @Test
  void limitsAreChecked() {
    assertThatThrownBy(() -> new ServerLimits(0, 1, 1, SOON, SOON, SOON))
        .hasMessage("must be at least 1, 1 and 0: threads=0 waiting=1 maxBodyBytes=1");
    assertThatThrownBy(() -> new ServerLimits(1, 1, 1, SOON, Duration.ZERO, SOON))
        .hasMessageStartingWith("must be positive, positive and not negative: ");
  }
}
