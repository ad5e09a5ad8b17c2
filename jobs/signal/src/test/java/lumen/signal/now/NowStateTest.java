package lumen.signal.now;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lumen.golden.GoldenState;
import lumen.signal.grid.TargetGrid;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;

/** The two states of a channel's figures of now, as every version writes and reads them. */
class NowStateTest {
  private static final int RATE_HZ = 10;
  private static final long INTERVAL_MICROS = 1_000_000 / RATE_HZ;
  private static final long REBALANCE_MICROS = 10_000_000;
  private static final NowSettings FILTERS =
      new NowSettings(TargetGrid.ofHz(5), 0.2, 2.2, 2, 30, 1e-4, 2, 20);
  private static final NowChannelSettings SETTINGS =
      new NowChannelSettings(FILTERS, 200_000, 1_000_000);

  private final List<String> told = new ArrayList<>();
  private final List<byte[]> steps = new ArrayList<>();
  private final NowChannel channel = played();

  /** A rhythm of 0.9 Hz for 8 s: learnt, estimated and held against what was final. */
  private NowChannel played() {
    NowChannel now = new NowChannel(SETTINGS);
    now.joins(INTERVAL_MICROS);
    now.begins();
    play(now, 0, 60);
    steps.add(now.takeSteps());
    play(now, 60, 80);
    steps.add(now.takeSteps());
    return now;
  }

  private void play(NowChannel now, int from, int to) {
    for (int k = from; k < to; k++) {
      long micros = k * INTERVAL_MICROS;
      double value = StrictMath.cos(2 * Math.PI * 0.9 * k / RATE_HZ);
      now.arrives(micros, value, REBALANCE_MICROS, this::tell);
      now.accept(RATE_HZ, k, value);
      if (k >= RATE_HZ && k % 2 == 0) {
        long step = (k - RATE_HZ) / 2;
        double cycles = 0.18 * step - Math.rint(0.18 * step);
        now.settle(step, 2 * StrictMath.cos(2 * Math.PI * cycles), cycles, 2 + 0.01 * step);
      }
      now.arrived(micros);
    }
  }

  private void tell(long step, double cycles, double envelope, NowFigures figures) {
    told.add("%d %s %s %s".formatted(step, cycles, envelope, figures));
  }

  private static NowChannel restored(byte[] snapshot, List<byte[]> steps) {
    NowChannel now = new NowChannel(SETTINGS);
    now.restore(snapshot, steps);
    return now;
  }

  @Test
  void smallState() throws IOException {
    GoldenState.rewritten(
        "now-channel",
        new StateForm("now-channel", 1, 0),
        channel.snapshot(),
        bytes -> restored(bytes, steps).snapshot());
  }

  @Test
  void stepsSinceTheLastTime() throws IOException {
    byte[] snapshot = channel.snapshot();
    GoldenState.read(
        "now-steps",
        new StateForm("now-steps", 1, 0),
        steps.get(1),
        bytes -> {
          told.clear();
          play(restored(snapshot, List.of(steps.get(0), bytes)), 80, 100);
          return String.join("\n", told).getBytes(StandardCharsets.UTF_8);
        });
  }

  @Test
  void whatWasPlayedSaysSomething() {
    assertThat(told).hasSizeGreaterThan(20);
    assertThat(told.get(told.size() - 1)).doesNotContain("NaN");
  }
}
