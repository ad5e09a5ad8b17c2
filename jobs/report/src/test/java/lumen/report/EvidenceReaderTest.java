package lumen.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceReaderTest {
  private static final String RISK =
      """
      {"id":"a/low/5","ts":5.25,"tenant":"a","kind":"risk","rule":"low","risk":"loss","quote":null,\
      "action":"kp -0.05","values":{"coherence_level":0.712345678,"frames":12,"big":123456789,\
      "mode":"fused","none":null},"window":"5m"}
      """;

  @TempDir private Path dir;

  private EvidenceReader reader(String text) throws IOException {
    return new EvidenceReader(Files.writeString(dir.resolve("evidence.ndjson"), text));
  }

  private EvidenceLog.Entry entry(String text) throws IOException {
    try (EvidenceReader reader = reader(text)) {
      assertThat(reader.next()).isTrue();
      return reader.entry();
    }
  }

  @Test
  void anEntryIsReadAsText() throws IOException {
    assertThat(entry(RISK))
        .isEqualTo(
            new EvidenceLog.Entry(
                5.25,
                EntryKind.RISK,
                "low",
                "loss; kp -0.05",
                "coherence_level 0.7123, frames 12, big 123500000, mode fused"));
  }

  @Test
  void aRiskThatIsCalledAsItsRuleIsNotSaidTwice() throws IOException {
    assertThat(entry(RISK.replace("\"loss\"", "\"low\"")).what()).isEqualTo("kp -0.05");
  }

  @Test
  void aCauseStandsForItself() throws IOException {
    EvidenceLog.Entry entry =
        entry(
            """
            {"ts":5,"tenant":"a","kind":"state","rule":"E1>E2","risk":null,"quote":"go",\
            "values":{"cause":"locked","sync_quality":0.9}}
            """);
    assertThat(entry.values()).isEqualTo("sync_quality 0.9");
    assertThat(entry.what()).isEqualTo("\u201Cgo\u201D; locked");
  }

  @Test
  void limitsAreThoseOfTheValues() throws IOException {
    try (EvidenceReader reader =
        reader(
            RISK
                + """
                {"ts":7.5,"tenant":"a","kind":"control","rule":"c","values":{"min_tick_ms":198.0,\
                "max_tick_ms":202.0}}
                """)) {
      reader.next();
      assertThat(reader.limits()).isEmpty();
      reader.next();
      assertThat(reader.limits()).contains(new EvidenceLog.Limits(7.5, 198, 202));
      assertThat(reader.next()).isFalse();
    }
  }

  @Test
  void theNewestAreKeptAndAllAreCounted() throws IOException {
    EvidenceLog log = new EvidenceLog();
    for (int i = 0; i < 3000; i++) {
      EntryKind kind = i % 3 == 0 ? EntryKind.STATE : EntryKind.RISK;
      log.add(new EvidenceLog.Entry(i, kind, "r" + i, "", ""));
    }
    assertThat(log.counts()).containsExactly("risk 2,000", "state 1,000");
    assertThat(log.count()).isEqualTo(3000);
    assertThat(log.newest()).hasSize(20).last().extracting("rule").isEqualTo("r2999");
    assertThat(log.transitions()).hasSize(40).last().extracting("rule").isEqualTo("r2997");
    assertThat(log.marks(EntryKind.RISK)).hasSize(500);
    assertThat(log.marks(EntryKind.QUOTE)).isEmpty();
  }

  @Test
  void brokenEvidenceIsNamedByFileAndLine() {
    assertThatThrownBy(() -> entry("{\"ts\":1,\"tenant\":\"a\""))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("evidence must be JSON: file=")
        .hasMessageContaining("evidence.ndjson line=");
    assertThatThrownBy(() -> entry("{\"ts\":\"now\",\"tenant\":\"a\"}"))
        .hasMessageStartingWith("an entry of evidence must have the number ts and the text tenant");
    assertThatThrownBy(() -> entry("{\"ts\":1,\"tenant\":\"a\",\"kind\":\"guess\"}"))
        .hasMessageStartingWith("kind must be one of risk, quote, state");
  }
}
