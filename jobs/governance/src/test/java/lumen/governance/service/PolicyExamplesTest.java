package lumen.governance.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lumen.governance.reference.ServiceRun;
import lumen.governance.reference.TestSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A time to live of 600 s that becomes 900: proposed at once, approved after an hour, answered a
 * minute later, left to settle twice its length and measured for an hour.
 */
class PolicyExamplesTest {
  private static final long BEGIN = 1_772_323_200L;
  private static final long ANSWERED = 4260;
  private static final long MEASURED = ANSWERED + 2 * 900 + 3600;
  private static final String ID = "api/policy/" + (BEGIN + 60) * 1_000_000;

  private static String setting(long second, int value, String more) {
    return "{\"type\":\"setting\",\"ts\":%d,\"service\":\"api\",\"name\":\"ttl_s\",\"value\":%d%s}"
        .formatted(BEGIN + second, value, more);
  }

  /** Hits of 1,000 lookups more, errors of 1,000 requests, and how the change ends. */
  @ParameterizedTest
  @CsvSource({"50, 2, kept", "0, 2, no_effect", "-50, 2, undone", "50, 100, undone"})
  void longerTimeIsMeasured(int more, int errors, String outcome) {
    List<String> lines = new ArrayList<>();
    lines.add(setting(30, 600, ""));
    for (long second = 60; second <= MEASURED; second += 60) {
      boolean after = second > ANSWERED;
      long wave = second / 60 % 7;
      lines.add(
          ("{\"type\":\"sample\",\"ts\":%d,\"span_s\":60,\"service\":\"api\",\"requests\":1000,"
                  + "\"errors_4xx\":0,\"errors_5xx\":%d,\"cache_hits\":%d,\"cache_misses\":%d,"
                  + "\"cache_evictions\":1,\"cache_expired\":300}")
              .formatted(
                  BEGIN + second,
                  after ? errors : 2,
                  600 + wave + (after ? more : 0),
                  400 - wave - (after ? more : 0)));
      if (second == 4200) {
        lines.add(setting(ANSWERED - 1, 900, ",\"answers\":\"" + ID + '"'));
      }
    }
    String approve =
        ("{\"id\":\"a\",\"type\":\"approve\",\"tenant\":\"api\",\"effective_ts\":%d,"
                + "\"decision\":\"%s\"}")
            .formatted(BEGIN + 4200, ID);
    ServiceRun run =
        new ServiceRun(TestSettings.read("{}")).control(List.of(approve)).texts(lines).end();
    assertThat(run.decisions().stream().filter(line -> line.contains(ID)))
        .extracting(PolicyExamplesTest::state)
        .containsExactly(
            "proposed 60",
            "commanded 4200",
            "settling " + ANSWERED,
            "measuring " + (ANSWERED + 1800),
            outcome + ' ' + MEASURED);
  }

  private static String state(String line) {
    String ts = line.replaceFirst(".*\"ts\":([0-9.E]+),.*", "$1");
    String state = line.replaceFirst(".*\"state\":\"([a-z_]+)\".*", "$1");
    return state + ' ' + (Math.round(Double.parseDouble(ts)) - BEGIN);
  }
}
