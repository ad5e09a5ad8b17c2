package lumen.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidValuesTest {
  @Test
  void numbersStandForThemselvesAndComparisonsForAllTheyHoldFor() {
    InvalidValues invalid = InvalidValues.of(List.of("-1", "<-5", ">= 250", "9999", "<=-7.5e0"));
    assertThat(List.of(-1.0, -5.1, -8.0, 250.0, 9999.0, 1e300)).allMatch(invalid::has);
    assertThat(List.of(-0.999, -5.0, 0.0, 249.999, -1.0001)).noneMatch(invalid::has);
    assertThat(InvalidValues.of(List.of("0")).has(-0.0)).isTrue();
    assertThat(InvalidValues.of(List.of(">0")).has(0)).isFalse();
  }

  @Test
  void withoutAnyEveryValueMeansSomething() {
    assertThat(InvalidValues.NONE.isEmpty()).isTrue();
    assertThat(InvalidValues.NONE.has(-1)).isFalse();
    assertThat(InvalidValues.of(List.of())).isSameAs(InvalidValues.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "=1", "<", "< x", "1..2", "1e999", "<>1", "NaN"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> InvalidValues.of(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
