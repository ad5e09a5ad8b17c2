package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import lumen.fusion.settings.LumenSettings;
import org.apache.flink.api.common.JobID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A savepoint of the first version is continued by this one, byte for byte. */
class GoldenSavepointTest {
  private static final long SEED = 1;
  private static final String SAVEPOINT = "/lumen/fusion/golden/savepoint-v1.zip";
  private static final long CHUNKS_BEFORE = 250;

  @RegisterExtension static final EmbeddedCluster CLUSTER = new EmbeddedCluster();

  @TempDir Path work;

  private LumenSettings settings;
  private Path file;

  @BeforeEach
  void writeRecording() throws Exception {
    settings = ShortWindows.settings(work.resolve("config"));
    file = SeededRecording.of(SEED).write(work.resolve("rec/rec.ndjson"));
  }

  @AfterEach
  void release() {
    RecutSource.release();
  }

  @Test
  void savepointOfTheFirstVersionGoesOnAsIfUndisturbed() throws Exception {
    List<String> undisturbed = run("undisturbed").play(file).frames();
    String savepoint = unzip(work.resolve("golden")).toUri().toString();
    List<String> rest = run("resumed").resume(savepoint, file).frames();
    assertThat(rest).hasSizeBetween(100, undisturbed.size() - 100);
    assertThat(undisturbed).containsAll(rest);
    long firstGrid = JobOutput.parse(rest.get(0)).path("grid").asLong();
    assertThat(rest)
        .hasSameElementsAs(
            undisturbed.stream()
                .filter(line -> JobOutput.parse(line).path("grid").asLong() >= firstGrid)
                .toList());
  }

  /** Makes the resource anew: mvn -pl jobs/fusion test -Pdrill -Dtest=GoldenSavepointTest. */
  @Test
  @Tag("drill")
  void makeTheSavepoint() throws Exception {
    JobRun run = run("made").speed(40);
    RecutSource.holdAfter(CHUNKS_BEFORE);
    long begun = RecutSource.chunks();
    JobID job = run.start(file);
    Awaitility.await().until(() -> RecutSource.chunks() >= begun + CHUNKS_BEFORE);
    Awaitility.await().until(() -> CLUSTER.hasTakenCheckpoint(job));
    String savepoint = CLUSTER.stop(job, work.resolve("savepoints"));
    zip(Path.of(java.net.URI.create(savepoint)), Path.of("src/test/resources" + SAVEPOINT));
  }

  private JobRun run(String name) {
    return new JobRun(CLUSTER, work.resolve(name), settings);
  }

  private static void zip(Path folder, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (OutputStream out = Files.newOutputStream(target);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        ZipEntry entry = new ZipEntry(file.getFileName().toString());
        entry.setTime(0);
        zip.putNextEntry(entry);
        Files.copy(file, zip);
      }
    }
  }

  private static Path unzip(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (InputStream in = GoldenSavepointTest.class.getResourceAsStream(SAVEPOINT);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.copy(zip, folder.resolve(Path.of(entry.getName()).getFileName()));
      }
    }
    return folder;
  }
}
