package lumen.tune;

import static org.assertj.core.api.Assertions.assertThat;

import lumen.signal.protocol.BridgeState;
import org.junit.jupiter.api.Test;

class PlainValuesTest {
  @Test
  void stateHasTheNumberOfItsMetric() {
    for (BridgeState state : BridgeState.values()) {
      assertThat(PlainValues.state(state.wireName())).isEqualTo(state.code());
    }
    assertThat(PlainValues.state("E2")).isEqualTo(2);
    assertThat(PlainValues.state("E5")).isNaN();
    assertThat(PlainValues.state("")).isNaN();
  }
}
