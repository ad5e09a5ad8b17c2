package lumen.governance.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.record.Latencies;
import lumen.governance.record.SampleCounts;
import lumen.governance.record.ServiceLine.Counter;
import lumen.governance.record.ServiceLine.Sample;
import lumen.statistics.NormalQuantile;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static final double Z = NormalQuantile.of(0.99);

  @Test
  void boundsOfFewAndMany() {
    assertThat(Rate.of(1, 20, 1, Z).lower()).isCloseTo(0.0069, within(5e-5));
    assertThat(Rate.of(30, 1000, 100, Z).lower()).isCloseTo(0.0198, within(5e-5));
    assertThat(Rate.of(30, 1000, 100, Z).upper()).isCloseTo(0.0453, within(5e-5));
    assertThat(Rate.of(30, 300, 100, Z).lower()).isCloseTo(0.0665, within(5e-5));
    assertThat(Rate.of(660, 1000, 1000, Z).upper()).isCloseTo(0.694, within(5e-4));
  }

  @Test
  void aBreachOfOnePercentNeedsSoMany() {
    assertThat(Rate.of(3, 100, 100, Z).lower()).isLessThan(0.01);
    assertThat(Rate.of(4, 100, 100, Z).lower()).isGreaterThan(0.01);
    assertThat(Rate.of(17, 1000, 100, Z).lower()).isLessThan(0.01);
    assertThat(Rate.of(18, 1000, 100, Z).lower()).isGreaterThan(0.01);
  }

  @Test
  void sevenHundredHitsLeaveTheVerdictAsItWas() {
    Rate hits = Rate.of(700, 1000, 1000, Z);
    assertThat(hits.lower()).isLessThan(0.7);
    assertThat(hits.upper()).isGreaterThan(0.7);
  }

  @Test
  void tooFewHaveNoValue() {
    assertThat(Rate.of(0, 0, 100, Z).figure().values()).containsEntry("why", "no_data");
    assertThat(Rate.of(1, 99, 100, Z).figure().values())
        .containsEntry("why", "too_few")
        .containsEntry("n", 99L)
        .containsEntry("value", null)
        .containsEntry("upper", null);
  }

  @Test
  void whatLiesBeyondTheLastEdgeIsNeverFlattered() {
    StepCounts step = new StepCounts(GovernanceCatalogue.defaults().slo());
    step.add("v1", new Latencies(new double[] {100, 200}, new long[] {900, 40, 60}, true));
    assertThat(LatencyFigures.figure(step.latencies, 0.95).values())
        .containsEntry("value", 200.0)
        .containsEntry("beyond", true);
    assertThat(step.counts.get(Count.GOOD_P95)).isEqualTo(940);
    assertThat(step.counts.get(Count.GOOD_ALERT)).isEqualTo(940);
    assertThat(step.approximateP95).isFalse();
    assertThat(step.approximateP99).isTrue();
  }

  @Test
  void latenciesBeyondReachAreClampedAndCounted() {
    StepCounts step = new StepCounts(GovernanceCatalogue.defaults().slo());
    step.add("v1", new Latencies(new double[] {0, 5, 4e6}, new long[] {1, 1, 1}, false));
    assertThat(step.clamped).isEqualTo(2);
    assertThat(step.counts.get(Count.LATENCY_US)).isEqualTo(100 + 5_000 + 3_600_000_000L);
  }

  private static Sample reading(long second, long requests, long start) {
    return new Sample(
        "api",
        second * 1_000_000,
        60_000_000,
        "v1",
        Double.NaN,
        new SampleCounts(requests, 0, 0, -1, -1, -1, -1, -1),
        null,
        null,
        new Counter("i1", start < 0 ? -1 : start * 1_000_000));
  }

  @Test
  void aCounterThatFallsWasReset() {
    CounterReadings readings = new CounterReadings();
    assertThat(readings.take(reading(60, 100, -1)).counts()).isNull();
    assertThat(readings.take(reading(120, 150, -1)).counts().requests()).isEqualTo(50);
    assertThat(readings.take(reading(180, 20, -1)).counts().requests()).isEqualTo(20);
    assertThat(readings.resets()).isEqualTo(1);
  }

  @Test
  void aCounterThatBeganInItsSpanCountsAtOnce() {
    CounterReadings readings = new CounterReadings();
    assertThat(readings.take(reading(100, 7, 50)).counts().requests()).isEqualTo(7);
    assertThat(readings.take(reading(160, 9, 50)).counts().requests()).isEqualTo(2);
    assertThat(readings.take(reading(220, 9, 200)).counts().requests()).isEqualTo(9);
    assertThat(new CounterReadings().take(reading(100, 7, 39)).counts()).isNull();
  }

  @Test
  void daysAndMonthsAreThoseOfTheirZone() {
    ServiceCalendar berlin = new ServiceCalendar(ZoneId.of("Europe/Berlin"));
    assertThat(berlin.minutes(LocalDate.of(2026, 3, 29))).isEqualTo(1380);
    ServiceCalendar angeles = new ServiceCalendar(ZoneId.of("America/Los_Angeles"));
    assertThat(angeles.minutes(YearMonth.of(2026, 11))).isEqualTo(721 * 60);
  }

  @Test
  void whatIsTakenBackCancelsDayByDay() {
    History history = new History(new ServiceCalendar(ZoneId.of("UTC")));
    long from = 1_772_323_200_000_000L;
    long to = from + 2 * ServiceCalendar.DAY + 1;
    List<DayShare> charged = DayShare.of(history.calendar(), from + 7, to, 1_000_000_001L);
    List<DayShare> back = DayShare.of(history.calendar(), from + 7, to, -1_000_000_001L);
    assertThat(charged).hasSize(3);
    assertThat(charged.stream().mapToLong(DayShare::amount).sum()).isEqualTo(1_000_000_001L);
    for (int i = 0; i < charged.size(); i++) {
      assertThat(back.get(i).amount()).isEqualTo(-charged.get(i).amount());
    }
  }
}
