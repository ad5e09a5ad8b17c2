package lumen.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import lumen.golden.GoldenState;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;

class HotStateTest {
  private static final HotState STATE =
      new HotState(0x0102030405060708L, 1_760_000_000_000_000L, -2, new byte[] {5, 6});

  @Test
  void readsBackEqual() {
    assertThat(HotState.decode(STATE.encode())).usingRecursiveComparison().isEqualTo(STATE);
  }

  @Test
  void whatIsGatheredStandsBehindThePayload() {
    HotState gathered = new HotState(1, 2, 3, new byte[] {5, 6}, new byte[] {7});
    assertThat(HotState.decode(gathered.encode()).profile()).containsExactly(7);
    assertThat(HotState.decode(gathered.encode()).payload()).containsExactly(5, 6);
  }

  @Test
  void isThatOfEveryVersion() throws IOException {
    GoldenState.rewritten(
        "hot-state",
        new StateForm("hot-state", 2, 1),
        STATE.encode(),
        bytes -> HotState.decode(bytes).encode());
  }
}
