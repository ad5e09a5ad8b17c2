package lumen.overlay.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What another implementation made of the same logs comes out byte by byte. */
class ReferenceLogTest {
  @ParameterizedTest
  @EnumSource
  void decisionsAreTheSameBytes(ReferenceLog log) {
    assertThat(log.run().decisions()).isEqualTo(log.lines("expected/decisions.ndjson"));
  }

  @ParameterizedTest
  @EnumSource
  void verdictsAreTheSameBytes(ReferenceLog log) {
    assertThat(log.run().verdicts()).isEqualTo(log.lines("expected/verdicts.ndjson"));
  }

  @ParameterizedTest
  @EnumSource
  void evidenceIsTheSameBytes(ReferenceLog log) {
    assertThat(log.run().evidence()).isEqualTo(log.lines("expected/evidence.ndjson"));
  }

  @ParameterizedTest
  @EnumSource
  void accountsAreTheSameBytes(ReferenceLog log) {
    assertThat(log.run().accounts()).isEqualTo(log.lines("expected/accounts.ndjson"));
  }

  @ParameterizedTest
  @EnumSource
  void theSameLinesAreRejected(ReferenceLog log) {
    assertThat(log.run().rejects()).containsExactlyInAnyOrderElementsOf(log.rejects());
  }

  /** Whoever reads answers and keeps the first of each request has the decisions. */
  @ParameterizedTest
  @EnumSource
  void answersLessRepeatsAreTheDecisions(ReferenceLog log) {
    RouteLogRun run = log.run();
    List<String> firsts = run.answers().stream().distinct().toList();
    assertThat(firsts).containsExactlyInAnyOrderElementsOf(run.decisions());
  }

  /** What is kept after any line is all that a tenant needs. */
  @ParameterizedTest
  @EnumSource
  void restartsChangeNothing(ReferenceLog log) {
    RouteLogRun run =
        new RouteLogRun(log.text("config/overlay.yaml"), log.text("config/overlay_flags.yaml"))
            .control(log.lines("control.ndjson"))
            .restart();
    int line = 0;
    for (String text : log.lines("input.ndjson")) {
      run.take(text);
      if (++line % 3 == 0) {
        run.restart();
      }
    }
    run.end();
    assertThat(run.decisions()).isEqualTo(log.lines("expected/decisions.ndjson"));
    assertThat(run.verdicts()).isEqualTo(log.lines("expected/verdicts.ndjson"));
    assertThat(run.evidence()).isEqualTo(log.lines("expected/evidence.ndjson"));
    assertThat(run.accounts()).isEqualTo(log.lines("expected/accounts.ndjson"));
    assertThat(run.rejects()).containsExactlyInAnyOrderElementsOf(log.rejects());
  }

  /** A watermark makes the same things happen at the same times. */
  @ParameterizedTest
  @EnumSource
  void watermarksChangeNothing(ReferenceLog log) {
    RouteLogRun run =
        new RouteLogRun(log.text("config/overlay.yaml"), log.text("config/overlay_flags.yaml"))
            .control(log.lines("control.ndjson"));
    for (String line : log.lines("input.ndjson")) {
      run.take(line);
      run.happen(run.clock().micros() - 1);
    }
    run.end();
    assertThat(run.decisions()).isEqualTo(log.lines("expected/decisions.ndjson"));
    assertThat(run.verdicts()).isEqualTo(log.lines("expected/verdicts.ndjson"));
    assertThat(run.evidence()).isEqualTo(log.lines("expected/evidence.ndjson"));
    assertThat(run.accounts()).isEqualTo(log.lines("expected/accounts.ndjson"));
  }
}
