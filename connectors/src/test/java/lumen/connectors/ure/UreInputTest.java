package lumen.connectors.ure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import lumen.connectors.outage.OutageLines;
import lumen.connectors.ure.Engine.Reply;
import lumen.event.RejectReason;
import lumen.intake.LiveMessage;
import lumen.intake.LiveMessage.Dropped;
import lumen.intake.LiveMessage.Refused;
import lumen.intake.LiveMessage.Scalar;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UreInputTest {
  private static final String METRICS = "# TYPE ure_hz gauge\nure_hz 5.25\nother 1\n";

  private static UreOptions hasty(String url) {
    return new UreOptions(url, 0.1, 0.1, 1 << 16, 30);
  }

  /** Pulls soon again, but not sooner than a machine that is held up can answer. */
  private static UreOptions steady(String url) {
    return new UreOptions(url, 1, 1, 1 << 16, 30);
  }

  private static UreOptions patient(String url) {
    return new UreOptions(url, 5, 5, 1 << 16, 30);
  }

  /** The first pull of a process loads its classes. */
  @BeforeAll
  static void pullOnce() throws Exception {
    try (Engine engine = new Engine(0, Engine.text(METRICS));
        Pulled pulled = new Pulled(patient(engine.url()))) {
      pulled.next();
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static void expectScalar(Pulled pulled, String key, double value)
      throws InterruptedException {
    assertThat(pulled.next())
        .isInstanceOfSatisfying(
            Scalar.class,
            scalar -> {
              assertThat(scalar.key()).isEqualTo(key);
              assertThat(scalar.value()).isEqualTo(value);
            });
  }

  private static Refused expectRefused(Pulled pulled, RejectReason reason, String detail)
      throws InterruptedException {
    Refused refused = (Refused) pulled.next();
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.detail()).startsWith(detail);
    return refused;
  }

  /** One failed pull, told as such, and that the engine is down. */
  private static void expectFailure(Reply reply, String detail) throws Exception {
    try (Engine engine = new Engine(0, reply);
        Pulled pulled = new Pulled(patient(engine.url()))) {
      expectRefused(pulled, RejectReason.PULL_FAILED, detail);
      expectScalar(pulled, "ure_up", 0);
      assertThat(pulled.input.status()).startsWith(detail).contains("failed 1 times in a row");
    }
  }

  @Test
  void anAnswerIsTakenAgainAndAgain() throws Exception {
    try (Engine engine = new Engine(0, Engine.text(METRICS));
        Pulled pulled = new Pulled(steady(engine.url()))) {
      for (int i = 0; i < 2; i++) {
        expectScalar(pulled, "ure_hz", 5.25);
        expectScalar(pulled, "ure_up", 1);
      }
      assertThat(pulled.input.status())
          .isEqualTo(
              "pulling "
                  + engine.url()
                  + " every 1.0 s: 1 of 2 samples are the reference engine's");
    }
  }

  @Test
  void aBadLineIsRefusedAndTheRestTaken() throws Exception {
    try (Engine engine = new Engine(0, Engine.text("ure_hz 5,25\nure_harmony_index 0.9\n"));
        Pulled pulled = new Pulled(patient(engine.url()))) {
      expectScalar(pulled, "ure_harmony_index", 0.9);
      Refused refused =
          expectRefused(
              pulled,
              RejectReason.MALFORMED_METRICS,
              "value must be a number, NaN, +Inf or -Inf: line 1 column 8 of http://127.0.0.1:");
      assertThat(refused.raw()).isEqualTo("ure_hz 5,25");
      expectScalar(pulled, "ure_up", 1);
    }
  }

  @Test
  void errorsOfTheEngineAreFailedPulls() throws Exception {
    expectFailure(
        Engine.bytes(500, "out of order".getBytes(StandardCharsets.UTF_8)), "must answer 200: 500");
    expectFailure(Engine.bytes(204, new byte[0]), "must answer 200: 204");
    expectFailure(Engine.half(METRICS), "connection failed: ");
    expectFailure(Engine.endless(), "connection failed: IOException: an answer must be at most");
    expectFailure(
        Engine.bytes(200, new byte[] {31, -117, 8, 0}, "Content-Encoding", "gzip"),
        "must be whole gzip");
    expectFailure(
        Engine.bytes(200, gzip(new byte[1 << 20]), "Content-Encoding", "gzip"),
        "an answer must be at most 65536 bytes: more when unpacked");
    expectFailure(
        Engine.bytes(200, new byte[] {1}, "Content-Encoding", "br"),
        "must be encoded as gzip or not at all: br");
  }

  @Test
  void engineThatIsAwayIsToldOnceAndItsReturnOnce() throws Exception {
    Reply broken = Engine.bytes(500, new byte[0]);
    try (Engine engine = new Engine(0, broken);
        OutageLines log = new OutageLines("reference engine " + engine.url());
        Pulled pulled = new Pulled(steady(engine.url()))) {
      for (int i = 0; i < 2; i++) {
        pulled.nextThat(message -> isUp(message, 0));
      }
      assertThat(log.lines())
          .containsExactly(
              "WARN is out of reach, tried until it is back: must answer 200: 500; look at the"
                  + " engine's own log");
      engine.reply(Engine.text(METRICS));
      for (int i = 0; i < 2; i++) {
        pulled.nextThat(message -> isUp(message, 1));
      }
      assertThat(log.lines())
          .hasSize(2)
          .last()
          .asString()
          .matches("INFO is back, after \\d failures");
      engine.reply(broken);
      pulled.nextThat(message -> isUp(message, 0));
      assertThat(log.lines()).hasSize(3);
    }
  }

  private static boolean isUp(LiveMessage message, double value) {
    return message instanceof Scalar scalar
        && scalar.key().equals("ure_up")
        && scalar.value() == value;
  }

  @Test
  void garbageIsAFailedPullAfterItsFirstLines() throws Exception {
    try (Engine engine = new Engine(0, Engine.text("<p>\n".repeat(3000)));
        Pulled pulled = new Pulled(patient(engine.url()))) {
      for (int i = 0; i < PrometheusText.MAX_FAULTS; i++) {
        expectRefused(pulled, RejectReason.MALFORMED_METRICS, "metric name must begin");
      }
      expectRefused(pulled, RejectReason.PULL_FAILED, "at most 100 lines may be malformed");
      expectScalar(pulled, "ure_up", 0);
    }
  }

  @Test
  void whoeverSendsTooSlowlyHasTimedOut() throws Exception {
    try (Engine engine = new Engine(0, Engine.text(METRICS))) {
      engine.reply(engine.stuck());
      try (Pulled pulled = new Pulled(hasty(engine.url()))) {
        expectRefused(pulled, RejectReason.PULL_FAILED, "must answer within 0.1 s: timed out");
        expectScalar(pulled, "ure_up", 0);
      }
    }
  }

  @Test
  void gzipIsUnpacked() throws Exception {
    byte[] body = gzip(METRICS.getBytes(StandardCharsets.UTF_8));
    try (Engine engine = new Engine(0, Engine.bytes(200, body, "Content-Encoding", "gzip"));
        Pulled pulled = new Pulled(patient(engine.url()))) {
      expectScalar(pulled, "ure_hz", 5.25);
      expectScalar(pulled, "ure_up", 1);
    }
  }

  @Test
  void redirectsAreFollowedOnTheSameHostOnly() throws Exception {
    expectFailure(
        Engine.redirect("http://localhost:1/metrics_ure"),
        "must stay on its host: redirect 302 to http://localhost:1/metrics_ure");
    expectFailure(Engine.redirect(Engine.PATH), "must redirect at most 3 times");
    AtomicInteger asked = new AtomicInteger();
    Reply once =
        exchange ->
            (asked.getAndIncrement() == 0
                    ? Engine.redirect(Engine.PATH + "/there")
                    : Engine.text(METRICS))
                .to(exchange);
    try (Engine engine = new Engine(0, once);
        Pulled pulled = new Pulled(patient(engine.url()))) {
      expectScalar(pulled, "ure_hz", 5.25);
    }
  }

  @Test
  void anEngineThatComesBackIsFoundAgain() throws Exception {
    int port;
    try (Engine engine = new Engine(0, Engine.text(METRICS))) {
      port = engine.port();
    }
    UreOptions options = steady("http://127.0.0.1:" + port + Engine.PATH);
    try (Pulled pulled = new Pulled(options)) {
      expectRefused(pulled, RejectReason.PULL_FAILED, "nothing answers there: connection refused");
      expectScalar(pulled, "ure_up", 0);
      try (Engine engine = new Engine(port, Engine.text(METRICS))) {
        pulled.nextThat(message -> message instanceof Scalar s && s.key().equals("ure_hz"));
        expectScalar(pulled, "ure_up", 1);
        engine.reply(Engine.bytes(503, new byte[0]));
        pulled.nextThat(message -> message instanceof Refused);
        engine.reply(Engine.text(METRICS));
        pulled.nextThat(message -> message instanceof Scalar s && s.value() == 1);
      }
      pulled.nextThat(message -> message instanceof Refused);
    }
  }

  @Test
  void whatTheQueueCannotHoldIsCounted() throws Exception {
    int series = 20_000;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < series; i++) {
      text.append("ure_hz{i=\"").append(i).append("\"} 1\n");
    }
    try (Engine engine = new Engine(0, Engine.text(text.toString()));
        UreInput input =
            new UreInput(new UreOptions(engine.url(), 5, 5, 1 << 20, 30), () -> 1_000_000)) {
      CountDownLatch pulled = new CountDownLatch(1);
      input.open(pulled::countDown);
      pulled.await();
      int[] counts = new int[2];
      while (input.drain(
              message -> {
                if (message instanceof Dropped dropped) {
                  counts[1] += (int) dropped.count();
                } else {
                  counts[0]++;
                }
              },
              1000)
          > 0) {}
      assertThat(counts).containsExactly(16_384, series + 1 - 16_384);
    }
  }

  @Test
  void closingEndsItsThreadsEvenDuringAPullAndTwice() throws Exception {
    try (Engine engine = new Engine(0, Engine.text(METRICS))) {
      engine.reply(engine.stuck());
      UreInput input = new UreInput(patient(engine.url()), () -> 0);
      input.open(() -> {});
      input.close();
      input.close();
      assertThat(input.status()).startsWith("closed: ");
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().equals("ure 127.0.0.1:" + engine.port()));
      assertThat(input.drain(message -> {}, 10)).isZero();
    }
    new UreInput(patient("http://127.0.0.1:1/"), () -> 0).close();
  }

  @Test
  void optionsThatCannotWorkAreRefused() {
    assertThatThrownBy(() -> UreOptions.of("ftp://host/x", 2))
        .hasMessage("must be http:// or https://: metricsUrl=ftp://host/x");
    assertThatThrownBy(() -> UreOptions.of("http://me:secret@host/x", 2))
        .hasMessage("must hold no user name or password: metricsUrl host=host");
    assertThatThrownBy(() -> UreOptions.of("not a url", 2)).hasMessageStartingWith("must be a URL");
    assertThatThrownBy(() -> new UreOptions("http://h/", 2, 3, 4096, 30))
        .hasMessage("must be 0.05 s to the pull interval: timeoutS=3.0 pullIntervalS=2.0");
    assertThatThrownBy(() -> UreOptions.of("http://h/", 0))
        .hasMessage("must be 0.1 to 3600 s: pullIntervalS=0.0");
    assertThatThrownBy(() -> new UreOptions("http://h/", 2, 1, 10, 30))
        .hasMessage("must be 1 KiB to 256 MiB: maxBodyBytes=10");
    assertThatThrownBy(() -> new UreOptions("http://h/", 2, 1, 4096, 0))
        .hasMessage("must be > 0 and <= 86400 s: staleAfterS=0.0");
    assertThat(UreOptions.of("http://h/", 1))
        .isEqualTo(new UreOptions("http://h/", 1, 1, 4 << 20, 30));
  }
}
