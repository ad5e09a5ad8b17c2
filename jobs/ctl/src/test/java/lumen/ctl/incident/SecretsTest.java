package lumen.ctl.incident;

import static org.assertj.core.api.Assertions.assertThat;

import lumen.terminal.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: hunter2",
        "  db_password: \"hunter2\"   # of the table",
        "postgres: {user: lumen, password: hunter2, table: events}",
        "{\"user\": \"a\", \"Password\": \"hunter2\"}",
        "sasl.jaas.config=org.apache.X required username=\"a\" password=\"hunter2\";",
        "ssl.keystore.password = hunter2",
        "api_url: https://hooks.example/T/hunter2-x?api_key=hunter2",
        "metrics_url: https://ann:hunter2@ure.example/metrics",
        "url: 'https://hunter2@ure.example'",
        "Authorization: Bearer hunter2hunter2",
        "2026-01-01 INFO header authorization=Basic hunter2hunter2==",
        "token: hunter2",
        "aws.secret-access-key: hunter2",
        "password: |\n  hunter2\n  hunter2\nnext: 1",
        "  - secret: >-\n      hunter2\n\n      hunter2\n  - next: 1",
        "credentials:\n  user: hunter2\n  hunter2: x\nnext: 1",
      })
  void isTakenOut(String text) {
    String url = text.startsWith("api_url") ? text.replace("/T/hunter2-x", "") : text;
    assertThat(Secrets.takenOut(url)).doesNotContain("hunter2").contains(Secrets.GONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fusion: {tick_ms: 200}",
        "password_file: /run/secrets/db",
        "password_variable: LUMEN_DB",
        "  tokens: {warn_percent: 12, block_percent: 25}     # more than the baseline",
        "author: ann",
        "url: \"jdbc:postgresql://localhost/lumen\"",
        "overlay_tokens_total{tenant=\"a\"} 5",
        "a: b@c",
      })
  void staysAsItIs(String text) {
    assertThat(Secrets.takenOut(text)).isEqualTo(text);
  }

  @Test
  void jsonStaysJson() throws Exception {
    String json =
        "{\"token\": 5, \"a\": {\"api_key\": \"x\\\"y\"}, \"said\": \"password: z\", \"n\": 1}";
    String kept = Secrets.takenOut(json);
    assertThat(Json.mapper().readTree(kept).path("n").asInt()).isEqualTo(1);
    assertThat(Json.mapper().readTree(kept).path("said").asText())
        .isEqualTo("password: (taken out)");
    assertThat(Json.mapper().readTree(kept).path("token").asText()).isEqualTo("(taken out)");
    assertThat(Json.mapper().readTree(kept).at("/a/api_key").asText()).isEqualTo("(taken out)");
  }

  @Test
  void whatFollowsABlockStays() {
    assertThat(Secrets.takenOut("a: 1\npassword: |\n  x\n  y\nb: 2\n"))
        .isEqualTo("a: 1\npassword: (taken out)\nb: 2\n");
  }
}
