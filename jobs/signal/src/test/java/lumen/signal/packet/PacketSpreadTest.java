package lumen.signal.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times that samples are given, in microseconds from an arbitrary begin. */
class PacketSpreadTest {
  private static final long T = 1_760_000_000_000_000L;
  private static final long GAP = 2_000_000;
  private static final long REBALANCE = 20_000_000;
  private static final double OWN = Double.NaN;

  private static PacketSettings settings(PacketStamp stamp, double rateHz) {
    return new PacketSettings(stamp, rateHz, GAP, REBALANCE);
  }

  private static PacketSettings last(double rateHz) {
    return settings(PacketStamp.LAST, rateHz);
  }

  private static PacketSettings first(double rateHz) {
    return settings(PacketStamp.FIRST, rateHz);
  }

  /** What a spread gave: times and values, with / where a segment ends and ! where all does. */
  private static final class Run {
    private final PacketSettings settings;
    private PacketSpread spread;
    private final List<String> found = new ArrayList<>();
    private int unplaced;
    private int duplicates;
    private int next;

    Run(PacketSettings settings) {
      this.settings = settings;
      this.spread = new PacketSpread(settings);
    }

    /** A packet of n samples, numbered on. */
    Run packet(long at, int n) {
      double[] values = new double[n];
      for (int i = 0; i < n; i++) {
        values[i] = next++;
      }
      return samples(at, values);
    }

    Run samples(long at, double... values) {
      for (double value : values) {
        sample(at, value);
      }
      return this;
    }

    void sample(long at, double value) {
      PlacedSamples out = spread.begin();
      spread.accept(T + at, value);
      gather(out);
    }

    Run until(long at) {
      PlacedSamples out = spread.begin();
      spread.completeBefore(T + at);
      gather(out);
      return this;
    }

    List<String> end() {
      until(Long.MAX_VALUE - T);
      return found;
    }

    private void gather(PlacedSamples out) {
      int cut = 0;
      for (int i = 0; i < out.size(); i++) {
        boolean ends = cut < out.cutCount() && out.cut(cut) == i;
        cut += ends ? 1 : 0;
        String time = Long.toString(out.micros()[i] - T);
        boolean anew = Double.isNaN(out.values()[i]);
        found.add((ends ? "/" : "") + (anew ? "!" : time + "=" + (long) out.values()[i]));
      }
      unplaced += out.unplaced();
      duplicates += out.duplicates();
    }

    /** Goes on with another of its state. */
    void restore() {
      ByteBuffer state = ByteBuffer.allocate(PacketSpread.BYTES);
      spread.write(state);
      spread = new PacketSpread(settings);
      spread.read(state.flip());
    }
  }

  private static Run run(PacketSettings settings) {
    return new Run(settings);
  }

  @Test
  void samplesLieBetweenTheStampsOfTwoPackets() {
    assertThat(run(last(OWN)).packet(0, 2).packet(90, 3).packet(150, 2).end())
        .containsExactly("0=1", "30=2", "60=3", "90=4", "120=5", "150=6");
    assertThat(run(first(OWN)).packet(0, 2).packet(90, 3).packet(150, 2).end())
        .containsExactly("0=0", "45=1", "90=2", "110=3", "130=4", "150=5", "182=6");
  }

  /** The first packet by a rate that is told: 100 us from sample to sample. */
  @Test
  void aRateThatIsToldPlacesTheFirstAndTheLastPacket() {
    assertThat(run(last(10_000)).packet(0, 3).packet(310, 3).end())
        .containsExactly("-200=0", "-100=1", "0=2", "103=3", "206=4", "310=5");
    assertThat(run(first(10_000)).packet(0, 3).packet(310, 3).end())
        .containsExactly("0=0", "103=1", "206=2", "310=3", "410=4", "510=5");
  }

  @Test
  void theFirstPacketByItsOwnRateKeepsTheSampleThatHasTheStamp() {
    Run run = run(last(OWN)).packet(0, 4).packet(40, 4);
    assertThat(run.end()).containsExactly("0=3", "10=4", "20=5", "30=6", "40=7");
    assertThat(run.unplaced).isEqualTo(3);
    Run alone = run(first(OWN)).packet(0, 4);
    assertThat(alone.end()).containsExactly("0=0");
    assertThat(alone.unplaced).isEqualTo(3);
  }

  /** Four a packet, 10 us apart; the packet of 80 is lost. */
  @Test
  void aLostPacketDoesNotStretchTheNext() {
    assertThat(run(last(OWN)).packet(0, 4).packet(40, 4).packet(120, 4).end())
        .containsExactly(
            "0=3", "10=4", "20=5", "30=6", "40=7", "90=8", "100=9", "110=10", "120=11");
    assertThat(run(first(OWN)).packet(0, 4).packet(40, 4).packet(120, 4).end())
        .containsExactly(
            "0=0", "10=1", "20=2", "30=3", "40=4", "50=5", "60=6", "70=7", "120=8", "135=9",
            "150=10", "165=11");
  }

  @Test
  void packetsOfAnotherLengthAreOfTheSameRate() {
    assertThat(run(last(OWN)).packet(0, 1).packet(40, 4).packet(110, 7).packet(130, 2).end())
        .containsExactly(
            "0=0", "10=1", "20=2", "30=3", "40=4", "50=5", "60=6", "70=7", "80=8", "90=9", "100=10",
            "110=11", "120=12", "130=13");
  }

  /** Half as many samples in the same time: told by the packet itself where they are more often. */
  @Test
  void aRateThatDoublesIsTakenAtOnceAndOneThatHalvesAfterFive() {
    Run faster = run(last(OWN)).packet(0, 1).packet(40, 2).packet(80, 4);
    assertThat(faster.end()).containsSubsequence("50=3", "60=4", "70=5", "80=6");
    Run slower = run(last(OWN)).packet(0, 1);
    for (int i = 1; i <= 8; i++) {
      slower.packet(40L * i, 4);
    }
    for (int i = 9; i <= 13; i++) {
      slower.packet(40L * i, 2);
    }
    assertThat(slower.end())
        .contains("350=33", "360=34", "470=39", "480=40", "500=41", "520=42")
        .doesNotContain("340=33");
  }

  @Test
  void aGapEndsTheSegmentAndThePacketsBehindItAreSpreadAsUsual() {
    long late = 2_000_000 + 50;
    assertThat(run(last(OWN)).packet(0, 1).packet(40, 4).packet(40 + late, 3).end())
        .containsExactly(
            "0=0", "10=1", "20=2", "30=3", "40=4", "/2000070=5", "2000080=6", "2000090=7");
    assertThat(run(first(OWN)).packet(0, 4).packet(40, 4).packet(40 + late, 3).end())
        .containsExactly(
            "0=0",
            "10=1",
            "20=2",
            "30=3",
            "40=4",
            "50=5",
            "60=6",
            "70=7",
            "/2000090=8",
            "2000100=9",
            "2000110=10");
  }

  @Test
  void aSampleFurtherThanTheGapFromItsStampIsNotPlaced() {
    Run run = run(last(2)).packet(0, 7).packet(5_000_000, 1);
    assertThat(run.end())
        .containsExactly(
            "-2000000=2", "-1500000=3", "-1000000=4", "-500000=5", "0=6", "/5000000=7");
    assertThat(run.unplaced).isEqualTo(2);
  }

  /** Between 10 samples of a packet 1 us, from packet to packet 1000 us. */
  @Test
  void stampsWithinATenthOfTheIntervalAreOnePacket() {
    Run run = run(last(OWN));
    for (int packet = 0; packet < 4; packet++) {
      for (int i = 0; i < 10; i++) {
        run.packet(1_000 * packet + i, 1);
      }
    }
    List<String> found = run.end();
    assertThat(found.subList(0, 10)).contains("0=0", "9=9");
    assertThat(found.subList(10, 13)).containsExactly("108=10", "207=11", "306=12");
    assertThat(found.subList(19, 22)).containsExactly("1000=19", "1100=20", "1200=21");
    assertThat(found).hasSize(40).endsWith("3000=39");
  }

  /** A pause within the gap: the next two packets are taken for one, which changes no time. */
  @Test
  void aPauseOfManyIntervalsChangesNoTimeBehindIt() {
    Run run = run(last(OWN)).packet(0, 1).packet(100, 2).packet(200, 2).packet(3_200, 2);
    run.packet(3_300, 2).packet(3_400, 2).packet(3_500, 2).packet(3_600, 2);
    assertThat(run.end())
        .containsSubsequence("3450=11", "3500=12", "3550=13", "3600=14")
        .containsSubsequence("100=2", "150=3", "200=4");
  }

  @Test
  void whatIsNoNumberKeepsItsPlace() {
    double nothing = Double.POSITIVE_INFINITY;
    Run run = run(last(OWN)).packet(0, 1).samples(40, 1, nothing, 3, nothing).samples(60, 5, 6);
    assertThat(run.end()).containsExactly("0=0", "10=1", "30=3", "50=5", "60=6");
    assertThat(run.unplaced).isZero();
  }

  @Test
  void ofSeveralOfOneMicrosecondTheLastCounts() {
    Run run = run(last(OWN)).packet(0, 1).packet(2, 5);
    assertThat(run.end()).containsExactly("0=0", "1=4", "2=5");
    assertThat(run.unplaced).isEqualTo(1);
    assertThat(run.duplicates).isEqualTo(2);
  }

  @Test
  void anEndAndALongPauseBeginAnew() {
    assertThat(run(last(10_000)).packet(0, 2).samples(150, Double.NaN).packet(160, 3).end())
        .containsExactly("-100=0", "0=1", "!", "60=3", "160=4");
    long later = REBALANCE + 1;
    assertThat(run(last(OWN)).packet(0, 1).packet(40, 2).packet(40 + later, 2).end())
        .containsExactly("0=0", "20=1", "40=2", "!", "/" + (40 + later) + "=4");
  }

  /**
   * A regular series cut into random packets, stamped by their last or first sample, comes out as
   * it was, but for what the first (or last) packet cannot know.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aRegularSeriesIsFoundAgainFromItsPackets(long seed) {
    Random random = new Random(seed);
    int spacing = 1 + random.nextInt(20_000);
    int least = 1 + random.nextInt(10);
    boolean last = random.nextBoolean();
    boolean told = random.nextBoolean();
    double rateHz = told ? 1e6 / spacing : OWN;
    Run run = run(settings(last ? PacketStamp.LAST : PacketStamp.FIRST, rateHz));
    int n = 0;
    int firstPacket = 0;
    int lastPacket = 0;
    for (int packet = 0; packet < 200; packet++) {
      int size = least + random.nextInt(8 * least + 1);
      long stamp = (long) spacing * (last ? n + size - 1 : n);
      for (int i = 0; i < size; i++) {
        run.sample(stamp, n++);
        if (random.nextInt(20) == 0) {
          run.until(stamp - random.nextInt(100));
        }
      }
      firstPacket = packet == 0 ? size : firstPacket;
      lastPacket = size;
    }
    int from = last && !told ? firstPacket - 1 : 0;
    int to = !last && !told ? n - lastPacket + 1 : n;
    List<String> expected = new ArrayList<>();
    for (int i = from; i < to; i++) {
      expected.add((long) spacing * i + "=" + i);
    }
    List<String> found = run.end();
    assertThat(found.subList(0, Math.min(found.size(), expected.size())))
        .as("seed %d spacing %d least %d last %s told %s", seed, spacing, least, last, told)
        .isEqualTo(expected);
    assertThat(found.size() - expected.size()).isBetween(0, lastPacket - 1);
  }

  /** Whatever the frontier and wherever it is restored: the same, in the same order. */
  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
  void dependsOnTheSamplesAlone(long seed) {
    Random random = new Random(seed);
    PacketSettings settings =
        settings(
            random.nextBoolean() ? PacketStamp.LAST : PacketStamp.FIRST,
            random.nextBoolean() ? OWN : 1_000);
    long[] micros = new long[2_000];
    long now = 0;
    for (int i = 0; i < micros.length; i++) {
      int kind = random.nextInt(100);
      now +=
          kind < 60 ? 0 : kind < 80 ? random.nextInt(30) : kind < 98 ? random.nextInt(50_000) : 0;
      now += kind == 99 ? random.nextInt(random.nextBoolean() ? 3_000_000 : 30_000_000) : 0;
      micros[i] = now;
    }
    boolean[] ends = new boolean[micros.length];
    for (int i = 1; i + 1 < micros.length; i++) {
      ends[i] = micros[i] > micros[i - 1] && micros[i] < micros[i + 1] && random.nextInt(50) == 0;
    }
    Run whole = run(settings);
    Run cut = run(settings);
    List<Double> kept = new ArrayList<>();
    for (int i = 0; i < micros.length; i++) {
      double value = ends[i] ? Double.NaN : i;
      whole.sample(micros[i], value);
      if (i > 0) {
        cut.until(micros[i - 1] + (long) (random.nextDouble() * (micros[i] - micros[i - 1] + 1)));
      }
      long since = cut.spread.openSince();
      kept.clear();
      for (int j = 0; j < i; j++) {
        if (T + micros[j] >= since && since != Long.MAX_VALUE) {
          kept.add((double) j);
        }
      }
      cut.restore();
      if (since != Long.MAX_VALUE) {
        cut.spread.refill(kept.stream().mapToDouble(x -> x).toArray(), kept.size());
      }
      cut.sample(micros[i], value);
    }
    assertThat(cut.end()).as("seed %d %s", seed, settings).isEqualTo(whole.end());
    assertThat(whole.found).hasSizeGreaterThan(300);
    assertThat(List.of(cut.unplaced, cut.duplicates))
        .isEqualTo(List.of(whole.unplaced, whole.duplicates));
    long before = Long.MIN_VALUE;
    for (String one : whole.found) {
      if (!one.contains("!")) {
        long time = Long.parseLong(one.substring(one.startsWith("/") ? 1 : 0, one.indexOf('=')));
        assertThat(time).as("seed %d", seed).isGreaterThan(before);
        before = time;
      }
    }
  }

  @Test
  void samplesThatAreNotThoseOfTheStateAreRefused() {
    PacketSpread spread = new PacketSpread(last(OWN));
    Arrays.asList(1.0, 2.0).forEach(x -> spread.accept(T, x));
    ByteBuffer state = ByteBuffer.allocate(PacketSpread.BYTES);
    spread.write(state);
    PacketSpread other = new PacketSpread(last(OWN));
    other.read(state.flip());
    assertThatThrownBy(() -> other.refill(new double[3], 3))
        .hasMessage("raw samples must be the 2 of the open packet: found=3");
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new PacketSettings(PacketStamp.LAST, 0, GAP, REBALANCE))
        .hasMessageContaining("a rate in (0, 1e6]: LAST rate_hz=0.0");
    assertThatThrownBy(() -> new PacketSettings(PacketStamp.LAST, OWN, GAP, GAP))
        .hasMessageContaining("0 < 2 max_gap <= rebalance");
  }
}
