package lumen.signal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which multiple is chosen, when, and which ticks of the reference count under it. */
class MultipleTest {
  private static final TickLimits LIMITS = new TickLimits(120, 400);

  private static String chosen(double hz) {
    return MultipleRule.AUTO.choose(1e6 / hz, LIMITS, 200).toString();
  }

  @Test
  void oneIsTakenWhereItsTickLiesWithinTheLimitsByAPercent() {
    assertThat(chosen(5)).isEqualTo("1");
    assertThat(chosen(1000 / (400 * 0.9899))).isEqualTo("1");
    assertThat(chosen(1000 / (400 * 0.9901))).isEqualTo("2");
    assertThat(chosen(1000 / (120 * 1.0101))).isEqualTo("1");
    assertThat(chosen(1000 / (120 * 1.0099))).isEqualTo("1/2");
  }

  @Test
  void elseTheNearestToTheBaseTickByRatio() {
    assertThat(chosen(1.667)).isEqualTo("3");
    assertThat(chosen(2.02)).isEqualTo("3");
    assertThat(chosen(2.515)).isEqualTo("2");
    assertThat(chosen(15.2)).isEqualTo("1/3");
    assertThat(chosen(1.25)).isEqualTo("4");
    assertThat(chosen(0.1)).as("nothing suits").isEqualTo("1");
    assertThat(chosen(100)).as("nothing suits").isEqualTo("1");
  }

  @Test
  void everyChoiceIsTheNearestOfAllThatSuit() {
    Random random = new Random(8);
    for (int i = 0; i < 20_000; i++) {
      double minMs = 20 + 300 * random.nextDouble();
      TickLimits limits = new TickLimits(minMs, minMs + 10 + 600 * random.nextDouble());
      double base = minMs + 10 * random.nextDouble();
      double interval = 1e6 * Math.pow(2, 5 * random.nextDouble() - 4);
      Multiple found = MultipleRule.AUTO.choose(interval, limits, base);
      List<Double> ticks = new ArrayList<>();
      for (int n = 1; n <= 8; n++) {
        for (double tick : new double[] {interval / 1000 / n, interval / 1000 * n}) {
          if (tick >= 1.01 * limits.minMs() && tick <= 0.99 * limits.maxMs()) {
            ticks.add(Math.abs(Math.log(tick / base)));
          }
        }
      }
      double tick = 1000 / found.rate(interval);
      boolean one = ticks.contains(Math.abs(Math.log(interval / 1000 / base)));
      if (one || ticks.isEmpty()) {
        assertThat(found).isEqualTo(Multiple.ONE);
      } else {
        double least = ticks.stream().mapToDouble(d -> d).min().orElseThrow();
        assertThat(Math.abs(Math.log(tick / base))).isLessThanOrEqualTo(least + 1e-12);
      }
    }
  }

  @Test
  void ruleIsReadAsItIsWritten() {
    for (String text : List.of("auto", "1", "2", "8", "1/2", "1/8")) {
      assertThat(MultipleRule.parse(text)).hasToString(text);
    }
    assertThat(MultipleRule.parse("1/1")).hasToString("1");
    assertThat(MultipleRule.parse("1/3").choose(200_000, LIMITS, 200))
        .isEqualTo(new Multiple(1, 3));
    for (String text : List.of("", "0", "9", "2/3", "1/9", "-1", "1.5", "Auto")) {
      assertThatThrownBy(() -> MultipleRule.parse(text))
          .hasMessage("must be auto, n or 1/n, n 1 to 8: " + text);
    }
    assertThatThrownBy(() -> new Multiple(2, 3))
        .hasMessage("multiple must be n or 1/n with n in 1..8: 2/3");
  }

  @Test
  void intervalsThatMissOrDoubleATickLeaveTheMeanAlone() {
    ReferenceIntervals intervals = new ReferenceIntervals();
    for (long each : new long[] {200, 210, 190}) {
      intervals.add(each);
    }
    assertThat(intervals.mean()).isNaN();
    intervals.add(400);
    assertThat(intervals.mean()).isEqualTo(200);
    intervals.add(100);
    assertThat(intervals.mean()).as("half of the median stays").isEqualTo(175);
    intervals.add(99);
    assertThat(intervals.mean()).isEqualTo((200 + 210 + 190 + 100 + 99) / 5.0);
    for (int i = 0; i < 8; i++) {
      intervals.add(300);
    }
    assertThat(intervals.mean()).isEqualTo(300);
    intervals.clear();
    assertThat(intervals.mean()).isNaN();
  }

  @Test
  void keptUntilItsTickIsOutsideTheLimitsEightTimesOnEnd() {
    ChosenMultiple multiple = new ChosenMultiple(MultipleRule.AUTO);
    assertThat(multiple.review(Double.NaN, LIMITS, 200)).isFalse();
    assertThat(multiple.get()).isNull();
    assertThat(multiple.review(800_000, LIMITS, 200)).isTrue();
    assertThat(multiple.get()).hasToString("4");
    for (int i = 0; i < 100; i++) {
      assertThat(multiple.review(i % 8 == 7 ? 490_000 : 400_000, LIMITS, 200)).isFalse();
    }
    assertThat(multiple.review(490_000, LIMITS, 200)).isFalse();
    for (int i = 0; i < 7; i++) {
      assertThat(multiple.review(400_000, LIMITS, 200)).isFalse();
    }
    assertThat(multiple.review(400_000, LIMITS, 200)).isTrue();
    assertThat(multiple.get()).hasToString("2");
    multiple.forget();
    assertThat(multiple.get()).isNull();
  }

  @Test
  void everyNthTickCountsThoughOthersAreMissing() {
    ChosenMultiple multiple = new ChosenMultiple(MultipleRule.parse("1/3"));
    multiple.pass(1);
    assertThat(multiple.counts()).isFalse();
    multiple.review(70_000, LIMITS, 200);
    List<Boolean> counts = new ArrayList<>();
    for (long ticks : new long[] {0, 1, 1, 1, 2, 1, 1, 2, 3, 0}) {
      multiple.pass(ticks);
      counts.add(multiple.counts());
    }
    assertThat(counts)
        .containsExactly(true, false, false, true, false, true, false, true, true, true);
  }
}
