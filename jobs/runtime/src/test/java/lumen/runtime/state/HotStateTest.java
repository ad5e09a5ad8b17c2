package lumen.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HotStateTest {
  private static final HotState STATE =
      new HotState(0x0102030405060708L, 1_760_000_000_000_000L, -2, new byte[] {5, 6});

  @Test
  void readsBackEqual() {
    assertThat(HotState.decode(STATE.encode())).usingRecursiveComparison().isEqualTo(STATE);
  }

  @Test
  void bytesAreThoseOfTheFirstVersion() {
    assertThat(HexFormat.of().formatHex(STATE.encode()))
        .isEqualTo("01" + "0102030405060708" + "000640b5eece0000" + "fffffffffffffffe" + "0506");
  }

  @Test
  void otherVersionIsRefused() {
    byte[] bytes = STATE.encode();
    bytes[0] = 2;
    assertThatThrownBy(() -> HotState.decode(bytes))
        .hasMessageContaining("hot state must be of version 1, is 2");
  }
}
