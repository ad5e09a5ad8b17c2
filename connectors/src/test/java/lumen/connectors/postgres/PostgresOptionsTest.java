package lumen.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresOptionsTest {
  private static final String URL = "jdbc:postgresql://localhost/db?sslmode=require";

  private static PostgresOptions table(String table) {
    return new PostgresOptions(URL, "me", "", "", table, 1, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost/db?password=x",
        "jdbc:postgresql://localhost/db?sslmode=require&sslPassword = x",
        "jdbc:postgresql://me:x@localhost/db"
      })
  void noUrlHoldsASecretAndNoMessageRepeatsIt(String url) {
    assertThatThrownBy(() -> PostgresOptions.of(url, "me", "", ""))
        .hasMessage(
            "must hold no user and no password, name a passwordFile or passwordEnv: jdbcUrl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a b", "a\"", "a;drop", "a.b.c", ".a", "a.", "1a", "\u00e4"})
  void tableNamesAreStrict(String table) {
    assertThatThrownBy(() -> table(table))
        .hasMessage("must be [schema.]table of small letters, digits and _: table=" + table);
  }

  @Test
  void tableNamesAreQuoted() {
    assertThat(table("user").quotedTable()).isEqualTo("\"user\"");
    assertThat(table("lumen.events_2").quotedTable()).isEqualTo("\"lumen\".\"events_2\"");
  }

  @Test
  void otherRangesAreChecked() {
    assertThatThrownBy(() -> PostgresOptions.of("jdbc:mysql://h/d", "me", "", ""))
        .hasMessage("must begin with jdbc:postgresql:: jdbcUrl");
    assertThatThrownBy(() -> PostgresOptions.of(URL, " ", "", ""))
        .hasMessage("must be given: user");
    assertThatThrownBy(() -> PostgresOptions.of(URL, "me", "f", "E"))
        .hasMessage("at most one may be given: passwordFile=f passwordEnv=E");
    assertThatThrownBy(() -> PostgresOptions.of(URL, "me", "", "s3cret!"))
        .hasMessage("must be the name of an environment variable: passwordEnv");
    assertThatThrownBy(() -> new PostgresOptions(URL, "me", "", "", "t", 0, 0))
        .hasMessage("must be 1 to 10000: batchRows=0");
    assertThatThrownBy(() -> new PostgresOptions(URL, "me", "", "", "t", 1, -1))
        .hasMessage("must be 0 to 3600 s: retryS=-1.0");
    assertThatThrownBy(() -> encrypted(URL, "tls", ""))
        .hasMessage("must be one of disable, prefer, require, verify-ca, verify-full: sslMode=tls");
    assertThatThrownBy(() -> encrypted(URL, "prefer", ""))
        .hasMessage("must be told once, the url has its own: sslMode=prefer");
    assertThatThrownBy(() -> encrypted("jdbc:postgresql://h/d", "require", "ca.pem"))
        .hasMessage("must stand beside sslMode verify-ca or verify-full: caFile=ca.pem");
  }

  private static PostgresOptions encrypted(String url, String mode, String authorities) {
    return new PostgresOptions(url, "me", "", "", "t", 1, 0, mode, authorities);
  }
}
