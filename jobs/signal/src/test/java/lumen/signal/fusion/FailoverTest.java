package lumen.signal.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailoverTest {
  private static Mode decide(Fallback fallback, int described, boolean ure, boolean held) {
    return new Failover(2, fallback).decide(described, ure, held);
  }

  @Test
  void enoughStreamsAreFusedOrStandAlone() {
    for (Fallback fallback : Fallback.values()) {
      assertThat(decide(fallback, 2, true, true)).isEqualTo(Mode.FUSED);
      assertThat(decide(fallback, 3, false, true)).isEqualTo(Mode.SENSORS_ONLY);
    }
  }

  @Test
  void tooFewStreamsFallBack() {
    assertThat(decide(Fallback.URE_ONLY, 1, true, true)).isEqualTo(Mode.URE_ONLY);
    assertThat(decide(Fallback.URE_ONLY, 1, false, true)).isEqualTo(Mode.NONE);
    assertThat(decide(Fallback.SENSORS_ONLY, 1, true, true)).isEqualTo(Mode.SENSORS_ONLY);
    assertThat(decide(Fallback.SENSORS_ONLY, 0, true, true)).isEqualTo(Mode.URE_ONLY);
    assertThat(decide(Fallback.SENSORS_ONLY, 0, false, true)).isEqualTo(Mode.NONE);
    assertThat(decide(Fallback.DEGRADE, 1, true, true)).isEqualTo(Mode.DEGRADE);
    assertThat(decide(Fallback.DEGRADE, 1, true, false)).isEqualTo(Mode.NONE);
  }
}
