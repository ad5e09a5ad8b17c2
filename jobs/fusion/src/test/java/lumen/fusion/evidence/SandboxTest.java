package lumen.fusion.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expression languages let through, and these rules do not. */
class SandboxTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "\"\".getClass() == q~2",
        "mode.getClass().forName('java.lang.Runtime')~4",
        "q.class > 1~1",
        "new java.io.File('/etc/passwd') != q~0",
        "new('java.io.File', '/etc/passwd')~0",
        "java.lang.Runtime.getRuntime().exec('id') == q~0",
        "T(java.lang.System).exit(1)~0",
        "#{q > 1}~0",
        "${q} > 1~0",
        "while (true) { q > 1 }~0",
        "for (x : [1,2]) q > 1~0",
        "do { } while (q > 1)~0",
        "if (q > 1) { 1 }~0",
        "q = 1~2",
        "q += 1 > 2~3",
        "q := 1~2",
        "q++ > 1~2",
        "var x = 1; x > q~0",
        "let x = 1~0",
        "x -> x > q~0",
        "(x) -> x~1",
        "function(x) { x }~0",
        "() => q > 1~1",
        "q > 1 ? r : e~6",
        "q ?: r~2",
        "q?.r > 1~1",
        "[q, r] == q~0",
        "{q: r} == q~0",
        "q[0] > 1~1",
        "q > 1; exit(1)~5",
        "q > 1 # comment~6",
        "q > 1 // comment~7",
        "q > 1 /* comment */~7",
        "import('x') > q~0",
        "system('id') == q~0",
        "size(mode) > 1~0",
        "empty(mode) and q > 1~0",
        "`q` > 1~0",
        "pragma x 1~0",
        "@lenient q > 1~0",
        "q ** 9 > 1~3",
        "q ^ r > 1~2",
        "q % r > 1~2",
        "q << 3 > 1~3",
        "null == q~0",
        "true and q > 1~0",
        "\\u0071 > 1~0",
      })
  void isRefusedAtItsPlace(String text, int offset) {
    RuleSyntaxException refused =
        catchThrowableOfType(RuleSyntaxException.class, () -> Condition.parse(text));
    assertThat(refused).as(text).isNotNull();
    assertThat(refused.offset()).as(refused.getMessage()).isEqualTo(offset);
  }

  @Test
  void textsCannotBeJoinedAndNumbersNotGrowWithoutEnd() {
    for (String text :
        List.of(
            "mode + mode == 'x'",
            "q =~ '.*'",
            "~q > 1",
            "'a' + 'a' == mode",
            "mode * 1000000 == 'x'",
            "'" + "a".repeat(65) + "' == mode",
            "q > " + "9".repeat(400),
            "q > 0." + "1".repeat(400),
            "q > 1e" + "9".repeat(50),
            "mean(q, " + "9".repeat(300) + "m) > 1",
            "q".repeat(900) + " > 1")) {
      assertThat(catchThrowableOfType(RuleSyntaxException.class, () -> Condition.parse(text)))
          .as(text)
          .isNotNull()
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }
  }

  /** Only values of this kind can be reached: numbers and two words of the frame. */
  @Test
  void largestConditionIsEvaluatedInBoundedTime() throws RuleSyntaxException {
    StringBuilder text = new StringBuilder("q");
    while (text.length() < 990) {
      text.append("*q");
    }
    Condition condition = Condition.parse(text + ">1");
    FieldValues values = FieldValues.none().with(Field.Q, 1.5);
    long from = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      assertThat(condition.truth(values.reading())).isEqualTo(Ternary.TRUE);
    }
    assertThat(System.nanoTime() - from).isLessThan(60_000_000_000L);
  }
}
