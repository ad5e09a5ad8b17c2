package lumen.fusion.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lumen.event.ChannelKey;
import lumen.event.SampleBlock;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.tenant.AlignedBlock;
import lumen.fusion.tenant.ReferenceBlock;
import lumen.fusion.tenant.TenantInput;
import lumen.signal.channel.ChannelSettings;
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
      channel.advance((s + 1) * SECOND, out -> {}, chunk -> {}, dropped::add);
    }
    assertThat(channel.retained()).as("clip window of 30 s").isBetween(300L, 320L);
    assertThat(dropped).hasSize(100 - (int) channel.retained() / 10).isSorted();
  }

  @Test
  void referenceValuesAreNotKept() {
    AlignedChannel channel = new AlignedChannel(NAME, null);
    List<Long> dropped = new ArrayList<>();
    channel.take(second(1000), i -> {});
    channel.advance(1000 * SECOND + SECOND / 2, out -> {}, chunk -> {}, dropped::add);
    assertThat(channel.retained()).isEqualTo(10);
    assertThat(channel.pendingFrom()).isEqualTo(1000 * SECOND + SECOND / 2);
    channel.advance(1001 * SECOND, out -> {}, chunk -> {}, dropped::add);
    assertThat(channel.retained()).isZero();
    assertThat(dropped).containsExactly(0L);
    assertThat(channel.pendingFrom()).isEqualTo(Long.MAX_VALUE);
    assertThat(channel.conditionerState()).isEmpty();
  }

  @Test
  void blockWhollyBehindTheFrontierIsNotKept() {
    AlignedChannel channel = new AlignedChannel(NAME, null);
    channel.advance(1001 * SECOND, out -> {}, chunk -> {}, i -> {});
    List<Long> behind = new ArrayList<>();
    assertThat(channel.take(second(1000), behind::add)).isNull();
    assertThat(behind).hasSize(10);
    assertThat(channel.pendingFrom()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void frontierNeverGoesBack() {
    AlignedChannel channel = new AlignedChannel(NAME, null);
    channel.take(second(1000), i -> {});
    channel.advance(1000 * SECOND + 1, out -> {}, chunk -> {}, i -> {});
    List<TenantInput> again = new ArrayList<>();
    channel.advance(1000 * SECOND, again::add, chunk -> {}, i -> {});
    assertThat(again).isEmpty();
    assertThat(channel.frontier()).isEqualTo(1000 * SECOND + 1);
  }

  @Test
  void breakEndsTheSegmentThoughNoPauseTellsItHoweverBlocksAreCut() {
    ChannelSettings settings = LumenSettings.defaults().channelSettings("s");
    List<Long> whole = steps(settings, false, true);
    assertThat(steps(settings, true, true)).as("restored after every second").isEqualTo(whole);
    List<Long> unbroken = steps(settings, false, false);
    assertThat(whole).isSubsetOf(unbroken);
    int lost = unbroken.size() - whole.size();
    assertThat(lost).as("steps of half a filter on both sides, and of joining").isBetween(80, 110);
  }

  /** The steps that 100 s of samples give, with a break after the first 50 if so asked. */
  private static List<Long> steps(ChannelSettings settings, boolean restoring, boolean broken) {
    AlignedChannel channel = new AlignedChannel(NAME, settings);
    List<SampleChunk> kept = new ArrayList<>();
    List<Long> steps = new ArrayList<>();
    for (long s = 1000; s < 1100; s++) {
      if (broken && s == 1050) {
        SampleBlock end =
            new SampleBlock(
                "rec",
                "a",
                "s",
                "x",
                new long[] {s * SECOND - 1},
                new double[] {SampleBlock.BREAK});
        kept.add(channel.take(end, i -> {}));
      }
      kept.add(channel.take(second(s), i -> {}));
      channel.advance(
          s * SECOND, out -> add((AlignedBlock) out, steps), chunk -> {}, dropped -> {});
      if (restoring) {
        AlignedChannel restored = new AlignedChannel(NAME, settings);
        kept.forEach(restored::retain);
        restored.restore(
            channel.frontier(),
            channel.lastSample(),
            channel.conditionerState(),
            channel.profileState());
        channel = restored;
      }
    }
    channel.advance(
        1100 * SECOND, out -> add((AlignedBlock) out, steps), chunk -> {}, dropped -> {});
    return steps;
  }

  private static void add(AlignedBlock block, List<Long> steps) {
    for (int i = 0; i < block.value().length; i++) {
      steps.add(block.firstStep() + i);
    }
  }

  @Test
  void breakIsNoValueOfTheReference() {
    AlignedChannel channel = new AlignedChannel(NAME, null);
    channel.take(
        new SampleBlock(
            "rec", "a", "s", "x", new long[] {1, 2, 3}, new double[] {5, Double.NaN, 6}),
        i -> {});
    List<TenantInput> out = new ArrayList<>();
    channel.advance(10, out::add, chunk -> {}, dropped -> {});
    assertThat(((ReferenceBlock) out.get(0)).values()).containsExactly(5, 6);
  }
}
