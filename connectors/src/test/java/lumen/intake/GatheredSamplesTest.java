package lumen.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lumen.event.Envelope;
import lumen.event.SampleBlock;
import org.junit.jupiter.api.Test;

class GatheredSamplesTest {
  private final GatheredSamples gathered = new GatheredSamples();

  private List<SampleBlock> drained() {
    List<Envelope> out = new ArrayList<>();
    gathered.drain("stream", out);
    return out.stream().map(SampleBlock.class::cast).toList();
  }

  @Test
  void channelsComeInTheOrderOfTheirFirstSamplesAndSamplesInTheirs() {
    ChannelColumns a = new ChannelColumns("t", "s", "a");
    ChannelColumns b = new ChannelColumns("t", "s", "b");
    gathered.add(b, 30, 1);
    gathered.add(a, 10, 2);
    gathered.add(b, 20, 3);
    assertThat(gathered.size()).isEqualTo(3);
    assertThat(gathered.channels()).isEqualTo(2);
    List<SampleBlock> blocks = drained();
    assertThat(blocks).extracting(SampleBlock::key).containsExactly("b", "a");
    assertThat(blocks.get(0).micros()).containsExactly(30, 20);
    assertThat(blocks.get(0).values()).containsExactly(1, 3);
    assertThat(blocks.get(1).micros()).containsExactly(10);
  }

  @Test
  void nextChunkBeginsWithNothing() {
    ChannelColumns a = new ChannelColumns("t", "s", "a");
    ChannelColumns b = new ChannelColumns("t", "s", "b");
    gathered.add(a, 1, 1);
    gathered.add(b, 1, 2);
    drained();
    assertThat(gathered.size()).isZero();
    assertThat(drained()).isEmpty();
    gathered.add(b, 2, 3);
    List<SampleBlock> blocks = drained();
    assertThat(blocks).hasSize(1);
    assertThat(blocks.get(0).values()).containsExactly(3);
  }

  @Test
  void everySampleOfManyIsHandedOverOnceInItsPlace() {
    Random random = new Random(14);
    ChannelColumns[] channels = new ChannelColumns[50];
    List<List<Long>> expected = new ArrayList<>();
    for (int i = 0; i < channels.length; i++) {
      channels[i] = new ChannelColumns("t", "s", "k" + i);
      expected.add(new ArrayList<>());
    }
    for (long n = 0; n < 10_000; n++) {
      int at = random.nextInt(channels.length);
      gathered.add(channels[at], n, -n);
      expected.get(at).add(n);
    }
    for (SampleBlock block : drained()) {
      int at = Integer.parseInt(block.key().substring(1));
      assertThat(block.micros()).containsExactly(expected.get(at).toArray(Long[]::new));
      assertThat(block.values()[0]).isEqualTo(-block.micros()[0]);
    }
  }
}
