package lumen.ctl.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lumenctl governance misscost} as a user types it. */
class MissCostCommandTest {
  private static final Pattern TOLD =
      Pattern.compile("roi: \\{miss_cost: (\\S+), miss_cost_error: (\\S+)}");
  private static final long BEGIN = 1_772_323_200L;
  private static final long DAY = 86_400;

  @TempDir private Path temp;

  private final List<String> lines = new ArrayList<>();

  private void day(int day, long misses, String run) {
    for (int hour = 1; hour <= 24; hour++) {
      lines.add(
          ("{\"type\":\"sample\",\"ts\":%d,\"span_s\":3600,\"service\":\"api\",\"requests\":9,"
                  + "\"errors_4xx\":0,\"errors_5xx\":0,\"cache_hits\":1,\"cache_misses\":%d}")
              .formatted(BEGIN + day * DAY + hour * 3600, misses / 24));
    }
    cost(day, "run", run);
    cost(day, "redis", "5");
  }

  private void cost(int day, String component, String billed) {
    lines.add(
        ("{\"type\":\"cost\",\"ts\":%d,\"service\":\"api\",\"component\":\"%s\",\"from\":%d,"
                + "\"to\":%d,\"billed\":%s,\"currency\":\"USD\",\"category\":\"usage\"}")
            .formatted(
                BEGIN + (day + 2) * DAY,
                component,
                BEGIN + day * DAY,
                BEGIN + (day + 1) * DAY,
                billed));
  }

  private CommandRun run(String... more) throws IOException {
    Path log = Files.write(temp.resolve("log.ndjson"), lines);
    List<String> words = new ArrayList<>(List.of("governance", "misscost", log.toString()));
    words.addAll(List.of(more));
    return LumenctlRun.of(words.toArray(String[]::new));
  }

  /** 2 USD a day and 0.001 a miss; what the cache costs is none of it. */
  @Test
  void missCostsWhatOneMoreWouldHaveCost() throws IOException {
    for (int day = 0; day < 8; day++) {
      long misses = 2400 + 240L * ((day * 5) % 8);
      day(day, misses, 2 + 0.001 * misses + "");
    }
    CommandRun run = run();
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    Matcher told = TOLD.matcher(run.out());
    assertThat(told.find()).as(run.out()).isTrue();
    assertThat(Double.parseDouble(told.group(1))).isCloseTo(0.001, within(1e-9));
    assertThat(told.group(2)).isIn("0.00", "0.01");
    assertThat(run.out()).contains("run").doesNotContain("redis");
    assertThat(run("--component", "redis").out()).contains("cost no more");
    CommandRun other = run("--service", "shop");
    assertThat(other.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).contains("--service must be one of [api]");
  }

  @Test
  void fewDaysTellNothing() throws IOException {
    for (int day = 0; day < 6; day++) {
      day(day, 2400 + 240L * day, "3");
    }
    CommandRun run = run();
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("7 days at least must have misses and a bill: api has 6");
    for (int day = 6; day < 8; day++) {
      cost(day, "run", "3");
    }
    assertThat(run().err()).contains("api has 6");
  }

  /**
   * The simulated service, whose misses cost 0.00001: rhythm, corrections and late bills do not
   * matter.
   */
  @Test
  void missCostOfASimulatedServiceIsTheTrueOne() throws IOException {
    Path log = temp.resolve("service.ndjson.gz");
    String[] words =
        "simulate governance --days 21 --config-out %s --out %s".formatted(temp, log).split(" ");
    assertThat(LumenctlRun.of(words).exitCode()).isEqualTo(ExitCode.OK);
    CommandRun run =
        LumenctlRun.of(
            ("governance misscost %s --component run --config " + temp).formatted(log).split(" "));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    Matcher told = TOLD.matcher(run.out());
    assertThat(told.find()).as(run.out()).isTrue();
    assertThat(Double.parseDouble(told.group(1))).isCloseTo(0.00001, within(0.0000005));
  }
}
