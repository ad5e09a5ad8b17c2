package lumen.connectors.ure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import lumen.connectors.outage.OutageLines;
import lumen.connectors.ure.Engine.Reply;
import lumen.intake.LiveMessage;
import lumen.intake.LiveMessage.Refused;
import lumen.intake.LiveMessage.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engines that ask who pulls, and that send the one who asks elsewhere. */
@Timeout(60)
class UreAccessTest {
  private static final String METRICS = "ure_hz 5.25\n";
  private static final String SECRET = "hunter2 grün";

  @TempDir private Path folder;

  private Path file(String name, String secret) throws IOException {
    Path file = Files.writeString(folder.resolve(name), secret + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private UreAccess password(String secret) throws IOException {
    return new UreAccess("lumen", file("password", secret).toString(), "");
  }

  private UreAccess token(String secret) throws IOException {
    return new UreAccess("", "", file("token", secret).toString());
  }

  private static UreOptions options(String url, UreAccess access) {
    return new UreOptions(url, 0.5, 0.5, 1 << 16, 30, access);
  }

  private static String basic(String password) {
    byte[] pair = ("lumen:" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static String sent(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header == null ? "nothing" : header;
  }

  /** Shows its metrics to who sends this header, and tells the others what they sent. */
  private static Reply guarded(String header) {
    return exchange -> {
      String sent = sent(exchange);
      (sent.equals(header)
              ? Engine.text(METRICS)
              : Engine.bytes(401, ("sent: " + sent).getBytes(StandardCharsets.UTF_8)))
          .to(exchange);
    };
  }

  private static boolean up(LiveMessage message) {
    return message instanceof Scalar scalar && scalar.key().equals("ure_up") && scalar.value() == 1;
  }

  private static boolean down(LiveMessage message) {
    return message instanceof Scalar scalar && scalar.key().equals("ure_up") && scalar.value() == 0;
  }

  @Test
  void engineThatAsksIsToldAndShows() throws Exception {
    try (Engine engine = new Engine(0, guarded(basic(SECRET)));
        Pulled pulled = new Pulled(options(engine.url(), password(SECRET)))) {
      pulled.nextThat(UreAccessTest::up);
      engine.reply(guarded("Bearer abc.def-1"));
      try (Pulled other = new Pulled(options(engine.url(), token("abc.def-1")))) {
        other.nextThat(UreAccessTest::up);
      }
    }
  }

  @Test
  void wrongPasswordIsToldOnceAndTheRightOneCountsWithoutARestart() throws Exception {
    try (Engine engine = new Engine(0, guarded(basic(SECRET)));
        OutageLines log = new OutageLines("reference engine " + engine.url());
        Pulled pulled = new Pulled(options(engine.url(), password("hunter1")))) {
      List<String> told = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Refused refused = (Refused) pulled.nextThat(message -> message instanceof Refused);
        told.add(refused.raw() + " " + refused.detail() + pulled.input.status());
      }
      assertThat(log.lines())
          .containsExactly(
              "WARN is out of reach, tried until it is back: must answer 200: 401; it does not"
                  + " take the password of lumen in "
                  + folder.resolve("password")
                  + ": write the right one there");
      assertThat(told)
          .allSatisfy(line -> assertThat(line).startsWith("sent: Basic *** must answer 200: 401"))
          .noneMatch(line -> line.contains("hunter1"));
      file("password", SECRET);
      pulled.nextThat(UreAccessTest::up);
      pulled.nextThat(UreAccessTest::up);
      assertThat(log.lines()).hasSize(2);
    }
  }

  @Test
  void fileThatOthersMayReadIsToldBeforeTheEngineIsAsked() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    UreAccess access = password(SECRET);
    Path file = folder.resolve("password");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Reply heard =
        exchange -> {
          asked.add(sent(exchange));
          Engine.text(METRICS).to(exchange);
        };
    try (Engine engine = new Engine(0, heard);
        OutageLines log = new OutageLines("reference engine " + engine.url());
        Pulled pulled = new Pulled(options(engine.url(), access))) {
      pulled.nextThat(UreAccessTest::down);
      pulled.nextThat(UreAccessTest::down);
      assertThat(log.lines())
          .containsExactly(
              "WARN is out of reach, tried until it is back: password_file must be readable by its"
                  + " owner alone, is rw-r--r--: chmod 600 "
                  + file
                  + "; it is read again at every pull");
      assertThat(asked).isEmpty();
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
      pulled.nextThat(UreAccessTest::up);
      assertThat(asked).isNotEmpty().allMatch(basic(SECRET)::equals);
    }
  }

  @Test
  void tokenThatNoHeaderCanHoldIsRefusedWithoutBeingShown() throws Exception {
    UreAccess access = token(SECRET);
    try (Pulled pulled = new Pulled(options("http://127.0.0.1:1/", access))) {
      Refused refused = (Refused) pulled.next();
      assertThat(refused.detail())
          .startsWith("token_file must hold a token of visible ASCII without spaces: ")
          .doesNotContain("hunter2");
    }
  }

  @Test
  void secretGoesToTheSameOriginAndNowhereElse() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    Reply thief =
        exchange -> {
          heard.add(sent(exchange));
          Engine.text(METRICS).to(exchange);
        };
    try (Engine other = new Engine(0, thief);
        Engine engine = new Engine(0, Engine.redirect(other.url() + "?token=of-them"));
        OutageLines log = new OutageLines("reference engine " + engine.url());
        Pulled pulled = new Pulled(options(engine.url(), password(SECRET)))) {
      pulled.nextThat(UreAccessTest::down);
      assertThat(log.lines())
          .containsExactly(
              "WARN is out of reach, tried until it is back: must stay on its host: redirect 302 to"
                  + " "
                  + other.url()
                  + "?...; write as metrics_url where the metrics are");
      assertThat(heard).isEmpty();
      engine.reply(
          exchange ->
              (exchange.getRequestURI().getPath().endsWith("/there")
                      ? guarded(basic(SECRET))
                      : Engine.redirect(engine.url() + "/there"))
                  .to(exchange));
      pulled.nextThat(UreAccessTest::up);
    }
  }

  @Test
  void eachKindOfFailureSaysOnceWhatMendsIt() throws Exception {
    byte[] nothing = new byte[0];
    UreAccess none = UreAccess.NONE;
    expectToldOnce(
        Engine.bytes(401, nothing),
        none,
        "must answer 200: 401; it asks who pulls: give the stream user and password_file, or"
            + " token_file");
    expectToldOnce(
        Engine.bytes(403, nothing),
        none,
        "must answer 200: 403; it shows this to some only: give the stream user and password_file,"
            + " or token_file, or allow this machine there");
    expectToldOnce(
        Engine.bytes(403, nothing),
        token("abc"),
        "must answer 200: 403; it takes the token in "
            + folder.resolve("token")
            + " but may not show this: allow it there");
    expectToldOnce(
        Engine.bytes(404, nothing), none, "must answer 200: 404; correct the path of metrics_url");
    expectToldOnce(
        Engine.text("\n<!DOCTYPE html><title>Sign in</title>"),
        none,
        "must be metrics in the Prometheus text format: an HTML page; write as metrics_url where"
            + " the metrics are, not a page about them; if it is a login: give the stream user and"
            + " password_file, or token_file");
  }

  private static void expectToldOnce(Reply reply, UreAccess access, String reason)
      throws Exception {
    try (Engine engine = new Engine(0, reply);
        OutageLines log = new OutageLines("reference engine " + engine.url());
        Pulled pulled = new Pulled(options(engine.url(), access))) {
      pulled.nextThat(UreAccessTest::down);
      pulled.nextThat(UreAccessTest::down);
      assertThat(log.lines())
          .containsExactly("WARN is out of reach, tried until it is back: " + reason);
      assertThat(pulled.input.status()).contains("times in a row; ");
    }
  }

  @Test
  void engineThatFailsInAnotherWayIsToldAgain() throws Exception {
    try (Engine engine = new Engine(0, Engine.bytes(401, new byte[0]));
        OutageLines log = new OutageLines("reference engine " + engine.url());
        Pulled pulled = new Pulled(options(engine.url(), UreAccess.NONE))) {
      pulled.nextThat(UreAccessTest::down);
      engine.reply(Engine.bytes(404, new byte[0]));
      pulled.nextThat(message -> message instanceof Refused r && r.detail().contains("404"));
      pulled.nextThat(message -> message instanceof Refused r && r.detail().contains("404"));
      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().get(1))
          .startsWith("WARN is still out of reach, for another reason: must answer 200: 404; ");
    }
  }

  @Test
  void slowAwayAndBackAreOneLineEach() throws Exception {
    int port;
    Pulled pulled;
    OutageLines log;
    try (Engine engine = new Engine(0, Engine.text(METRICS))) {
      port = engine.port();
      log = new OutageLines("reference engine " + engine.url());
      pulled = new Pulled(options(engine.url(), UreAccess.NONE));
      pulled.nextThat(UreAccessTest::up);
      engine.reply(engine.stuck());
      pulled.nextThat(refused("must answer within 0.5 s: timed out"));
      pulled.nextThat(refused("must answer within 0.5 s: timed out"));
    }
    try (log;
        pulled) {
      pulled.nextThat(refused("nothing answers there: connection refused"));
      try (Engine engine = new Engine(port, Engine.text(METRICS))) {
        pulled.nextThat(UreAccessTest::up);
        pulled.nextThat(UreAccessTest::up);
      }
    }
    assertThat(log.lines())
        .filteredOn(line -> line.contains("timed out; look at the engine, or raise timeout_s"))
        .hasSize(1);
    assertThat(log.lines())
        .filteredOn(line -> line.contains("refused; start the engine, or correct host and port"))
        .hasSize(1);
    assertThat(log.lines()).filteredOn(line -> line.startsWith("INFO is back")).isNotEmpty();
  }

  private static Predicate<LiveMessage> refused(String detail) {
    return message -> message instanceof Refused r && r.detail().startsWith(detail);
  }

  @Test
  void onlyOneWayOfTellingMayBeGiven() {
    assertThatThrownBy(() -> new UreAccess("lumen", "", ""))
        .hasMessage("must be given together: user=lumen passwordFile=");
    assertThatThrownBy(() -> new UreAccess("", "f", ""))
        .hasMessage("must be given together: user= passwordFile=f");
    assertThatThrownBy(() -> new UreAccess("lumen", "f", "t"))
        .hasMessage("at most one may be given: user=lumen tokenFile=t");
    assertThatThrownBy(() -> new UreAccess("a:b", "f", ""))
        .hasMessage("must hold no colon and no control character: user");
    assertThat(new Authorization("Basic abc", "s")).hasToString("authorization ***");
  }
}
