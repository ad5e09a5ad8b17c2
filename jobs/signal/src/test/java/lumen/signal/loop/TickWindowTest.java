package lumen.signal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lumen.signal.phase.PhaseStatistics;
import lumen.signal.phase.PhaseWindow;
import org.junit.jupiter.api.Test;

class TickWindowTest {
  private static final long SPAN = 30_000_000;

  private record Tick(long micros, long covered, double e, boolean refused) {}

  private static final class Plain {
    final List<Tick> all = new ArrayList<>();

    List<Tick> window() {
      long newest = all.get(all.size() - 1).micros();
      return all.stream().filter(t -> t.micros() > newest - SPAN).toList();
    }

    TickStatistics statistics() {
      List<Tick> ticks = window();
      List<Tick> known = ticks.stream().filter(t -> !Double.isNaN(t.e())).toList();
      long covered = known.stream().mapToLong(Tick::covered).sum();
      if (covered < SPAN / 3) {
        return TickStatistics.NONE;
      }
      PhaseWindow phases = new PhaseWindow(known.size());
      double magnitudes = 0;
      for (int i = 0; i < known.size(); i++) {
        phases.append(i, 0, known.get(i).e(), 1, 1, 1);
        phases.settle(known.get(i).e(), 0, 0);
        magnitudes += Math.abs(known.get(i).e());
      }
      PhaseStatistics statistics = new PhaseStatistics(12);
      statistics.locate(phases);
      statistics.describe(phases);
      double complete = (double) known.size() / ticks.size();
      return new TickStatistics(
          magnitudes / known.size(), complete * statistics.coherence(), statistics.entropyRatio());
    }
  }

  @Test
  void agreesWithPlainStatisticsWhileItSlides() {
    for (long seed = 0; seed < 6; seed++) {
      Random random = new Random(seed);
      TickHistory history = new TickHistory(2 * SPAN);
      TickWindow window = new TickWindow(history, SPAN);
      Plain plain = new Plain();
      double spread = seed / 6.0;
      long now = 1_767_225_600_000_000L;
      int known = 0;
      for (int i = 0; i < 1500; i++) {
        long covered = i == 0 || random.nextInt(200) == 0 ? 0 : 100_000 + random.nextInt(300_000);
        now += covered == 0 ? random.nextInt(40_000_000) : covered;
        boolean without = random.nextInt(1000) < 1000 * seed / 8 || i % 400 > 300;
        double e = without ? Double.NaN : 0.5 - spread * random.nextDouble() - 0.1 * spread;
        Tick tick = new Tick(now, covered, e, random.nextInt(10) == 0);
        history.add(now, covered, e, 200, TickMark.REFUSED.where(tick.refused()));
        window.slide();
        history.trim();
        plain.all.add(tick);
        TickStatistics found = window.statistics();
        TickStatistics expected = plain.statistics();
        known += Double.isNaN(expected.syncQuality()) ? 0 : 1;
        assertThat(found.phaseDiffMean()).isCloseTo(expected.phaseDiffMean(), offset(1e-11));
        assertThat(found.syncQuality()).isCloseTo(expected.syncQuality(), offset(1e-11));
        assertThat(found.entropyRatio()).isCloseTo(expected.entropyRatio(), offset(1e-11));
        List<Tick> ticks = plain.window();
        assertThat(window.refused()).isEqualTo((int) ticks.stream().filter(Tick::refused).count());
        assertThat(window.size()).isEqualTo(ticks.size());
      }
      assertThat(known).isBetween(10, 1490);
    }
  }

  @Test
  void areKnownFromAThirdOfTheSpanOn() {
    TickHistory history = new TickHistory(SPAN);
    TickWindow window = new TickWindow(history, SPAN);
    for (int i = 0; i < 50; i++) {
      history.add(200_000L * i, i == 0 ? 0 : 200_000, 0.1, 200, (byte) 0);
      window.slide();
      assertThat(window.statistics()).isEqualTo(TickStatistics.NONE);
    }
    history.add(10_000_000, 200_000, 0.1, 200, (byte) 0);
    window.slide();
    TickStatistics found = window.statistics();
    assertThat(found.phaseDiffMean()).isCloseTo(0.1, offset(1e-12));
    assertThat(found.syncQuality()).isCloseTo(1, offset(1e-12)).isLessThanOrEqualTo(1);
    assertThat(found.entropyRatio()).isZero();
  }

  @Test
  void growsWhileItsBeginStaysAndLeavesTicksAtOnceWhenItIsShorter() {
    TickHistory history = new TickHistory(SPAN);
    TickWindow window = new TickWindow(history, 2_000_000);
    for (int i = 1; i <= 100; i++) {
      window.span(2_000_000 + Math.max(0, i - 50) * 200_000L);
      history.add(200_000L * i, 200_000, i <= 40 ? 0.1 : 0, 200, (byte) 0);
      window.slide();
      assertThat(window.size()).isEqualTo(i <= 50 ? Math.min(i, 10) : i - 40);
    }
    assertThat(window.phaseDiffMean()).as("nothing of before comes back").isZero();
    window.span(1_000_000);
    history.add(200_000L * 101, 200_000, 0, 200, (byte) 0);
    window.slide();
    assertThat(window.size()).isEqualTo(5);
  }

  @Test
  void shareOfTheTicksNearThePublishedRateIsKnownFromAThirdOn() {
    TickHistory history = new TickHistory(SPAN);
    TickWindow window = new TickWindow(history, 3_000_000);
    byte rated = TickMark.RATED.where(true);
    byte near = (byte) (rated | TickMark.NEAR.where(true));
    for (int i = 1; i <= 5; i++) {
      history.add(200_000L * i, i == 1 ? 0 : 200_000, Double.NaN, 200, rated);
      window.slide();
      assertThat(window.nearShare()).isNaN();
    }
    history.add(1_200_000, 200_000, Double.NaN, 200, near);
    window.slide();
    assertThat(window.nearShare()).isEqualTo(1 / 6.0);
  }

  @Test
  void lockedTicksTellTheirSpreadAndTheirMeanTick() {
    TickHistory history = new TickHistory(SPAN);
    TickWindow window = new TickWindow(history, SPAN);
    byte stood = TickMark.STOOD.where(true);
    for (int i = 1; i <= 100; i++) {
      history.add(200_000L * i, 200_000, i <= 95 ? 0.02 : 0.06, 200 + i % 2, stood);
      history.add(200_000L * i + 1, 1, 0.4, 400, (byte) 0);
      history.add(200_000L * i + 2, 1, Double.NaN, 400, stood);
      window.slide();
    }
    assertThat(window.stoodMicros()).isEqualTo(100 * 200_000);
    assertThat(window.stood().n()).isEqualTo(100);
    assertThat(window.stood().spreadP95()).isZero();
    assertThat(window.stood().tickMs()).isEqualTo(200.5);
    history.add(200_000L * 101, 200_000, -0.04, 200, stood);
    window.slide();
    assertThat(window.stood().spreadP95()).isCloseTo(0.04, offset(1e-15));
  }

  @Test
  void phaseIsKnownWithinARunOnly() {
    TickHistory history = new TickHistory(SPAN);
    history.add(1_000_000, 0, Double.NaN, 200, (byte) 0);
    history.add(1_200_000, 200_000, Double.NaN, 200, (byte) 0);
    history.add(1_600_000, 400_000, Double.NaN, 200, (byte) 0);
    history.add(5_000_000, 0, Double.NaN, 200, (byte) 0);
    assertThat(history.phaseAt(999_999)).isNaN();
    assertThat(history.phaseAt(1_000_000)).isZero();
    assertThat(history.phaseAt(1_050_000)).isEqualTo(0.25);
    assertThat(history.phaseAt(1_500_000)).isEqualTo(0.75);
    assertThat(history.phaseAt(1_600_001)).isNaN();
    assertThat(history.phaseAt(5_000_001)).isNaN();
  }
}
