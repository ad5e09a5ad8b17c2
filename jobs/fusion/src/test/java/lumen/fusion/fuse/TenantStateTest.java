package lumen.fusion.fuse;

import java.io.IOException;
import lumen.golden.GoldenState;
import lumen.runtime.state.HotState;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;

/** The small state of a tenant, as every version writes and reads it. */
class TenantStateTest {
  private static final long SHAPE = 0x0102030405060708L;

  @Test
  void smallState() throws IOException {
    StoredTenant tenant =
        new StoredTenant(
            1_767_225_600_000_000L, 8_836_128_000L, 8_836_128_600L, new byte[] {2, 5, -1});
    GoldenState.rewritten(
        "tenant",
        new StateForm("hot-state", 2, 1),
        tenant.hot(SHAPE).encode(),
        bytes -> StoredTenant.of(HotState.decode(bytes)).hot(SHAPE).encode());
  }

  @Test
  void chunkOfDifferences() throws IOException {
    GoldenState.rewritten(
        "difference-log",
        new StateForm("difference-log", 2, 0),
        new StoredDifferences(8_800_000_001L, new byte[] {1, 2, -1}).encode(),
        bytes -> StoredDifferences.decode(bytes).encode());
  }
}
