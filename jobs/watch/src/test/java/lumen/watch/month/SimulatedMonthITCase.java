package lumen.watch.month;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lumen.fixtures.PrometheusServer;
import lumen.fixtures.PrometheusTools;
import lumen.watch.month.MonthTruth.Count;
import lumen.watch.prometheus.Prometheus;
import lumen.watch.prometheus.Prometheus.Told;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thirty days of a rig with known bad hours, in a real Prometheus with the shipped rules: budgets
 * are the true ones within 0.1 point, gates open and close when they have to.
 */
@Tag("drill")
final class SimulatedMonthITCase {
  private static final double POINT = 0.01;
  private static final double WITHIN_POINTS = 0.1;

  /** Seldom records are made at some moment of their first 6 h. */
  private static final long END_S = Spell.moment(KnownMonth.DAYS, 6, 0);

  /** What is recorded within this of a moment at which a gate moves is not looked at. */
  private static final long EDGE_S = 1_200;

  private static final List<long[]> BETA_CLOSED =
      List.of(
          closed(0, 0, 0, 1, 20, 0), // no day of samples, no fault survived
          closed(12, 14, 24, 13, 13, 36), // coherence 0.80 for 6.4 h of the day
          closed(17, 6, 15, 18, 10, 45), // evidence stands for more than 14.4 min of it
          closed(24, 4, 0, 25, 2, 0), // 6 % lost for 4 h of it
          closed(28, 2, 0, 28, 2, 40), // the job is dead
          closed(29, 12, 0, 31, 0, 0)); // and again, so that a quarter of the day is missing

  private static final List<long[]> GA_CLOSED =
      List.of(
          closed(0, 0, 0, 28, 12, 0), // less than 95 % of a month of records
          closed(29, 6, 31, 31, 0, 0)); // more than 1 % of sync

  private static final List<long[]> RELEASE_CLOSED =
      List.of(
          closed(0, 0, 0, 28, 12, 0), // less than 95 % of a month of records
          closed(29, 12, 10, 29, 18, 0)); // nobody has a bridge

  @TempDir private Path temp;

  private static long[] closed(int day, int hour, int minute, int toDay, int toHour, int toMinute) {
    return new long[] {Spell.moment(day, hour, minute), Spell.moment(toDay, toHour, toMinute)};
  }

  @Test
  void budgetsAndGatesAreThoseOfTheKnownHours() throws Exception {
    PrometheusTools.require();
    RecordedMonth month = new RecordedMonth(temp, END_S);
    month.scrape();
    for (String layer : RuleLayers.shipped()) {
      month.record(layer);
    }
    int port = RecordedMonth.freePort();
    try (PrometheusServer server = month.server(port)) {
      assertThat(server.query("vector(1)")).isNotEmpty();
      URI here = URI.create("http://127.0.0.1:" + port);
      long last = lastSeldom(here);
      budgets(new Prometheus(here, Optional.of(Instant.ofEpochSecond(last))), last);
      gate(here, last, "beta", BETA_CLOSED);
      gate(here, last, "ga", GA_CLOSED);
      gate(here, last, "release", RELEASE_CLOSED);
    }
  }

  /** The last moment at which months and gates were recorded, in seconds since 1970. */
  private static long lastSeldom(URI here) {
    Instant end = Instant.ofEpochSecond(KnownMonth.START + END_S);
    List<Told> told =
        new Prometheus(here, Optional.of(end))
            .told("max_over_time(timestamp(slo:overspent:sum30d{tenant=\"a\"})[6h:15s])");
    assertThat(told).hasSize(1);
    // Moments have milliseconds: a second that is cut short would lie before them.
    return (long) Math.ceil(told.get(0).value());
  }

  private static void budgets(Prometheus prometheus, long last) {
    long toS = last - KnownMonth.START;
    Map<String, Count> truth = MonthTruth.of(toS - Spell.moment(KnownMonth.DAYS, 0, 0), toS);
    Map<String, Double> told = new TreeMap<>();
    for (Told one : prometheus.told("slo:budget_remaining:ratio")) {
      told.put(one.label("slo") + " " + one.label("tenant"), one.value());
    }
    assertThat(told.keySet()).isEqualTo(truth.keySet()).hasSize(13);
    List<String> table = new ArrayList<>();
    truth.forEach(
        (name, count) -> {
          double left = 1 - count.error() / (name.startsWith("residual") ? 0.015 : POINT);
          table.add(
              "| %s | %s | %.3f %% | %.3f %% |"
                  .formatted(name, count, 100 * left, 100 * told.get(name)));
          assertThat(told.get(name)).as(name).isCloseTo(left, within(WITHIN_POINTS * POINT));
        });
    table.forEach(System.out::println);
    assertThat(truth.values()).as("hours that are bad count").anyMatch(c -> c.error() > POINT);
  }

  private static void gate(URI here, long last, String gate, List<long[]> closed) {
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    int open = 0;
    for (long at = last; at > KnownMonth.START; at -= RuleLayers.SELDOM_S) {
      long second = at - KnownMonth.START;
      boolean nearEdge =
          closed.stream()
              .flatMapToLong(Arrays::stream)
              .anyMatch(edge -> Math.abs(second - edge) < EDGE_S);
      if (nearEdge) {
        continue;
      }
      Prometheus then = new Prometheus(here, Optional.of(Instant.ofEpochSecond(at)));
      Map<String, Double> said = then.values("gate:ok{gate=\"" + gate + "\"}", "gate");
      boolean expected = closed.stream().noneMatch(s -> s[0] <= second && second < s[1]);
      seen++;
      open += expected ? 1 : 0;
      if (!said.equals(Map.of(gate, expected ? 1.0 : 0.0))) {
        wrong.add(
            "day %d %02d:%02d must be %s: %s %s"
                .formatted(
                    second / 86_400,
                    second % 86_400 / 3_600,
                    second % 3_600 / 60,
                    expected ? "open" : "closed",
                    said,
                    then.told("gate:condition{gate=\"" + gate + "\"} == 0")));
      }
    }
    assertThat(wrong).as(gate).isEmpty();
    assertThat(seen).isGreaterThan(110);
    assertThat(open).as(gate).isBetween(2, 100);
  }
}
