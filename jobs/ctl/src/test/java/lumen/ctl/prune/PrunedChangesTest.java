package lumen.ctl.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old changes of version and their jars go, but for what a job that lives can go back by. */
final class PrunedChangesTest {
  private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");
  private static final Retention SIXTY_DAYS = new Retention(14, 30, 60, 20, 14);
  private static final String FIRST = "1".repeat(64);
  private static final String SECOND = "2".repeat(64);
  private static final String THIRD = "3".repeat(64);
  private static final String UNUSED = "4".repeat(64);

  @TempDir private Path cluster;

  private void file(String name, int ageDays, String text) throws IOException {
    Path file = cluster.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(ageDays))));
  }

  private static String change(String field, String job, String from, String to) {
    return "{\"%s\":\"%s\",\"from\":{\"sha256\":\"%s\"},\"to\":{\"sha256\":\"%s\"}}"
        .formatted(field, job, from, to);
  }

  @BeforeEach
  void keep() throws IOException {
    file(
        "upgrades/20260101T000000000-aaaa/upgrade.json",
        89,
        change("to_job", "aaaa", FIRST, SECOND));
    file(
        "upgrades/20260102T000000000-bbbb/upgrade.json",
        88,
        change("to_job", "bbbb", SECOND, THIRD));
    file("upgrades/20260102T000000000-bbbb/rollback.json", 88, "{ cut off");
    file("upgrades/20260301T000000000-cccc/notes.txt", 88, "not known");
    for (String sum : List.of(FIRST, SECOND, THIRD, UNUSED)) {
      file("versions/" + sum + ".jar", 89, "jar");
    }
    file("versions/mine.jar", 89, "not known");
  }

  private List<String> left() throws IOException {
    Pruning pruning = new Pruning(SIXTY_DAYS, NOW);
    pruning.carryOut(pruning.plan(List.of(cluster)));
    try (Stream<Path> all = Files.walk(cluster)) {
      return all.filter(Files::isRegularFile)
          .map(file -> cluster.relativize(file).toString())
          .filter(name -> name.startsWith("upgrades") || name.startsWith("versions"))
          .sorted()
          .toList();
    }
  }

  @Test
  void whatLedToAJobThatLivesStaysWithBothItsJars() throws IOException {
    file("jobs/bbbb.json", 88, "{}");
    assertThat(left())
        .containsExactly(
            "upgrades/20260102T000000000-bbbb/rollback.json",
            "upgrades/20260102T000000000-bbbb/upgrade.json",
            "upgrades/20260301T000000000-cccc/notes.txt",
            "versions/" + SECOND + ".jar",
            "versions/" + THIRD + ".jar",
            "versions/mine.jar");
    assertThat(cluster.resolve("upgrades/20260101T000000000-aaaa")).doesNotExist();
  }

  @Test
  void theJobThatARollbackLedToKeepsItsChangeToo() throws IOException {
    file("jobs/dddd.json", 88, "{}");
    file("upgrades/20260101T000000000-aaaa/rollback.json", 89, "{\"to_job\":\"dddd\"}");
    assertThat(left())
        .containsExactly(
            "upgrades/20260101T000000000-aaaa/rollback.json",
            "upgrades/20260101T000000000-aaaa/upgrade.json",
            "upgrades/20260301T000000000-cccc/notes.txt",
            "versions/" + FIRST + ".jar",
            "versions/" + SECOND + ".jar",
            "versions/mine.jar");
  }

  @Test
  void withoutAJobAllThatIsOldGoes() throws IOException {
    assertThat(left())
        .containsExactly("upgrades/20260301T000000000-cccc/notes.txt", "versions/mine.jar");
  }

  @Test
  void youngOnesStayAndSoDoTheJarsThatTheyName() throws IOException {
    file(
        "upgrades/20260102T000000000-bbbb/upgrade.json",
        59,
        change("to_job", "bbbb", SECOND, THIRD));
    file("versions/" + UNUSED + ".jar", 59, "used again, and told of nowhere yet");
    assertThat(left())
        .containsExactly(
            "upgrades/20260102T000000000-bbbb/rollback.json",
            "upgrades/20260102T000000000-bbbb/upgrade.json",
            "upgrades/20260301T000000000-cccc/notes.txt",
            "versions/" + SECOND + ".jar",
            "versions/" + THIRD + ".jar",
            "versions/" + UNUSED + ".jar",
            "versions/mine.jar");
  }
}
