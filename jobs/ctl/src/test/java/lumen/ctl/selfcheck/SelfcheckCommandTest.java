package lumen.ctl.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import lumen.ctl.LumenctlRun;
import lumen.ctl.selfcheck.NightCheck.Outcome;
import lumen.fixtures.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of a night says what is wrong, and tells it to who wakes people. */
final class SelfcheckCommandTest {
  private static final String NOBODY = "http://127.0.0.1:1";

  @TempDir private Path temp;

  @Test
  void whatIsWrongIsSaidAndTold() throws IOException {
    System.setProperty("lumen.cluster.dir", temp.resolve("cluster").toString());
    CommandRun run;
    try {
      run =
          LumenctlRun.of(
              "selfcheck",
              "--skip",
              "golden",
              "--keep",
              temp + "/kept",
              "--rest",
              NOBODY,
              "--fusion",
              NOBODY,
              "--bridge",
              NOBODY,
              "--jobmanager",
              NOBODY,
              "--prometheus",
              NOBODY);
    } finally {
      System.clearProperty("lumen.cluster.dir");
    }
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("smoke +WRONG +tasks WRONG no job runs")
        .containsPattern("gate +WRONG +")
        .containsPattern("golden +SKIPPED +--skip golden")
        .containsPattern("restore +WRONG +no savepoint and no checkpoint lies in ");
    assertThat(temp.resolve("kept/lumen-selfcheck.prom"))
        .content()
        .contains("\nlumen_selfcheck_ok 0\n", "\nlumen_selfcheck_check_ok{check=\"smoke\"} 0\n")
        .doesNotContain("golden")
        .containsPattern("\nlumen_selfcheck_timestamp_seconds [1-9][0-9]{9}\n");
  }

  @Test
  void aNightThatAskedNothingIsNoGoodOne() {
    CommandRun run =
        LumenctlRun.of(
            "selfcheck",
            "--skip",
            "golden",
            "--skip",
            "smoke",
            "--skip",
            "gate",
            "--skip",
            "restore");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(LumenctlRun.of("selfcheck", "--skip", "all").err())
        .isEqualTo("lumenctl: --skip must be one of gate, golden, restore, smoke: all\n");
  }

  @Test
  void textIsThatOfTheCollector() {
    List<NightCheck> checks =
        List.of(
            new NightCheck("smoke", Outcome.OK, ""),
            new NightCheck("gate", Outcome.WRONG, ""),
            NightCheck.skipped("golden"));
    assertThat(NightText.text(checks, false, Instant.ofEpochSecond(1_769_861_100)))
        .isEqualTo(
            """
            # HELP lumen_selfcheck_ok Whether each check of the newest night holds.
            # TYPE lumen_selfcheck_ok gauge
            lumen_selfcheck_ok 0
            # HELP lumen_selfcheck_timestamp_seconds When the newest check of the night ended.
            # TYPE lumen_selfcheck_timestamp_seconds gauge
            lumen_selfcheck_timestamp_seconds 1769861100
            # HELP lumen_selfcheck_check_ok Whether a check of the newest night holds.
            # TYPE lumen_selfcheck_check_ok gauge
            lumen_selfcheck_check_ok{check="smoke"} 1
            lumen_selfcheck_check_ok{check="gate"} 0
            """);
  }
}
