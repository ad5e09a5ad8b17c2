package lumen.fusion.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kleene's tables: what depends on a value that is not given is unknown, and never fires. */
class ThreeValuedLogicTest {
  /** A comparison that is true, false or unknown, made of a field of its own. */
  private static String comparison(char truth, String field) {
    return switch (truth) {
      case 'T' -> field + " == " + field;
      case 'F' -> field + " != " + field;
      default -> "hz > 0";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "T, T, TRUE, TRUE",
    "T, F, FALSE, TRUE",
    "T, U, UNKNOWN, TRUE",
    "F, T, FALSE, TRUE",
    "F, F, FALSE, FALSE",
    "F, U, FALSE, UNKNOWN",
    "U, T, UNKNOWN, TRUE",
    "U, F, FALSE, UNKNOWN",
    "U, U, UNKNOWN, UNKNOWN",
  })
  void andAndOr(char left, char right, Ternary and, Ternary or) throws RuleSyntaxException {
    String a = comparison(left, "q");
    String b = comparison(right, "r");
    assertThat(truth(a + " and " + b)).isEqualTo(and);
    assertThat(truth(a + " or " + b)).isEqualTo(or);
    assertThat(truth("not (" + a + " and " + b + ")")).isEqualTo(and.not());
    assertThat(truth("not (" + a + ") or not (" + b + ")")).isEqualTo(and.not());
    assertThat(truth("!(" + a + ") && !(" + b + ")")).isEqualTo(or.not());
  }

  private static Ternary truth(String text) throws RuleSyntaxException {
    FieldValues values = FieldValues.none().with(Field.Q, 1).with(Field.R, 2);
    return Condition.parse(text).truth(values.with(Field.KP, 0).reading());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hz > 0",
        "hz <= 0",
        "hz == hz",
        "hz != 0",
        "not hz > 0",
        "not not hz > 0",
        "hz + q > 0",
        "0 * hz == 0",
        "abs(hz) >= 0",
        "min(q, hz) <= q",
        "max(q, hz) >= q",
        "-hz < 1",
        "q / kp > 1",
        "not q / kp > 1",
        "kp / kp == 1",
        "state == 'E2'",
        "state != 'E2'",
        "not state == 'E2'",
      })
  void comparisonWithWhatIsNotGivenOrNotFiniteIsUnknown(String text) throws RuleSyntaxException {
    assertThat(truth(text)).isEqualTo(Ternary.UNKNOWN);
  }

  @Test
  void windowThatIsNotKnownIsUnknown() throws RuleSyntaxException {
    Condition condition = Condition.parse("not mean(q, 5m) > 1");
    Reading unknown = new Reading(FieldValues.none().frame(), new double[] {Double.NaN});
    assertThat(condition.truth(unknown)).isEqualTo(Ternary.UNKNOWN);
  }
}
