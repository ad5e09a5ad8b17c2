package lumen.signal.fusion;

import static lumen.signal.fusion.RhythmChannels.FIRST;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lumen.golden.GoldenState;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;

/** The two states of a tenant's fusion, as every version writes and reads them. */
class FusionStateTest {
  private static final FusionSettings SETTINGS =
      RhythmChannels.settings(12, Weighting.ENVELOPE, Fallback.DEGRADE);

  private final List<byte[]> differences = new ArrayList<>();
  private final TenantFusion fusion = played();

  /** Two channels over 70 steps and then 6 more, one of which came late; and a reference. */
  private TenantFusion played() {
    RhythmChannels rig = new RhythmChannels(SETTINGS, 3);
    rig.jittering("a", FIRST, 90, 0.02, 1).jittering("ö", FIRST + 10, 80, 0.03, 2);
    rig.reference(UreValue.HARMONY, 11, 0.7).reference(UreValue.HZ, 15, 5.1);
    rig.reference(UreValue.HZ, 17.5, 5.2);
    advance(rig.fusion(), FIRST + 70);
    differences.add(rig.fusion().takeDifferences());
    advance(rig.fusion(), FIRST + 76);
    differences.add(rig.fusion().takeDifferences());
    return rig.fusion();
  }

  private static List<Object> advance(TenantFusion fusion, long step) {
    List<Object> frames = new ArrayList<>();
    long known = SETTINGS.grid().floorMicros(step) + SETTINGS.horizonMicros();
    fusion.advance(known, frames::add, frames::add);
    return frames;
  }

  @Test
  void smallState() throws IOException {
    GoldenState.rewritten(
        "tenant-fusion",
        new StateForm("tenant-fusion", 3, 1),
        fusion.snapshot(),
        bytes -> TenantFusion.restore(SETTINGS, "rig", bytes, differences).snapshot());
  }

  @Test
  void differencesOfAnAdvance() throws IOException {
    byte[] snapshot = fusion.snapshot();
    GoldenState.read(
        "tenant-differences",
        new StateForm("tenant-differences", 4, 0),
        differences.get(1),
        bytes -> {
          List<byte[]> chunks = List.of(differences.get(0), bytes);
          TenantFusion restored = TenantFusion.restore(SETTINGS, "rig", snapshot, chunks);
          return advance(restored, FIRST + 80).toString().getBytes(StandardCharsets.UTF_8);
        });
  }
}
