package lumen.connectors.ure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import lumen.connectors.outage.OutageLines;
import lumen.connectors.tls.Certificates;
import lumen.intake.LiveMessage;
import lumen.intake.LiveMessage.Refused;
import lumen.intake.LiveMessage.Scalar;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine behind https, whose certificate an authority of the test's own has signed. */
@Timeout(60)
class UreTlsTest {
  /** A handshake takes its time on a machine that is busy. */
  private static final double PATIENT_S = 10;

  private static final String METRICS = "ure_hz 5.25\n";

  @TempDir private static Path folder;
  private static Certificates certificates;

  @BeforeAll
  static void make() throws Exception {
    certificates = Certificates.make(folder);
  }

  private static UreOptions options(
      String url, double seconds, UreAccess access, String authorities) {
    return new UreOptions(url, seconds, seconds, 1 << 16, 30, access, authorities);
  }

  private static Engine engine(String server, Engine.Reply reply) throws Exception {
    return Engine.encrypted(certificates.store(server), Certificates.PASSWORD, reply);
  }

  private static boolean up(LiveMessage message) {
    return message instanceof Scalar scalar && scalar.key().equals("ure_up") && scalar.value() == 1;
  }

  @Test
  void engineOfTheAuthorityIsPulledWithTheToken() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "abc.def-1\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    List<String> sent = new ArrayList<>();
    Engine.Reply reply =
        exchange -> {
          sent.add(exchange.getRequestHeaders().getFirst("Authorization"));
          Engine.text(METRICS).to(exchange);
        };
    try (Engine engine = engine(Certificates.GOOD, reply);
        Pulled pulled =
            new Pulled(
                options(
                    engine.url(),
                    PATIENT_S,
                    new UreAccess("", "", token.toString()),
                    certificates.authority().toString()))) {
      pulled.nextThat(UreTlsTest::up);
      assertThat(sent).contains("Bearer abc.def-1");
    }
  }

  /** What the log is told when an engine with this certificate is lost. */
  private static String lost(String server, String authorities) throws Exception {
    try (Engine engine = engine(server, Engine.text(METRICS));
        OutageLines log = new OutageLines("reference engine " + engine.url());
        Pulled pulled = new Pulled(options(engine.url(), PATIENT_S, UreAccess.NONE, authorities))) {
      pulled.nextThat(message -> message instanceof Refused);
      assertThat(log.lines()).hasSize(1);
      return log.lines().get(0);
    }
  }

  @Test
  void certificateThatIsNotTrustedIsOneLineWithItsRemedy() throws Exception {
    String authority = certificates.authority().toString();
    String begin = "WARN is out of reach, tried until it is back: its certificate ";
    assertThat(lost(Certificates.GOOD, certificates.stranger().toString()))
        .isEqualTo(
            begin
                + "is signed by a stranger; name the authority that signed it: ca_file of the"
                + " stream");
    assertThat(lost(Certificates.GOOD, "")).startsWith(begin + "is signed by a stranger; ");
    assertThat(lost(Certificates.EXPIRED, authority))
        .startsWith(begin + "has expired (NotAfter: ")
        .endsWith("; renew the engine's certificate, or set the clock of this machine");
    assertThat(lost(Certificates.OTHER, authority))
        .startsWith(begin + "is not of this address (")
        .endsWith("; address it by a name of its certificate, or renew that");
  }

  @Test
  void authorityThatIsMendedCountsWithoutARestart() throws Exception {
    Path authorities = folder.resolve("authorities.pem");
    try (Engine engine = engine(Certificates.GOOD, Engine.text(METRICS));
        OutageLines log = new OutageLines("reference engine " + engine.url());
        Pulled pulled =
            new Pulled(options(engine.url(), 1, UreAccess.NONE, authorities.toString()))) {
      pulled.nextThat(message -> message instanceof Refused);
      assertThat(log.lines().get(0))
          .endsWith("ca_file must exist: " + authorities + "; it is read again at every pull");
      Files.copy(certificates.stranger(), authorities);
      pulled.nextThat(
          message -> message instanceof Refused refused && refused.detail().contains("stranger"));
      Files.writeString(authorities, Files.readString(certificates.authority()));
      pulled.nextThat(UreTlsTest::up);
    }
  }

  @Test
  void queryOfTheUrlIsShownNowhere() throws Exception {
    List<String> told = new ArrayList<>();
    Engine.Reply echo =
        exchange ->
            Engine.bytes(404, ("no " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8))
                .to(exchange);
    try (Engine engine = new Engine(0, echo);
        OutageLines log = new OutageLines("reference engine " + engine.url());
        Pulled pulled =
            new Pulled(options(engine.url() + "?token=hunter22&a=b", 1, UreAccess.NONE, ""))) {
      Refused refused = (Refused) pulled.nextThat(message -> message instanceof Refused);
      told.add(refused.detail() + " " + refused.raw() + " " + pulled.input.status());
      told.addAll(log.lines());
      engine.reply(Engine.text("ure_hz not-a-number hunter22\n"));
      Refused line =
          (Refused)
              pulled.nextThat(
                  message -> message instanceof Refused r && r.detail().contains("line 1"));
      told.add(line.detail() + " " + line.raw() + " " + pulled.input.status());
    }
    assertThat(told).allSatisfy(text -> assertThat(text).doesNotContain("hunter22"));
    assertThat(told.get(0)).contains("/metrics_ure?... ").contains("no /metrics_ure?***");
    assertThatThrownBy(() -> UreOptions.of("ftp://host/x?token=hunter22", 2))
        .hasMessage("must be http:// or https://: metricsUrl=ftp://host/x?...");
  }
}
