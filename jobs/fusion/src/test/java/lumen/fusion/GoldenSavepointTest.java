package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.ReplaySource;
import lumen.fusion.ingest.Inlet;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.fusion.sink.Outlets;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A savepoint of the first version, kept with its recording, is continued as if never stopped. */
class GoldenSavepointTest {
  @RegisterExtension static final EmbeddedCluster CLUSTER = new EmbeddedCluster();

  private static final String KEPT = "/lumen/fusion/savepoint-1/";
  private static final Path KEPT_SOURCES = Path.of("src/test/resources/lumen/fusion/savepoint-1");
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Where the recording lies while a savepoint is made: the path that the savepoint remembers. */
  private static final Path MADE_OF = Path.of("target/savepoint-1/recording.ndjson");

  @TempDir static Path work;

  @AfterEach
  void release() {
    RecutSource.release();
  }

  @Test
  void savepointOfTheFirstVersionContinuesAsIfNeverStopped() throws Exception {
    unpack();
    Path recording = work.resolve("recording.ndjson");
    CLUSTER.await(
        CLUSTER.submit(built(EmbeddedCluster.environment(work), "undisturbed", recording)));
    String savepoint = work.resolve("savepoint").toUri().toString();
    CLUSTER.await(
        CLUSTER.submit(built(EmbeddedCluster.environment(work, savepoint), "resumed", recording)));

    for (String output : List.of("frames", "channels")) {
      List<String> whole = CollectingSink.lines("undisturbed " + output);
      List<String> rest = CollectingSink.lines("resumed " + output);
      assertThat(rest).as(output).hasSizeBetween(whole.size() / 4, whole.size() - 50);
      assertThat(rest).isEqualTo(whole.subList(whole.size() - rest.size(), whole.size()));
    }
    assertThat(CollectingSink.lines("resumed frames").size())
        .isEqualTo(Integer.parseInt(text("frames-after.txt").strip()));
    assertThat(CollectingSink.lines("resumed accounts"))
        .containsAll(
            CollectingSink.lines("undisturbed accounts").stream()
                .filter(line -> line.contains("\"received\""))
                .toList());
  }

  private static StreamExecutionEnvironment built(
      StreamExecutionEnvironment env, String name, Path recording) {
    LumenSettings settings = SettingsLoader.load(work.resolve("config"));
    ReplaySource source =
        new ReplaySource(
            List.of(new RecordedParts("recording", List.of(recording.toString()))),
            ReplayPlan.options(settings, 0, false));
    LumenJob.build(
        env,
        new JobSettings(settings, 2, true, false),
        new Ports(
            List.of(Inlet.of(RecutSource.of(source, OptionalLong.empty()), OperatorId.REPLAY)),
            new CollectingSink(name + " frames"),
            new CollectingSink(name + " channels"),
            new CollectingSink(name + " rejects"),
            new CollectingSink(name + " late"),
            new CollectingSink(name + " facts"),
            new CollectingSink(name + " accounts"),
            Optional.empty(),
            Outlets.NONE));
    return env;
  }

  private static void unpack() throws IOException {
    Files.createDirectories(work.resolve("config"));
    for (String file : List.of("fusion.yaml", "sensors.yaml")) {
      Files.writeString(work.resolve("config").resolve(file), text(file));
    }
    try (InputStream in = new GZIPInputStream(resource("recording.ndjson.gz"));
        OutputStream out = Files.newOutputStream(work.resolve("recording.ndjson"))) {
      in.transferTo(out);
    }
    Path folder = Files.createDirectories(work.resolve("savepoint"));
    try (ZipInputStream in = new ZipInputStream(resource("savepoint.zip"))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Files.copy(in, folder.resolve(entry.getName()));
      }
    }
  }

  private static InputStream resource(String name) {
    return GoldenSavepointTest.class.getResourceAsStream(KEPT + name);
  }

  private static String text(String name) throws IOException {
    try (InputStream in = resource(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Makes the files anew; see the README beside them. */
  @Test
  @EnabledIfSystemProperty(named = "lumen.savepoint.write", matches = "true")
  void make() throws Exception {
    ShortWindows.write(work.resolve("config"));
    SeededRecording recording =
        SeededRecording.of(1)
            .only(line -> line.arrival() < SeededRecording.at(62))
            .only(line -> !line.source().equals("belt"));
    recording.write(MADE_OF);
    RecutSource.holdAfter(1);
    JobID job = CLUSTER.submit(built(withStateInFilesAlone(), "made", MADE_OF));
    await()
        .atMost(PATIENCE)
        .until(
            () -> CollectingSink.lines("made frames").stream().anyMatch(f -> f.contains("\"b\"")));
    await().atMost(PATIENCE).until(() -> CLUSTER.hasTakenCheckpoint(job));
    String savepoint = CLUSTER.stop(job, work.resolve("made"));
    int before = CollectingSink.lines("made frames").size();
    RecutSource.release();
    CLUSTER.await(CLUSTER.submit(built(EmbeddedCluster.environment(work), "whole", MADE_OF)));
    keep(Path.of(URI.create(savepoint)));
    int after = CollectingSink.lines("whole frames").size() - before;
    Files.writeString(KEPT_SOURCES.resolve("frames-after.txt"), after + "\n");
  }

  /** Small state would lie in the metadata, under the name of the folder where it was made. */
  private static StreamExecutionEnvironment withStateInFilesAlone() {
    StreamExecutionEnvironment env = EmbeddedCluster.environment(work);
    Configuration files = new Configuration();
    files.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ZERO);
    env.configure(files);
    return env;
  }

  private static void keep(Path savepoint) throws IOException {
    Files.createDirectories(KEPT_SOURCES);
    for (String file : List.of("fusion.yaml", "sensors.yaml")) {
      Files.writeString(
          KEPT_SOURCES.resolve(file), Files.readString(work.resolve("config").resolve(file)));
    }
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(KEPT_SOURCES.resolve("recording.ndjson.gz")))) {
      Files.copy(MADE_OF, out);
    }
    try (ZipOutputStream zip =
            new ZipOutputStream(Files.newOutputStream(KEPT_SOURCES.resolve("savepoint.zip")));
        Stream<Path> files = Files.list(savepoint)) {
      for (Path file : files.sorted().toList()) {
        zip.putNextEntry(new ZipEntry(String.valueOf(file.getFileName())));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }
}
