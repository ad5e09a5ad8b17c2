package lumen.signal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StopConditionTest {
  @ParameterizedTest
  @CsvSource({
    "coherence_level < 0.72,0.71,true",
    "coherence_level < 0.72,0.72,false",
    "coherence_level<=0.72,0.72,true",
    "entropy_ratio > 2e-1,0.3,true",
    "entropy_ratio >= .2,0.2,true",
    "entropy_ratio > 0.2,NaN,false",
    "sync_quality < 0.5,NaN,false",
  })
  void holdsAsWritten(String text, double value, boolean expected) {
    assertThat(StopCondition.parse(text).holds(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "coherence < 0.7",
        "coherence_level",
        "coherence_level = 1",
        "sync_quality < 1e999",
        "sync_quality < 1-",
        "sync_quality < x"
      })
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> StopCondition.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isWrittenAsItIsRead() {
    assertThat(StopCondition.parse("coherence_level<0.72")).hasToString("coherence_level < 0.72");
  }
}
