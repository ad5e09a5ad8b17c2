package lumen.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lumen.connectors.tls.Certificates;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server that speaks TLS, with the certificate of an authority of the test's own. */
@Timeout(120)
class EncryptedTableTest {
  private static final String LOCAL = "127.0.0.1";

  @TempDir private static Path folder;
  private static LocalPostgres postgres;
  private static Certificates certificates;

  @BeforeAll
  static void startServer() throws Exception {
    certificates = Certificates.make(folder);
    postgres = LocalPostgres.start(folder);
    present(Certificates.GOOD);
  }

  @AfterAll
  static void stopServer() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }

  /** Has the server show a certificate from now on. */
  private static void present(String server) throws Exception {
    postgres.run(
        "ALTER SYSTEM SET ssl_cert_file = '%s'".formatted(certificates.certificate(server)));
    postgres.run("ALTER SYSTEM SET ssl_key_file = '%s'".formatted(certificates.key(server)));
    postgres.run("ALTER SYSTEM SET ssl = on");
    postgres.stop();
    postgres.start();
  }

  private static PostgresOptions options(String host, String mode, String authorities) {
    String url = postgres.url().replace(LOCAL, host);
    return new PostgresOptions(url, "postgres", "", "", "frames", 1, 60, mode, authorities);
  }

  private static List<String> problems(String host, String mode, String authorities) {
    return TableCheck.problems("outputs.postgres", options(host, mode, authorities));
  }

  private static void expectRefused(List<String> problems, String... parts) {
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("outputs.postgres: the database must let Lumen in: jdbc:")
        .contains(parts)
        .doesNotContain("\n");
  }

  @Test
  void everyModeOfTheDriverIsLetInAndEncryptsWhatItSays() throws Exception {
    String authority = certificates.authority().toString();
    assertThat(problems(LOCAL, "", "")).isEmpty();
    assertThat(problems(LOCAL, "disable", "")).isEmpty();
    assertThat(problems(LOCAL, "prefer", "")).isEmpty();
    assertThat(problems(LOCAL, "require", "")).isEmpty();
    assertThat(problems(LOCAL, "verify-ca", authority)).isEmpty();
    assertThat(problems(LOCAL, "verify-full", authority)).isEmpty();
    assertThat(encrypted(options(LOCAL, "disable", ""))).isFalse();
    assertThat(encrypted(options(LOCAL, "verify-full", authority))).isTrue();
  }

  private static boolean encrypted(PostgresOptions options) throws SQLException, IOException {
    try (var connection = ResonanceTable.connect(options);
        var asked = connection.createStatement();
        var found =
            asked.executeQuery("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
      return found.next() && found.getBoolean(1);
    }
  }

  @Test
  void wrongAuthorityIsOneLineWithItsRemedy() throws Exception {
    String stranger = certificates.stranger().toString();
    expectRefused(
        problems(LOCAL, "verify-ca", stranger),
        "; name the authority that signed it: sslmode verify-ca or verify-full, and ca_file");
  }

  @Test
  void writerDoesNotWaitForAnotherAuthority() throws Exception {
    PostgresOptions options = options(LOCAL, "verify-full", certificates.stranger().toString());
    long begun = System.nanoTime();
    assertThatThrownBy(() -> new PostgresWriter(options, new SimpleCounter(), new SimpleCounter()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("rows must reach frames of jdbc:")
        .hasMessageContaining("; name the authority that signed it: ");
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(20);
  }

  @Test
  void certificateOfAnotherNameIsRefusedWhereTheNameIsAskedFor() throws Exception {
    String authority = certificates.authority().toString();
    try {
      present(Certificates.OTHER);
      assertThat(problems(LOCAL, "verify-ca", authority)).isEmpty();
      expectRefused(
          problems(LOCAL, "verify-full", authority), "; address it by a name of its certificate");
    } finally {
      present(Certificates.GOOD);
    }
  }

  @Test
  void fileOfAuthoritiesThatCannotBeUsedIsToldInOurWords() throws Exception {
    Path text = Files.writeString(folder.resolve("text.pem"), "hello\n");
    assertThat(problems(LOCAL, "verify-ca", text.toString()))
        .containsExactly("outputs.postgres: ca_file must hold certificates, PEM: " + text);
    assertThat(problems(LOCAL, "verify-ca", folder + "/none"))
        .containsExactly("outputs.postgres: ca_file must exist: " + folder + "/none");
  }

  @Test
  void expiredCertificateAndServerWithoutTlsAreToldWithTheirRemedy() throws Exception {
    try {
      present(Certificates.EXPIRED);
      expectRefused(
          problems(LOCAL, "verify-ca", certificates.authority().toString()),
          "NotAfter: ",
          "; renew the server's certificate");
      postgres.run("ALTER SYSTEM SET ssl = off");
      postgres.run("SELECT pg_reload_conf()");
      postgres.stop();
      postgres.start();
      expectRefused(problems(LOCAL, "require", ""), "; `ssl = on` in postgresql.conf");
      assertThat(problems(LOCAL, "prefer", "")).isEmpty();
    } finally {
      present(Certificates.GOOD);
    }
  }
}
