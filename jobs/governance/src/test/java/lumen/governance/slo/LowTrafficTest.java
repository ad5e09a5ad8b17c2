package lumen.governance.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lumen.governance.reference.ServiceRun;
import lumen.governance.reference.TestSettings;
import org.junit.jupiter.api.Test;

/**
 * What a bound is worth where few ask: months of 60 requests an hour with 0.05 % errors, half of
 * what the objective of 99.9 % allows, beside burn rates without a count (14.4 over 1 h and 5 min,
 * 6 over 6 h and 30 min, as the SRE Workbook and Sloth have them); and what it costs, when 5 %
 * fail. {@code -Dlumen.governance.months=30} plays as many as the specification names.
 */
class LowTrafficTest {
  private static final int MONTHS = Integer.getInteger("lumen.governance.months", 3);
  private static final int SPELLS = 30;
  private static final long BEGIN = 1_772_323_200L;
  private static final int MINUTES_OF_MONTH = 30 * 24 * 60;
  private static final int FEW = 60;
  private static final int MANY = 1_000;
  private static final double USUAL = 0.0005;
  private static final double BAD = 0.05;
  private static final double ALLOWED = 0.001;

  /** Requests and errors minute by minute. */
  private static final class Minutes {
    private final List<String> lines = new ArrayList<>();
    private final List<int[]> counts = new ArrayList<>();
    private final Random random;
    private final double perMinute;

    Minutes(long seed, double perHour) {
      random = new Random(seed);
      perMinute = perHour / 60;
    }

    /** A count of Poisson's, by the product of uniform numbers (Knuth). */
    private int poisson() {
      double least = Math.exp(-perMinute);
      int n = 0;
      for (double left = random.nextDouble(); left > least; left *= random.nextDouble()) {
        n++;
      }
      return n;
    }

    void serve(int minutes, double share) {
      for (int minute = 0; minute < minutes; minute++) {
        int requests = poisson();
        int errors = (int) random.doubles(requests).filter(chance -> chance < share).count();
        counts.add(new int[] {requests, errors});
        lines.add(
            ("{\"type\":\"sample\",\"ts\":%d,\"span_s\":60,\"service\":\"api\",\"revision\":\"v1\","
                    + "\"requests\":%d,\"errors_4xx\":0,\"errors_5xx\":%d}")
                .formatted(BEGIN + 60L * counts.size(), requests, errors));
      }
    }

    /** The minutes at which a page begins. */
    List<Integer> pages() {
      ServiceRun run = new ServiceRun(TestSettings.read("{}")).texts(lines).end();
      return run.evidence().stream()
          .filter(line -> line.contains("\"rule\":\"burn.errors.page_"))
          .filter(line -> line.contains("\"state\":\"begin\""))
          .map(line -> line.replaceFirst(".*\"ts\":([0-9.]+),.*", "$1"))
          .map(ts -> (int) (Math.round(Double.parseDouble(ts)) - BEGIN) / 60)
          .toList();
    }

    private boolean burns(int minute, int window, double factor) {
      long requests = 0;
      long errors = 0;
      for (int[] each : counts.subList(Math.max(0, minute - window), minute)) {
        requests += each[0];
        errors += each[1];
      }
      return requests > 0 && (double) errors / requests > factor * ALLOWED;
    }

    /** The minutes at which a page without a count begins. */
    List<Integer> plainPages() {
      List<Integer> begins = new ArrayList<>();
      boolean before = false;
      for (int minute = 1; minute <= counts.size(); minute++) {
        boolean on =
            (burns(minute, 5, 14.4) && burns(minute, 60, 14.4))
                || (burns(minute, 30, 6) && burns(minute, 360, 6));
        if (on && !before) {
          begins.add(minute);
        }
        before = on;
      }
      return begins;
    }
  }

  @Test
  void quietMonthsPageNobody() {
    int pages = 0;
    int plain = 0;
    for (int seed = 1; seed <= MONTHS; seed++) {
      Minutes month = new Minutes(seed, FEW);
      month.serve(MINUTES_OF_MONTH, USUAL);
      pages += month.pages().size();
      plain += month.plainPages().size();
    }
    String measured = "%d months: %d pages, %d without a count".formatted(MONTHS, pages, plain);
    System.out.println(measured);
    assertThat(pages).as(measured).isLessThanOrEqualTo(Math.max(0, MONTHS / 12));
    assertThat(plain).as(measured).isGreaterThan(10 * MONTHS);
  }

  /** Minutes until the first page, the mean of all; the bars are 40 and 180. */
  @Test
  void fiveOfAHundredAreToldInTime() {
    double[] many = told(MANY);
    double[] few = told(FEW);
    System.out.printf(
        "5 %% errors told after %.0f min at 1,000/h (%.0f without a count), %.0f at 60/h (%.0f)%n",
        many[0], many[1], few[0], few[1]);
    assertThat(many[0]).isLessThanOrEqualTo(40);
    assertThat(few[0]).isLessThanOrEqualTo(180);
    assertThat(many[1]).isLessThan(many[0]);
    assertThat(few[1]).isLessThan(few[0]);
  }

  private static double[] told(double perHour) {
    int quiet = 12 * 60;
    double told = 0;
    double plain = 0;
    for (int seed = 1; seed <= SPELLS; seed++) {
      Minutes spell = new Minutes(seed, perHour);
      spell.serve(quiet, USUAL);
      spell.serve(quiet, BAD);
      told += first(spell.pages(), quiet);
      plain += first(spell.plainPages(), quiet);
    }
    return new double[] {told / SPELLS, plain / SPELLS};
  }

  private static int first(List<Integer> pages, int after) {
    return pages.stream().filter(page -> page > after).findFirst().orElseThrow() - after;
  }
}
