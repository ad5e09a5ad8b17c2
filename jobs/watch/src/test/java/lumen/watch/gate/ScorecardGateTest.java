package lumen.watch.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lumen.watch.gate.GateVerdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScorecardGateTest {
  @TempDir private Path folder;

  private static String card(String tenant, boolean silent, String slo, String roi, String score) {
    return ("{\"ts\":1.0,\"tenant\":\"%s\",\"silent\":%b,\"slo\":{\"errors\":{\"value\":0.9995,"
            + "\"objective\":99.9,\"verdict\":\"ok\"},\"cache\":{\"value\":0.8,\"objective\":80.0,"
            + "\"verdict\":\"%s\"}},\"roi\":{\"verdict\":\"%s\",\"roi\":20.3675},"
            + "\"maturity\":{\"score\":%s}}")
        .formatted(tenant, silent, slo, roi, score);
  }

  private GateReading read(String gate, String... cards) throws IOException {
    Path file = Files.write(folder.resolve("scorecard.ndjson"), List.of(cards));
    return ScorecardGate.read(gate, file, "api", 70);
  }

  @ParameterizedTest
  @CsvSource({
    "PASS, true, PASS",
    "WARN, true, PASS",
    "FAIL, false, FAIL",
    "undefined, false, NO_DATA",
    "unknown, false, NO_DATA"
  })
  void returnOfTheNewestScorecardIsAsked(String verdict, boolean open, Outcome outcome)
      throws IOException {
    GateReading reading =
        read(
            "roi",
            card("api", false, "ok", "FAIL", "1"),
            card("api", false, "ok", verdict, "1"),
            card("other", false, "ok", "FAIL", "1"));
    assertThat(reading.open()).isEqualTo(open);
    assertThat(reading.verdicts())
        .singleElement()
        .returns(outcome, GateVerdict::outcome)
        .returns("api", GateVerdict::tenant)
        .returns(20.3675, GateVerdict::value);
  }

  @ParameterizedTest
  @CsvSource({"ok, true", "breach, false", "unknown, false"})
  void everySloMustBeOk(String cache, boolean open) throws IOException {
    GateReading reading = read("slo", card("api", false, cache, "PASS", "1"));
    assertThat(reading.open()).isEqualTo(open);
    assertThat(reading.verdicts())
        .extracting(GateVerdict::condition)
        .containsExactly("errors", "cache");
    assertThat(reading.verdicts().get(0).threshold()).isEqualTo("objective 99.9 %");
  }

  @ParameterizedTest
  @CsvSource({"70, true", "69.99, false", "null, false"})
  void maturityHasALeastScore(String score, boolean open) throws IOException {
    assertThat(read("maturity", card("api", false, "ok", "PASS", score)).open()).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({"roi", "slo", "maturity"})
  void silentServicePassesNothing(String gate) throws IOException {
    GateReading reading = read(gate, card("api", true, "ok", "PASS", "99"));
    assertThat(reading.open()).isFalse();
    assertThat(reading.verdicts()).extracting(GateVerdict::outcome).containsOnly(Outcome.NO_DATA);
  }

  @Test
  void whatIsNoScorecardIsTold() {
    assertThatThrownBy(() -> read("roi", card("other", false, "ok", "PASS", "1")))
        .hasMessageContaining("must hold a scorecard of --service api");
    assertThatThrownBy(() -> read("roi", "{\"ts\":1}"))
        .hasMessageContaining("must be a scorecard")
        .hasMessageEndingWith("scorecard.ndjson:1");
    assertThatThrownBy(() -> read("roi", "nonsense")).hasMessageEndingWith("scorecard.ndjson:1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "maturity | '\"score\":99' | '\"score\":1e999'",
        "roi | '\"roi\":20.3675' | '\"roi\":\"NaN\"'",
        "roi | '\"roi\":20.3675' | '\"roi\":null'",
        "slo | '\"value\":0.9995,' | ''"
      })
  void verdictWithoutAFigureIsNoPass(String gate, String figure, String instead)
      throws IOException {
    String card = card("api", false, "ok", "PASS", "99").replace(figure, instead);
    GateReading reading = read(gate, card);
    assertThat(reading.open()).isFalse();
    assertThat(reading.verdicts()).extracting(GateVerdict::outcome).contains(Outcome.NO_DATA);
  }

  @Test
  void lineHoldsOneScorecardOfAMoment() throws IOException {
    String card = card("api", false, "ok", "PASS", "99");
    assertThat(read("roi", card).open()).isTrue();
    assertThatThrownBy(() -> read("roi", card + "{\"x\":1}"))
        .hasMessageContaining("must be a scor");
    assertThatThrownBy(() -> read("roi", card.replace("\"ts\":1.0,", "")))
        .hasMessageContaining("must be a scorecard");
    assertThatThrownBy(() -> ScorecardGate.read("roi", folder, "api", 70))
        .hasMessageContaining("must be a file of scorecards");
    Path bytes = Files.write(folder.resolve("bytes"), new byte[] {'{', (byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> ScorecardGate.read("roi", bytes, "api", 70))
        .hasMessageContaining("must be UTF-8");
  }
}
