package lumen.connectors.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import lumen.event.DecidedSample;
import lumen.event.Envelope;
import lumen.event.Fact;
import lumen.event.InvalidValues;
import lumen.event.KeyFilter;
import lumen.event.SampleBlock;
import lumen.event.SourceClock;
import lumen.event.SourceForm;
import lumen.intake.LiveMessage;
import lumen.intake.LogIntake;
import lumen.intake.ReplayOptions;
import lumen.intake.ReplayOptions.SourceRule;
import org.junit.jupiter.api.Test;

/** A number that becomes no line is taken as its line would be, whatever it is. */
class ShortWayTest {
  private static final long START = 1_767_225_600_000_000L;
  private static final long SECOND = 1_000_000;
  private static final String[] KEYS = {
    "/a",
    "/b/c",
    "x y",
    "quo\"te",
    "back\\slash",
    "\u00e9t\u00e9",
    "lone\uD800",
    "",
    "tab\t",
    "~",
    "null"
  };
  private static final double[] VALUES = {
    0, -0.0, 1, 0.1, -1e-310, Double.MIN_VALUE, Double.MAX_VALUE, 1e22, 123456789.125, Double.NaN
  };

  /** Everything as lines, as whoever keeps a log has it. */
  private static final class Lines implements LogTaker {
    private final LogIntake intake;
    private long number;

    Lines(LogIntake intake) {
      this.intake = intake;
    }

    @Override
    public void line(byte[] json) {
      intake.take(new LogPosition("live", json, number++), Long.MAX_VALUE);
    }
  }

  /** What may take the short way takes it. */
  private static final class Brief implements LogTaker {
    private final LogIntake intake;
    private long number;
    private int samples;

    Brief(LogIntake intake) {
      this.intake = intake;
    }

    @Override
    public void line(byte[] json) {
      intake.take(new LogPosition("live", json, number++), Long.MAX_VALUE);
    }

    @Override
    public void sample(DecidedSample sample, Supplier<byte[]> line) {
      samples++;
      intake.take(sample, new UnwrittenLine("live", line, number++));
    }
  }

  @Test
  void bothWaysGiveTheSame() {
    int samples = 0;
    for (long seed = 0; seed < 60; seed++) {
      samples += compare(seed);
    }
    assertThat(samples).isGreaterThan(10_000);
  }

  private static int compare(long seed) {
    ReplayOptions rules =
        new ReplayOptions(
            2 * SECOND,
            10 * SECOND,
            3_600 * SECOND,
            86_400 * SECOND,
            seed % 3 == 0 ? 4 : 2000,
            seed % 3 == 1 ? Map.of("r*", rule(seed)) : Map.of(),
            seed % 4 != 0,
            0,
            false);
    LogIntake byLines = new LogIntake("live", rules);
    LogIntake byShort = new LogIntake("live", rules);
    Brief taker = new Brief(byShort);
    List<Envelope> expected = drive(seed, new Lines(byLines), byLines);
    List<Envelope> found = drive(seed, taker, byShort);
    assertThat(found).as("seed %d", seed).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      if (!alike(found.get(i), expected.get(i))) {
        assertThat(found.get(i))
            .as("seed %d, envelope %d", seed, i)
            .usingRecursiveComparison()
            .isEqualTo(expected.get(i));
        fail("seed %d, envelope %d differs", seed, i);
      }
    }
    assertThat(byShort.accounts()).as("seed %d", seed).isEqualTo(byLines.accounts());
    assertThat(byShort.lineMicros()).isEqualTo(byLines.lineMicros());
    return taker.samples;
  }

  /** All envelopes are records, of which a block's are not equal by themselves: it has columns. */
  private static boolean alike(Envelope found, Envelope expected) {
    if (found instanceof SampleBlock a && expected instanceof SampleBlock b) {
      return List.of(a.stream(), a.tenant(), a.source(), a.key())
              .equals(List.of(b.stream(), b.tenant(), b.source(), b.key()))
          && Arrays.equals(a.micros(), b.micros())
          && Arrays.equals(a.values(), b.values());
    }
    return found.equals(expected);
  }

  /** How the source is read: a log and what needs no line of it must say the same. */
  private static SourceRule rule(long seed) {
    return new SourceRule(
        KeyFilter.ALL,
        SourceClock.NONE,
        ReplayOptions.OnReset.LATE,
        InvalidValues.of(List.of("1", "0.3", ">1e100")),
        new SourceForm(true, seed % 2 == 0 ? "lab" : "", seed % 4 == 1 ? DYAD : List.of()));
  }

  private static final List<String> DYAD = List.of("dyad");

  @Test
  void linesOfALogAreReadAsTheirSourceSays() {
    ReplayOptions rules =
        new ReplayOptions(
            2 * SECOND,
            10 * SECOND,
            3_600 * SECOND,
            86_400 * SECOND,
            9,
            Map.of("rig", rule(2)),
            true,
            0,
            false);
    LogIntake intake = new LogIntake("live", rules);
    Lines lines = new Lines(intake);
    LiveJudge judge =
        new LiveJudge(stream(1), LiveClock.NONE, new ArrivalLine(100_000), SECOND, new LogLines());
    judge.judge(new LiveMessage.Text("k", " 12.5 ", START, START), lines);
    judge.judge(new LiveMessage.Text("k", "noon", START + 1, START + 1), lines);
    judge.judge(new LiveMessage.Scalar("k", 1, START + 2, START + 2), lines);
    List<Envelope> out = new ArrayList<>();
    intake.drain(out);
    assertThat(out)
        .filteredOn(SampleBlock.class::isInstance)
        .singleElement()
        .satisfies(
            block -> {
              assertThat(((SampleBlock) block).values()).containsExactly(12.5);
              assertThat(((SampleBlock) block).tenant()).isEqualTo("lab");
            });
    assertThat(out).filteredOn(Fact.class::isInstance).hasSize(1);
    assertThat(intake.accounts().get(0).counts().invalid()).isEqualTo(1);
  }

  private static List<Envelope> drive(long seed, LogTaker taker, LogIntake intake) {
    Random random = new Random(seed);
    ArrivalLine line = new ArrivalLine(100_000);
    LiveJudge judge = new LiveJudge(stream(seed), LiveClock.NONE, line, 2 * SECOND, new LogLines());
    List<Envelope> out = new ArrayList<>();
    long now = START;
    for (int i = 0; i < 400; i++) {
      now += random.nextInt(20_000);
      long off = (long) (random.nextGaussian() * (random.nextInt(9) == 0 ? 9e6 : 9e4));
      long stamp = random.nextInt(3) == 0 ? LiveMessage.UNSTAMPED : now + off;
      String key = KEYS[random.nextInt(random.nextBoolean() ? 2 : KEYS.length)];
      double value = VALUES[random.nextInt(VALUES.length)] * (random.nextBoolean() ? 1 : 0.3);
      judge.judge(new LiveMessage.Scalar(key, value, stamp, now), taker);
      if (random.nextInt(40) == 0) {
        intake.drain(out);
      }
    }
    intake.drain(out);
    return out;
  }

  private static LiveStream stream(long seed) {
    return new LiveStream(
        seed % 5 == 0 ? "os\"c" : "osc",
        "rig",
        seed % 2 == 0 ? "default" : "stage",
        seed % 7 == 0,
        LiveClock.Factory.NONE,
        clock -> new ScriptedInput());
  }
}
