package lumen.watch.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lumen.fixtures.CommandRun;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gate asked of the frames that a run left. */
final class FramesGateTest {
  private static final String CONFIGS = LumenHome.locate().root().resolve("configs").toString();

  @TempDir private Path temp;

  private CommandRun gate(String name, Path frames, String... more) {
    List<String> all =
        new ArrayList<>(List.of("gate", name, "--frames", frames.toString(), "--config", CONFIGS));
    all.addAll(List.of(more));
    return CommandRun.of(List.of(GateCommand.class), all.toArray(String[]::new));
  }

  @Test
  void tenGoodMinutesOpenItAndFourDoNot() throws IOException {
    Path good = new WrittenRun(1).tenant("a", 0, 660, 0.95, 1.2, 0.01).write(temp);
    CommandRun run = gate("canary", good);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).containsPattern("q_r_ratio +a +1\\.[12]\\d* +<= 1.8 +40/38 +pass");
    Path few = new WrittenRun(1).tenant("a", 0, 240, 0.95, 1.2, 0.01).write(temp.resolve("few"));
    CommandRun early = gate("canary", few);
    assertThat(early.exitCode()).isEqualTo(1);
    assertThat(early.out()).containsPattern("coherence +a +0.9\\d+ +>= 0.9 +1\\d/38 +no_data");
  }

  @Test
  void eachConditionCloses() throws IOException {
    Path mixed =
        new WrittenRun(2)
            .tenant("a", 0, 660, 0.85, 1.2, 0.01)
            .tenant("b", 0, 660, 0.95, 2.0, 0.01)
            .tenant("c", 0, 660, 0.95, 1.2, 0.03)
            .tenant("d", 0, 400, 0.95, 1.2, 0.01)
            .write(temp);
    CommandRun run = gate("canary", mixed);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("coherence +a .*fail")
        .containsPattern("q_r_ratio +b .*fail")
        .containsPattern("phase +c .*fail")
        .containsPattern("q_r_ratio +d +- +<= 1.8 +\\d+/38 +no_data")
        .containsPattern("coherence +b .*pass");
    assertThat(gate("canary", mixed, "--tenant", "b", "--json").out()).doesNotContain("\"a\"");
  }

  @Test
  void framesTellNothingOfBudgetsFaultsAndAlerts() throws IOException {
    Path good = new WrittenRun(3).tenant("a", 0, 660, 0.95, 1.2, 0.01).write(temp);
    assertThat(gate("ga", good).out())
        .containsPattern("sync_month +a +- +>= 0.99 +0/684 +no_data")
        .containsPattern("chaos +\\(job\\) +- .*no_data")
        .containsPattern("evidence_alerts +a +- +<= 0 +0/159 +no_data");
    assertThat(gate("release", good).exitCode()).isEqualTo(1);
  }

  @Test
  void withoutABridgeNothingIsOpen() throws IOException {
    Path frames = new WrittenRun(4).tenant("a", 0, 660, 0.95, 1.2, 0.01).writeFrames(temp);
    CommandRun run = gate("canary", frames);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("gate canary: closed, no tenant has a bridge");
    Path nothing = Files.writeString(temp.resolve("empty.ndjson"), "");
    assertThat(gate("canary", nothing).exitCode()).isEqualTo(1);
  }

  /** Five bad minutes of an old version, three good ones of the new: not judged by the old. */
  @Test
  void sinceLooksAtNothingOlder() throws IOException {
    Path upgraded =
        new WrittenRun(5)
            .tenant("a", 0, 480, 0.95, 3.0, 0.03)
            .tenant("a", 480, 660, 0.95, 1.2, 0.01)
            .write(temp);
    assertThat(gate("canary", upgraded).out()).containsPattern("q_r_ratio +a .*fail");
    String moment = Instant.ofEpochSecond(WrittenRun.START + 480).toString();
    CommandRun since = gate("canary", upgraded, "--since", moment);
    assertThat(since.exitCode()).as(since.out() + since.err()).isZero();
    assertThat(since.out()).containsPattern("q_r_ratio +a +1\\.[12]\\d* +<= 1.8 +11/10 +pass");
    String last = Instant.ofEpochSecond(WrittenRun.START + 652).toString();
    CommandRun late = gate("canary", upgraded, "--since", last);
    assertThat(late.exitCode()).isEqualTo(2);
    assertThat(late.err()).contains("--since must lie 15s back at least, for a sample of");
  }

  /** Who had a bridge and is gone since is asked about, and closes the gate by its name. */
  @Test
  void tenantThatEndedBeforeSinceHasNoData() throws IOException {
    Path run =
        new WrittenRun(6)
            .tenant("a", 0, 660, 0.95, 1.2, 0.01)
            .tenant("gone", 0, 400, 0.95, 1.2, 0.01)
            .write(temp);
    String moment = Instant.ofEpochSecond(WrittenRun.START + 450).toString();
    CommandRun since = gate("canary", run, "--since", moment);
    assertThat(since.exitCode()).isEqualTo(1);
    assertThat(since.out())
        .containsPattern("q_r_ratio +a +1\\.[12]\\d* .* +pass")
        .containsPattern("q_r_ratio +gone +- +<= 1.8 +0/\\d+ +no_data")
        .containsPattern("coherence +gone +- +>= 0.9 +0/\\d+ +no_data")
        .contains("gate canary: closed");
  }

  @Test
  void wrongUseIsTold() throws IOException {
    Path broken = Files.writeString(temp.resolve("frames.ndjson"), "{\"ts\":1}\n");
    CommandRun run = gate("canary", broken);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("must be a frame with ts and tenant: file=", " line=1");
    assertThat(gate("canary", temp.resolve("none")).exitCode()).isEqualTo(2);
    CommandRun time = gate("canary", broken, "--since", "noon");
    assertThat(time.err()).contains("must be a time such as 2026-01-31T12:00:00Z: --since noon");
  }
}
