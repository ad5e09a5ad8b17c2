package lumen.fusion.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.evidence.EvidenceValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quotes of text events: whole words, case and white space folded. */
class QuoteTest {
  private static TenantEvidence quoting(String match, boolean anyOrder) {
    QuoteRule rule = new QuoteRule("r", match, "A quote.", anyOrder);
    return new TenantEvidence(new EvidenceRules(List.of(), List.of(rule)), "t");
  }

  private static boolean matches(String match, boolean anyOrder, String text) {
    return !quoting(match, anyOrder).fact(1, "s", "k", text).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "coherence improves~Coherence  IMPROVES with lower entropy~true~true",
        "coherence improves~coherence, improves!~true~true",
        "coherence improves~improves the coherence~false~true",
        "coherence improves~coherence really improves~false~true",
        "coherence improves~incoherence improves~false~false",
        "coherence improves~coherence improvesx~false~false",
        "coherence improves~coherence~false~false",
        "a b a~a b c a b a d~true~true",
        "a b a~b a~false~true",
        "sync_quality~the sync_quality fell~true~true",
        "sync_quality~sync quality~false~false",
        "0.5~about 0.5 cycles~true~true",
        "low-entropy~low entropy~true~true",
      })
  void wholeWordsInTheirOrderOrInAny(String match, String text, boolean given, boolean any) {
    assertThat(matches(match, false, text)).as("given").isEqualTo(given);
    assertThat(matches(match, true, text)).as("any").isEqualTo(any);
  }

  @Test
  void compatibleCharactersAndCasesAreOne() {
    assertThat(matches("fine", false, "\uFB01ne")).isTrue();
    assertThat(matches("\u00C4rger", false, "A\u0308RGER")).isTrue();
    assertThat(matches("abc", false, "\uFF21\uFF22\uFF23")).isTrue();
    assertThat(matches("x y", false, "x\u00A0\u2003\ty")).isTrue();
    assertThat(matches("\u03BF\u03B4\u03CC\u03C2", false, "\u039F\u0394\u038C\u03A3")).isTrue();
    assertThat(matches("\uC704\uC0C1 \uCC28", false, "\uC704\uC0C1\n\uCC28")).isTrue();
    assertThat(matches("I", false, "\u0131")).isFalse();
  }

  @Test
  void ideographsAreWords() {
    assertThat(matches("\u76F8\u4F4D", false, "\u540C\u76F8\u4F4D\u5DEE")).isTrue();
    assertThat(matches("\u4F4D\u76F8", false, "\u540C\u76F8\u4F4D\u5DEE")).isFalse();
    assertThat(matches("\u4F4D\u76F8", true, "\u540C\u76F8\u4F4D\u5DEE")).isTrue();
  }

  @Test
  void entryHoldsTheQuoteAndWhereTheTextCameFromButNotTheText() {
    EvidenceEntry entry =
        quoting("lower entropy", false).fact(5_000_000, "notes", "text", "Lower entropy!").get(0);
    assertThat(entry.id()).isEqualTo("t/r/5000000");
    assertThat(entry.kind()).isEqualTo("quote");
    assertThat(entry.quote()).isEqualTo("A quote.");
    assertThat(entry.values())
        .containsExactly(EvidenceValue.of("source", "notes"), EvidenceValue.of("key", "text"));
    assertThat(entry.toString()).doesNotContain("Lower");
  }

  @Test
  void everyTextOfOneMomentHasAnIdOfItsOwn() {
    TenantEvidence evidence = quoting("x", false);
    assertThat(evidence.fact(7, "a", "k", "x").get(0).id()).isEqualTo("t/r/7");
    assertThat(evidence.fact(7, "b", "k", "y")).isEmpty();
    assertThat(evidence.fact(7, "c", "k", "x x").get(0).id()).isEqualTo("t/r/7#2");
    assertThat(evidence.fact(8, "a", "k", "x").get(0).id()).isEqualTo("t/r/8");
    assertThat(evidence.idleMicros()).isEqualTo(9);
  }

  @Test
  void severalRulesMatchInTheirOrder() {
    TenantEvidence evidence =
        new TenantEvidence(
            new EvidenceRules(
                List.of(),
                List.of(
                    new QuoteRule("b", "x y", "1", true),
                    new QuoteRule("a", "y x", "2", false),
                    new QuoteRule("c", "y z", "3", false))),
            "t");
    assertThat(evidence.fact(1, "s", "k", "y x"))
        .extracting(EvidenceEntry::rule)
        .containsExactly("b", "a");
  }

  @Test
  void ofALongTextTheBeginningIsLookedAtAndItIsCounted() {
    TenantEvidence evidence = quoting("needle", false);
    String hay = "h ".repeat(32 * 1024 - 4);
    assertThat(hay + "needle  ").hasSize(64 * 1024);
    assertThat(evidence.fact(1, "s", "k", hay + "needle  ")).hasSize(1);
    assertThat(evidence.cutFacts()).isZero();
    assertThat(evidence.fact(2, "s", "k", hay + "needle   ")).hasSize(1);
    assertThat(evidence.fact(3, "s", "k", " " + hay + " needle")).hasSize(1);
    assertThat(evidence.fact(4, "s", "k", " " + hay + "  needle")).isEmpty();
    assertThat(evidence.fact(5, "s", "k", " " + hay + " needles")).isEmpty();
    assertThat(evidence.cutFacts()).isEqualTo(3);
  }

  @Test
  void bytesAreCountedAndNoCharacterIsCutInTwo() {
    assertThat(FoldedText.isTooLong("\u00E9".repeat(32 * 1024))).isFalse();
    assertThat(FoldedText.isTooLong("\u00E9".repeat(32 * 1024) + "x")).isTrue();
    String smiles = "\uD83D\uDE00".repeat(16 * 1024);
    assertThat(FoldedText.beginning(smiles + "x")).isEqualTo(smiles);
    assertThat(FoldedText.beginning("x" + smiles)).hasSize(1 + 2 * (16 * 1024 - 1));
    assertThat(FoldedText.beginning("x".repeat(70_000))).isEmpty();
  }

  @Test
  void matchWithoutAWordIsRefused() {
    assertThatThrownBy(() -> new QuoteRule("r", " -- ", "Q", false))
        .hasMessage("must hold a word: match= -- ");
  }
}
