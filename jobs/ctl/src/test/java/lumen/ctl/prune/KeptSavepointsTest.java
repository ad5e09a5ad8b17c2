package lumen.ctl.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lumen.cluster.job.CheckpointFolder;
import lumen.ctl.prune.Pruning.Fate;
import lumen.ctl.prune.Pruning.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Savepoints that stay however old they are. */
class KeptSavepointsTest {
  private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

  @TempDir private Path folder;

  /** A savepoint of a job's id, so many days old. */
  private Path savepoint(String name, double days) throws IOException {
    Path made = Files.createDirectories(folder.resolve("savepoints/savepoint-" + name));
    Path metadata = Files.writeString(made.resolve("_metadata"), "x");
    Instant then = NOW.minus(Duration.ofSeconds(Math.round(days * 86_400)));
    Files.setLastModifiedTime(metadata, FileTime.from(then));
    return made;
  }

  private void ofJob(Path savepoint, String name) throws IOException {
    Files.writeString(
        savepoint.resolve("job.json"), "{\"name\":\"%s\",\"id\":\"1\"}".formatted(name));
  }

  /** What would go, by name, and what stays for a reason. */
  private List<String> judged(int last, int daily) throws IOException {
    List<String> told = new ArrayList<>();
    Retention retention = new Retention(1, 1, 10, last, daily);
    for (Outcome outcome : new Pruning(retention, NOW).plan(List.of(folder))) {
      String name = outcome.stored().path().getFileName().toString().substring(10);
      if (outcome.fate() == Fate.WOULD_BE_DELETED) {
        told.add(name + " goes");
      } else if (!outcome.kept().isEmpty()) {
        told.add(name + " " + outcome.kept());
      }
    }
    return told;
  }

  @Test
  void newestOfEachJobStaysAndTheLastOnes() throws IOException {
    savepoint("aaaa-1", 40);
    savepoint("aaaa-2", 30);
    savepoint("aaaa-3", 20);
    savepoint("bbbb-1", 300);
    savepoint("bbbb-2", 200);
    savepoint("cccc-1", 50);
    savepoint("cccc-2", 5);
    assertThat(judged(1, 0))
        .containsExactly(
            "aaaa-1 goes",
            "aaaa-2 goes",
            "aaaa-3 newest of its job",
            "bbbb-1 goes",
            "bbbb-2 newest of its job",
            "cccc-1 goes");
    assertThat(judged(2, 0))
        .containsExactly(
            "aaaa-1 goes",
            "aaaa-2 of the last 2",
            "aaaa-3 newest of its job",
            "bbbb-1 of the last 2",
            "bbbb-2 newest of its job",
            "cccc-1 of the last 2");
  }

  @Test
  void lastOfEachDayStaysForAsManyDaysAsThereAreSome() throws IOException {
    savepoint("aaaa-1", 40.2);
    savepoint("aaaa-2", 40.1);
    savepoint("aaaa-3", 30.1);
    savepoint("aaaa-4", 20.2);
    savepoint("aaaa-5", 20.1);
    assertThat(judged(1, 2))
        .containsExactly(
            "aaaa-1 goes",
            "aaaa-2 goes",
            "aaaa-3 last of its day",
            "aaaa-4 goes",
            "aaaa-5 newest of its job");
    assertThat(judged(1, 3)).contains("aaaa-2 last of its day", "aaaa-1 goes");
  }

  /** Each start of a job has an id of its own. */
  @Test
  void savepointsThatTellTheNameAreOfOneJobAcrossItsStarts() throws IOException {
    ofJob(savepoint("aaaa-1", 40), "live");
    ofJob(savepoint("bbbb-1", 30), "live");
    ofJob(savepoint("cccc-1", 20), "live");
    ofJob(savepoint("dddd-1", 60), "other");
    assertThat(judged(1, 0))
        .containsExactly(
            "aaaa-1 goes", "bbbb-1 goes", "cccc-1 newest of its job", "dddd-1 newest of its job");
  }

  @Test
  void savepointThatNoJobGoesOnFromIsNotTheNewest() throws IOException {
    savepoint("aaaa-1", 40);
    savepoint("aaaa-2", 30);
    CheckpointFolder.markFinal(savepoint("aaaa-3", 20));
    assertThat(judged(1, 0))
        .containsExactly("aaaa-1 goes", "aaaa-2 newest of its job", "aaaa-3 of the last 1");
  }

  @Test
  void savepointThatARunningJobWasBegunFromStays() throws IOException {
    Path begun = savepoint("aaaa-1", 400);
    savepoint("aaaa-2", 300);
    savepoint("aaaa-3", 20);
    Path jobs = Files.createDirectories(folder.resolve("jobs"));
    Files.writeString(jobs.resolve("ffff.json"), "{\"from\":\"%s\"}".formatted(begun.toUri()));
    Files.writeString(jobs.resolve("eeee.json"), "{\"from\":\"s3://b/%zz\"}");
    Files.writeString(jobs.resolve("dddd.json"), "no JSON");
    assertThat(judged(1, 0))
        .containsExactly(
            "aaaa-1 a job was begun from it", "aaaa-2 goes", "aaaa-3 newest of its job");
  }
}
