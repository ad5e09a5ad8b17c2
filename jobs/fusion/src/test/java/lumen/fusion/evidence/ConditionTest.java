package lumen.fusion.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.EnumSet;
import lumen.signal.fusion.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of conditions: what it takes and what that means, and where it refuses. */
class ConditionTest {
  private static final FieldValues VALUES =
      FieldValues.none()
          .with(Field.PHASE_DIFF, 0.03)
          .with(Field.COHERENCE, 0.8)
          .with(Field.Q, 4)
          .with(Field.R, 2)
          .with(Field.E, -0.25)
          .with(Field.STREAMS_FRESH, 3)
          .with(Field.STREAMS_TOTAL, 4)
          .mode(Mode.URE_ONLY)
          .state("E3");

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "phase_diff > 0.025~TRUE",
        "phase_diff > 0.03~FALSE",
        "phase_diff >= 0.03~TRUE",
        "phase_diff < 0.03~FALSE",
        "phase_diff <= 3e-2~TRUE",
        "q == 4~TRUE",
        "q != 4~FALSE",
        "0.025 < phase_diff~TRUE",
        "phase_diff > .025~TRUE",
        "phase_diff > 0.025 and coherence < 0.9~TRUE",
        "phase_diff > 0.025 && coherence > 0.9~FALSE",
        "phase_diff > 0.025 or coherence > 0.9~TRUE",
        "phase_diff > 0.5 || coherence > 0.9~FALSE",
        "not phase_diff > 0.5~TRUE",
        "! phase_diff > 0.025~FALSE",
        "!(q == 4) or not not r == 2~TRUE",
        "q == 0 and r == 0 or e < 0~TRUE",
        "q == 0 and (r == 0 or e < 0)~FALSE",
        "not q == 0 and r == 0~FALSE",
        "not (q == 0 and r == 0)~TRUE",
        "q / r > 1.9~TRUE",
        "q - r - 1 == 1~TRUE",
        "q / r / 2 == 1~TRUE",
        "q + r * 3 == 10~TRUE",
        "(q + r) * 3 == 18~TRUE",
        "2 * -r == -q~TRUE",
        "--q == 4~TRUE",
        "-q + 5 == 1~TRUE",
        "abs(e) > 0.2~TRUE",
        "abs(e - 0.25) == 0.5~TRUE",
        "min(q, r) == 2~TRUE",
        "max(q, r, 7, 1) == 7~TRUE",
        "streams_fresh / streams_total < 0.8~TRUE",
        "streams_fresh<streams_total~TRUE",
        "mode == \"ure_only\"~TRUE",
        "mode != 'ure_only'~FALSE",
        "\"fused\" == mode~FALSE",
        "mode != \"fused\" and state == \"E3\"~TRUE",
        "state != 'E4'~TRUE",
        "((((q == 4))))~TRUE",
      })
  void isEvaluatedAsAReaderTakesIt(String text, Ternary truth) throws RuleSyntaxException {
    assertThat(Condition.parse(text).truth(VALUES.reading())).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "``~0~must be a value: a field, a number or a call, is the end",
        "phase_diff~0~must be a condition such as phase_diff > 0.025, is a number",
        "phase_dif > 1~0~must be a field, is phase_dif",
        "phase_diff > ~12~must be a value: a field, a number or a call, is the end",
        "phase_diff = 1~11~must be ==, is =: a condition compares and sets nothing",
        "phase_diff > 1 phase_diff~15~must end or go on with and, or: is phase_diff",
        "phase_diff > 1 AND q > 1~15~must end or go on with and, or: is AND",
        "(q > 1~6~must be ) here, is the end",
        "q > 1)~5~must end or go on with and, or: is )",
        "0 < q < 1~6~must compare two values: write a < b and b < c for three",
        "q == r == 1~7~must compare two values: write a < b and b < c for three",
        "(q > 1) == (r > 1)~1~must be a number, is a condition",
        "(q > 1) + 1 > 0~1~must be a number, is a condition",
        "q and r > 1~0~must be a condition such as phase_diff > 0.025, is a number",
        "q > 1 and r~10~must be a condition such as phase_diff > 0.025, is a number",
        "not q~4~must be a condition such as phase_diff > 0.025, is a number",
        "q > not r~4~must be a value: a field, a number or a call, is not",
        "1 > 0~0~must read a field, reads none",
        "q & r~2~must be && or and, is &",
        "q | r~2~must be || or or, is |",
        "q > 1; r > 1~5~must be part of a condition, is ;",
        "q > 0x10~4~must be a decimal number such as 0.25, or a time such as 5m, is 0x10",
        "q > 1_000~4~must be a decimal number such as 0.25, or a time such as 5m, is 1_000",
        "q > 1e999~4~must be a decimal number such as 0.25, or a time such as 5m, is 1e999",
        "q > 1.~4~must be a decimal number such as 0.25, or a time such as 5m, is 1.",
        "q > 5m~4~must be a value: a field, a number or a call, is 5m",
        "q > 'x~4~must end with the same quote, does not end",
        "mode > \"fused\"~5~must be == or != for the word mode, is >",
        "mode == fused~8~must be a field, is fused",
        "mode == \"fusedd\"~8~must be a value of mode, is \"fusedd\"",
        "mode == state~8~must be a text in quotes such as \"fused\", is the word state",
        "mode == 1~8~must be a text in quotes such as \"fused\", is a number",
        "q == \"fused\"~5~must be a number, is the text \"fused\"",
        "mode + 1 > 2~0~must be a number, is the word mode",
        "abs q > 1~4~must be ( here, is q",
        "abs(q, r) > 1~5~must be ) here, is ,",
        "min(q) > 1~5~must be , here, is )",
        "foo(q) > 1~0~must be a function, is foo",
        "q(1) > 1~0~must be a function, is q",
        "mean(coherence) < 1~14~must be , here, is )",
        "mean(coherence, 5) < 1~16~must be a time from 1s to 30m such as 5m, is 5",
        "mean(coherence, 31m) < 1~16~must be a time from 1s to 30m such as 5m, is 31m",
        "mean(coherence, 0.5s) < 1~16~must be a time from 1s to 30m such as 5m, is 0.5s",
        "mean(coherence, 1.0000001s) < 1~16~must be a time from 1s to 30m such as 5m, is 1.0000001s",
        "mean(coherence + 1, 5m) < 1~15~must be , here, is +",
        "mean(mean(q, 5m), 5m) < 1~5~must be a field that is a number, is mean",
        "mean(mode, 5m) < 1~5~must be a field that is a number, is mode",
        "mean(1, 5m) < 1~5~must be a field that is a number, is 1",
      })
  void isRefusedWhereItLeavesTheGrammar(String text, int offset, String message) {
    RuleSyntaxException refused = refused(text);
    assertThat(refused.getMessage()).isEqualTo(message);
    assertThat(refused.offset()).isEqualTo(offset);
  }

  private static RuleSyntaxException refused(String text) {
    RuleSyntaxException refused =
        catchThrowableOfType(RuleSyntaxException.class, () -> Condition.parse(text));
    assertThat(refused).as(text).isNotNull();
    return refused;
  }

  @ParameterizedTest
  @EnumSource(Field.class)
  void everyFieldCanBeRead(Field field) throws RuleSyntaxException {
    String comparison = field.isText() ? " == '" + field.words().get(1) + "'" : " > 1";
    FieldValues values = FieldValues.none().with(field, 2).mode(Mode.URE_ONLY).state("E1");
    assertThat(Condition.parse(field.wireName() + comparison).truth(values.reading()))
        .isEqualTo(Ternary.TRUE);
  }

  @Test
  void fieldsDifferInNameAndCode() {
    EnumSet<Field> all = EnumSet.allOf(Field.class);
    assertThat(all).extracting(Field::code).doesNotHaveDuplicates().allMatch(c -> c >= 1);
    assertThat(all).extracting(Field::code).allMatch(code -> code <= Field.MAX_CODE);
    assertThat(Field.names()).hasSize(all.size());
  }

  @Test
  void fieldsAndWindowsAreListedOnceInTheOrderOfTheText() throws RuleSyntaxException {
    Condition condition =
        Condition.parse(
            "r > q and mean(q, 300s) > 1 and q > 0 and p95(e, 0.5h) + mean(q, 5m) < 2"
                + " and stddev(hz, 1.5s) > 0");
    assertThat(condition.fields()).containsExactly(Field.R, Field.Q);
    assertThat(condition.calls())
        .extracting(WindowCall::text)
        .containsExactly("mean(q, 5m)", "p95(e, 30m)", "stddev(hz, 1.5s)");
  }

  @Test
  void figuresOfWindowsStandAtTheirPlaces() throws RuleSyntaxException {
    Condition condition = Condition.parse("max_over(q, 5m) - min_over(q, 5m) > 2 * mean(q, 1m)");
    FrameFields frame = VALUES.frame();
    assertThat(condition.truth(new Reading(frame, new double[] {9, 1, 3}))).isEqualTo(Ternary.TRUE);
    assertThat(condition.truth(new Reading(frame, new double[] {9, 1, 4})))
        .isEqualTo(Ternary.FALSE);
  }

  @Test
  void unknownWordTellsWhatWouldBeKnown() {
    assertThat(refused("phase_dif > 1").word()).isEqualTo("phase_dif");
    assertThat(refused("phase_dif > 1").known()).contains("phase_diff", "mean", "abs");
    assertThat(refused("mode == 'fusde'").known())
        .containsExactly("fused", "ure_only", "sensors_only", "degrade", "none");
    assertThat(refused("maen(q, 5m) > 1").known()).contains("mean").doesNotContain("q");
    assertThat(refused("mean(coherense, 5m) > 1").known()).contains("coherence");
  }

  @Test
  void nestingAndLengthAreBounded() throws RuleSyntaxException {
    String deep = "(".repeat(32) + "q > 1" + ")".repeat(32);
    assertThat(Condition.parse(deep).text()).isEqualTo(deep);
    assertThat(refused("(" + deep + ")").getMessage())
        .isEqualTo("must be nested at most 32 deep, is deeper");
    assertThat(refused("(" + deep + ")").offset()).isEqualTo(32);
    for (String nesting : new String[] {"(", "!", "-", "not ", "abs("}) {
      assertThat(refused(nesting.repeat(990 / nesting.length())).getMessage()).contains("32 deep");
    }
    String wide = "q > 1" + " or q > 1".repeat(110);
    assertThat(Condition.parse(wide).truth(VALUES.reading())).isEqualTo(Ternary.TRUE);
    assertThat(refused(" ".repeat(1001)).offset()).isEqualTo(1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"q > 1", "mean(q, 5m) > 1 and mode == 'fused'"})
  void conditionsOfOneTextAreEqual(String text) throws RuleSyntaxException {
    assertThat(Condition.parse(text))
        .isEqualTo(Condition.parse(text))
        .hasSameHashCodeAs(Condition.parse(text))
        .isNotEqualTo(Condition.parse(text + " "))
        .hasToString(text);
  }
}
