package lumen.fusion.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import lumen.fusion.evidence.Action.Alert;
import lumen.fusion.evidence.Action.SetWeights;
import lumen.fusion.evidence.Action.ShiftGain;
import lumen.signal.gain.Gain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionTest {
  @Test
  void everyActionOfTheGrammarIsRead() throws RuleSyntaxException {
    assertThat(
            Action.parse(
                "increase kd by 0.02; decrease kp by 1;alert warn ; alert crit;\n"
                    + " set weights 0.8 0.2;increase ki by 10"))
        .containsExactly(
            new ShiftGain(Gain.KD, 0.02),
            new ShiftGain(Gain.KP, -1),
            new Alert(AlertLevel.WARN),
            new Alert(AlertLevel.CRIT),
            new SetWeights(0.8, 0.2),
            new ShiftGain(Gain.KI, 10));
  }

  @Test
  void textIsReadBackTheSame() throws RuleSyntaxException {
    String text = "increase kd by 0.02; decrease ki by 0.0000001; alert crit; set weights 0.75 0.3";
    assertThat(Action.text(Action.parse(text))).isEqualTo(text);
    assertThat(Action.text(Action.parse("  alert   warn;increase kp by 02.50 ")))
        .isEqualTo("alert warn; increase kp by 2.5");
  }

  @Test
  void blankTextHoldsNone() throws RuleSyntaxException {
    assertThat(Action.parse("")).isEmpty();
    assertThat(Action.parse(" \n")).isEmpty();
    assertThat(Action.text(List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "raise kp by 1~0~must be one of increase, decrease, alert, set, is raise",
        "increase kx by 1~9~must be one of kp, ki, kd, is kx",
        "increase kp 1~12~must be by, is 1",
        "increase kp by~14~must be a number >= 0 and <= 10, is the end",
        "increase kp by 0~15~must be a number > 0 and <= 10, is 0",
        "increase kp by -1~15~must be a number >= 0 and <= 10, is -1",
        "increase kp by 10.01~15~must be a number >= 0 and <= 10, is 10.01",
        "increase kp by 1e3~15~must be a number >= 0 and <= 10, is 1e3",
        "increase kp by 0.1, alert warn~15~must be a number >= 0 and <= 10, is 0.1,",
        "increase kp by 0.1 alert warn~19~must end or go on with ;, is alert",
        "alert loud~6~must be one of warn, crit, is loud",
        "alert~5~must be one of warn, crit, is the end",
        "alert warn;~11~must be one of increase, decrease, alert, set, is the end",
        ";~0~must be one of increase, decrease, alert, set, is ;",
        "set weights 0.5 0.3~12~must be a number >= 0.6 and <= 0.9, is 0.5",
        "set weights 0.7~15~must be a number >= 0.1 and <= 0.4, is the end",
        "set weights 0.7 0.5~16~must be a number >= 0.1 and <= 0.4, is 0.5",
        "set tick 200~4~must be weights, is tick",
        "ALERT warn~0~must be one of increase, decrease, alert, set, is ALERT",
      })
  void isRefusedWhereItLeavesTheGrammar(String text, int offset, String message) {
    RuleSyntaxException refused =
        catchThrowableOfType(RuleSyntaxException.class, () -> Action.parse(text));
    assertThat(refused.getMessage()).isEqualTo(message);
    assertThat(refused.offset()).isEqualTo(offset);
  }

  @Test
  void longTextIsRefused() {
    assertThatThrownBy(() -> Action.parse("alert warn;".repeat(50)))
        .hasMessage("must have at most 500 characters, has 550");
  }

  @Test
  void valuesOutOfRangeAreNoActions() {
    assertThatThrownBy(() -> new ShiftGain(Gain.KP, 0))
        .hasMessage("must be in -10..10 and not 0: kp by=0.0");
    assertThatThrownBy(() -> new ShiftGain(Gain.KP, Double.NaN))
        .hasMessage("must be in -10..10 and not 0: kp by=NaN");
    assertThatThrownBy(() -> new SetWeights(0.95, 0.2)).hasMessage("must be in 0.6..0.9: ure=0.95");
    assertThatThrownBy(() -> new SetWeights(0.8, 0.05))
        .hasMessage("must be in 0.1..0.4: sensors=0.05");
  }
}
