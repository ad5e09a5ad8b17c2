package lumen.fusion.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lumen.golden.GoldenState;
import lumen.signal.packet.PacketSettings;
import lumen.signal.packet.PacketStamp;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;

/** What a channel of packets keeps, and how. */
class PacketLogTest {
  private static final PacketSettings SETTINGS =
      new PacketSettings(PacketStamp.LAST, Double.NaN, 2_000_000, 90_000_000);

  /** Three packets of two samples; the last is not complete. */
  private static SampleLog came() {
    SampleLog came = new SampleLog(true);
    came.add(
        new SampleChunk(
            0,
            "s",
            new long[] {100_000, 100_000, 200_000, 200_000, 300_000, 300_000},
            new double[] {1, 2, 3, 4, 5, 6}));
    return came;
  }

  private static PacketLog placed(List<SampleChunk> kept, long neededFrom) {
    PacketLog packets = new PacketLog(SETTINGS);
    SampleLog came = came();
    packets.place(came, came.read(0, 400_000), 400_000);
    packets.keepFrom(neededFrom, kept::add, dropped -> {});
    return packets;
  }

  @Test
  void whatWasPlacedIsKeptOnceUnderANumberOfItsOwn() {
    List<SampleChunk> kept = new ArrayList<>();
    PacketLog packets = placed(kept, 150_000);
    assertThat(packets.openSince()).isEqualTo(300_000);
    assertThat(packets.dueMicros()).isEqualTo(2_300_000);
    assertThat(kept).hasSize(1);
    assertThat(kept.get(0).sequence).isEqualTo(1L << 62);
    assertThat(kept.get(0).micros).containsExactly(100_000, 150_000, 200_000);
    assertThat(kept.get(0).values).containsExactly(2, 3, 4);
    List<Long> dropped = new ArrayList<>();
    packets.place(came(), 0, 500_000);
    packets.keepFrom(200_001, kept::add, dropped::add);
    assertThat(dropped).containsExactly(1L << 62);
    assertThat(packets.retained()).isZero();
  }

  @Test
  void whatNobodyNeedsIsNotKeptAtAll() {
    List<SampleChunk> kept = new ArrayList<>();
    assertThat(placed(kept, Long.MAX_VALUE).retained()).isZero();
    assertThat(kept).isEmpty();
  }

  @Test
  void stateIsThatOfEveryVersion() throws IOException {
    byte[] conditioner = {7, 8, 9};
    GoldenState.rewritten(
        "packet-channel",
        new StateForm("packet-channel", 1, 0),
        placed(new ArrayList<>(), 0).state(conditioner),
        bytes -> {
          PacketLog restored = new PacketLog(SETTINGS);
          return restored.state(restored.restore(bytes, came(), 400_000));
        });
  }
}
