package lumen.governance.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Passengers of taxis by day stand in for a cost that follows demand: a strong week, holidays at
 * the end. From every day on, what the month comes to is told and held against what it came to.
 */
class TaxiForecastTest {
  private static final int FIRST_ORIGIN = 21;
  private static final int WEEKS = 4;
  private static final int BAND_DAYS = 90;

  private LocalDate first;
  private long[] days;
  private int told;
  private double error;
  private int banded;
  private int held;

  @BeforeEach
  void readDays() {
    Map<LocalDate, Long> byDay = new TreeMap<>();
    for (String[] row : PublicSeries.rows("nab_series.csv.gz")) {
      if ("nyc_taxi".equals(row[0])) {
        LocalDate day = LocalDate.parse(row[1].substring(0, 10));
        byDay.merge(day, Math.round(Double.parseDouble(row[2])), Long::sum);
      }
    }
    first = byDay.keySet().iterator().next();
    days = byDay.values().stream().mapToLong(Long::longValue).toArray();
  }

  private void tell(int known) {
    LocalDate next = first.plusDays(known);
    int begin = known - (next.getDayOfMonth() - 1);
    int end = begin + next.lengthOfMonth();
    long[] settled = Arrays.copyOf(days, known);
    Forecast forecast = new Forecast(settled, WEEKS);
    double toCome = 0;
    double actual = 0;
    double before = 0;
    for (int at = begin; at < end; at++) {
      before += at < known ? days[at] : 0;
      toCome += at < known ? 0 : forecast.day(known, at).orElseThrow();
      actual += days[at];
    }
    told++;
    error += Math.abs(before + toCome - actual) / actual;
    double r = forecast.error(end - known, BAND_DAYS);
    if (!Double.isNaN(r)) {
      banded++;
      boolean inside =
          actual >= before + toCome * Math.exp(-r) && actual <= before + toCome * Math.exp(r);
      held += inside ? 1 : 0;
    }
  }

  /** Three percent on the average; the band of past errors holds 85 % of the months at least. */
  @Test
  void monthsComeOutAsTold() {
    for (int known = FIRST_ORIGIN; known < days.length; known++) {
      tell(known);
    }
    String measured =
        "%d origins, error %.4f, band %d, held %d".formatted(told, error / told, banded, held);
    System.out.println("days of taxis: " + measured);
    assertThat(told).as(measured).isEqualTo(194);
    assertThat(error / told).as(measured).isLessThanOrEqualTo(0.03);
    assertThat(banded).as(measured).isGreaterThanOrEqualTo(150);
    assertThat((double) held / banded).as(measured).isGreaterThanOrEqualTo(0.85);
  }
}
