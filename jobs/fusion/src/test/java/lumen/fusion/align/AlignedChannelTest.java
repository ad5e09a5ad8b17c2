package lumen.fusion.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lumen.event.ChannelKey;
import lumen.event.SampleBlock;
import lumen.fusion.settings.LumenSettings;
import org.junit.jupiter.api.Test;

/** Which chunks a channel keeps, and what it says of them. */
class AlignedChannelTest {
  private static final ChannelKey NAME = new ChannelKey("a", "s", "x");
  private static final long SECOND = 1_000_000;

  /** Ten samples a second. */
  private static SampleBlock second(long s) {
    long[] micros = new long[10];
    double[] values = new double[10];
    for (int i = 0; i < 10; i++) {
      micros[i] = s * SECOND + i * SECOND / 10;
      values[i] = (s * 7 + i) % 5;
    }
    return new SampleBlock("rec", "a", "s", "x", micros, values);
  }

  @Test
  void chunksOlderThanTheClipWindowAreDropped() {
    AlignedChannel channel =
        new AlignedChannel(NAME, LumenSettings.defaults().channelSettings("s"));
    List<Long> dropped = new ArrayList<>();
    for (long s = 1000; s < 1100; s++) {
      channel.take(second(s), i -> {});
      channel.advance((s + 1) * SECOND, out -> {}, dropped::add);
    }
    assertThat(channel.retained()).as("clip window of 30 s").isBetween(300L, 320L);
    assertThat(dropped).hasSize(100 - (int) channel.retained() / 10).isSorted();
  }

  @Test
  void referenceValuesAreNotKept() {
    AlignedChannel channel = new AlignedChannel(NAME, null);
    List<Long> dropped = new ArrayList<>();
    channel.take(second(1000), i -> {});
    channel.advance(1000 * SECOND + SECOND / 2, out -> {}, dropped::add);
    assertThat(channel.retained()).isEqualTo(10);
    assertThat(channel.pendingFrom()).isEqualTo(1000 * SECOND + SECOND / 2);
    channel.advance(1001 * SECOND, out -> {}, dropped::add);
    assertThat(channel.retained()).isZero();
    assertThat(dropped).containsExactly(0L);
    assertThat(channel.pendingFrom()).isEqualTo(Long.MAX_VALUE);
    assertThat(channel.conditionerState()).isEmpty();
  }

  @Test
  void blockWhollyBehindTheFrontierIsNotKept() {
    AlignedChannel channel = new AlignedChannel(NAME, null);
    channel.advance(1001 * SECOND, out -> {}, i -> {});
    List<Long> behind = new ArrayList<>();
    assertThat(channel.take(second(1000), behind::add)).isNull();
    assertThat(behind).hasSize(10);
    assertThat(channel.pendingFrom()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void frontierNeverGoesBack() {
    AlignedChannel channel = new AlignedChannel(NAME, null);
    channel.take(second(1000), i -> {});
    channel.advance(1000 * SECOND + 1, out -> {}, i -> {});
    List<TenantInput> again = new ArrayList<>();
    channel.advance(1000 * SECOND, again::add, i -> {});
    assertThat(again).isEmpty();
    assertThat(channel.frontier()).isEqualTo(1000 * SECOND + 1);
  }
}
