package lumen.ctl.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lumen.cluster.SessionCluster;
import lumen.ctl.selfcheck.NightCheck.Outcome;
import lumen.ctl.state.UnfinishedReplay;
import lumen.jobs.JobKind;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job has left in a cluster's folder is tried at night, and what could not be is said. */
final class NightRestoreITCase {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final String OTHER = "ffffffffffffffffffffffffffffffff";

  @TempDir private static Path work;

  private static UnfinishedReplay replay;

  private final Path cluster = work.resolve("cluster");
  private final Path savepoint = cluster.resolve("savepoints/savepoint-1");

  @BeforeAll
  static void leaveAReplayInTheMiddle() throws Exception {
    replay = UnfinishedReplay.run(work);
  }

  @BeforeEach
  void aClusterHasKeptIt() throws IOException {
    FileUtils.deleteDirectory(cluster.toFile());
    Files.createDirectories(savepoint);
    Files.createDirectories(cluster.resolve("jobs"));
    try (Stream<Path> files = Files.list(Path.of(URI.create(replay.savepoint())))) {
      for (Path file : files.toList()) {
        Files.copy(file, savepoint.resolve(file.getFileName()));
      }
    }
    Json.write(savepoint.resolve("job.json"), Map.of("name", "live", "id", ID));
  }

  private void lives(String id, Path config) throws IOException {
    Json.write(
        cluster.resolve("jobs").resolve(id + ".json"),
        Map.of(
            "id",
            id,
            "jar",
            cluster.resolve("jobs").resolve(id + ".jar").toString(),
            "mainClass",
            JobKind.FUSION.mainClass(),
            "arguments",
            List.of(
                "--input",
                replay.recording().toString(),
                "--config",
                config.toString(),
                "--out",
                work.resolve("night").toString(),
                "--name",
                "live",
                "--follow"),
            "parallelism",
            2,
            "from",
            ""));
  }

  private NightCheck asked() {
    return asked(LumenHome.locate().jobsJar());
  }

  private NightCheck asked(Path jar) {
    return new NightRestore(
            SessionCluster.in(LumenHome.locate(), cluster), jar, Optional.of(replay.config()))
        .asked();
  }

  @Test
  void jobThatLivesWouldGoOnFromIt() throws IOException {
    lives(ID, replay.config());
    NightCheck check = asked();
    assertThat(check.said()).startsWith("savepoint-1 goes on with lumen-jobs.jar, found out in ");
    assertThat(check.outcome()).isEqualTo(Outcome.OK);
    assertThat(work.resolve("night")).doesNotExist();
  }

  @Test
  void jobAfterItIsKnownByItsNameAndOtherSettingsAreTold() throws IOException {
    lives(OTHER, LumenHome.locate().root().resolve("configs"));
    NightCheck check = asked();
    assertThat(check.said()).startsWith("savepoint-1 cannot go on: ").contains("window");
    assertThat(check.outcome()).isEqualTo(Outcome.WRONG);
  }

  @Test
  void whereNothingCanBeStartedItIsReadAndSaysSo() throws IOException {
    NightCheck unknown = asked();
    assertThat(unknown.said())
        .isEqualTo(
            "savepoint-1 was read and not restored: it is of no job that lives and was started by lumenctl");
    assertThat(unknown.outcome()).isEqualTo(Outcome.OK);
    lives(ID, replay.config());
    assertThat(asked(work.resolve("none.jar")).said())
        .isEqualTo("savepoint-1 was read and not restored: there is no jar of the jobs");
  }

  @Test
  void savepointThatIsCutIsWrong() throws IOException {
    lives(ID, replay.config());
    Path longest = longestFile();
    byte[] bytes = Files.readAllBytes(longest);
    Files.write(longest, java.util.Arrays.copyOf(bytes, bytes.length - 1));
    NightCheck check = asked();
    assertThat(check.outcome()).isEqualTo(Outcome.WRONG);
    assertThat(check.said()).contains(longest.getFileName().toString(), "must have");
  }

  private Path longestFile() throws IOException {
    try (Stream<Path> files = Files.list(savepoint)) {
      return files
          .filter(file -> !file.endsWith("_metadata"))
          .max(java.util.Comparator.comparingLong(file -> file.toFile().length()))
          .orElseThrow();
    }
  }
}
