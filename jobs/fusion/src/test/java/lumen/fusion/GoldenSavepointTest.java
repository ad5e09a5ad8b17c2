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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Savepoints of earlier versions, kept with their recordings, are continued as if never stopped.
 */
class GoldenSavepointTest {
  @RegisterExtension static final EmbeddedCluster CLUSTER = new EmbeddedCluster();

  /** The first version had no bridge: in what follows from it the gains are those of a new one. */
  private static final int WITHOUT_BRIDGE = 1;

  private static final int NEWEST = 2;
  private static final Path KEPT_SOURCES =
      Path.of("src/test/resources/lumen/fusion/savepoint-" + NEWEST);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Where the recording lies while a savepoint is made: the path that the savepoint remembers. */
  private static final Path MADE_OF = Path.of("target/savepoint-" + NEWEST + "/recording.ndjson");

  @TempDir static Path work;

  @AfterEach
  void release() {
    RecutSource.release();
  }

  @ParameterizedTest
  @ValueSource(ints = {WITHOUT_BRIDGE, NEWEST})
  void savepointOfAnEarlierVersionContinuesAsIfNeverStopped(int version) throws Exception {
    Path folder = work.resolve("version-" + version);
    unpack(version, folder);
    Path recording = folder.resolve("recording.ndjson");
    String whole = "whole-" + version;
    String resumed = "resumed-" + version;
    CLUSTER.await(
        CLUSTER.submit(built(EmbeddedCluster.environment(folder), whole, folder, recording)));
    String savepoint = folder.resolve("savepoint").toUri().toString();
    CLUSTER.await(
        CLUSTER.submit(
            built(EmbeddedCluster.environment(folder, savepoint), resumed, folder, recording)));

    for (String output :
        version == WITHOUT_BRIDGE
            ? List.of("frames", "channels")
            : List.of("frames", "channels", "control", "evidence")) {
      List<String> all = shown(version, whole + " " + output);
      List<String> rest = shown(version, resumed + " " + output);
      assertThat(rest).as(output).isNotEmpty().hasSizeLessThan(all.size());
      assertThat(rest).isEqualTo(all.subList(all.size() - rest.size(), all.size()));
    }
    assertThat(CollectingSink.lines(resumed + " frames").size())
        .isEqualTo(Integer.parseInt(text(version, "frames-after.txt").strip()));
    assertThat(accounts(resumed))
        .containsAll(
            accounts(whole).stream().filter(line -> line.contains("\"received\"")).toList());
  }

  /** The accounts, without where runs of late events began: older savepoints do not tell it. */
  private static List<String> accounts(String run) {
    return CollectingSink.lines(run + " accounts").stream()
        .map(line -> line.replaceAll(",\"late_run\":\\{[^}]*\\}", ""))
        .toList();
  }

  private static List<String> shown(int version, String output) {
    List<String> lines = CollectingSink.lines(output);
    return version == WITHOUT_BRIDGE
        ? lines.stream().map(line -> line.replaceAll("(\"k[pid]\"):[^,]*", "$1")).toList()
        : lines;
  }

  private static StreamExecutionEnvironment built(
      StreamExecutionEnvironment env, String name, Path folder, Path recording) {
    LumenSettings settings = SettingsLoader.load(folder.resolve("config"));
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
            new CollectingSink(name + " control"),
            new CollectingSink(name + " evidence"),
            new CollectingSink(name + " rejects"),
            new CollectingSink(name + " late"),
            new CollectingSink(name + " facts"),
            new CollectingSink(name + " accounts"),
            Optional.empty(),
            Outlets.NONE));
    return env;
  }

  private static void unpack(int version, Path target) throws IOException {
    Files.createDirectories(target.resolve("config"));
    for (String file : List.of("fusion.yaml", "sensors.yaml")) {
      Files.writeString(target.resolve("config").resolve(file), text(version, file));
    }
    try (InputStream in = new GZIPInputStream(resource(version, "recording.ndjson.gz"));
        OutputStream out = Files.newOutputStream(target.resolve("recording.ndjson"))) {
      in.transferTo(out);
    }
    Path folder = Files.createDirectories(target.resolve("savepoint"));
    try (ZipInputStream in = new ZipInputStream(resource(version, "savepoint.zip"))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Files.copy(in, folder.resolve(entry.getName()));
      }
    }
  }

  private static InputStream resource(int version, String name) {
    return GoldenSavepointTest.class.getResourceAsStream(
        "/lumen/fusion/savepoint-" + version + "/" + name);
  }

  private static String text(int version, String name) throws IOException {
    try (InputStream in = resource(version, name)) {
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
    JobID job = CLUSTER.submit(built(withStateInFilesAlone(), "made", work, MADE_OF));
    await()
        .atMost(PATIENCE)
        .until(
            () -> CollectingSink.lines("made frames").stream().anyMatch(f -> f.contains("\"b\"")));
    await().atMost(PATIENCE).until(() -> CLUSTER.hasTakenCheckpoint(job));
    String savepoint = CLUSTER.stop(job, work.resolve("made"));
    int before = CollectingSink.lines("made frames").size();
    RecutSource.release();
    CLUSTER.await(CLUSTER.submit(built(EmbeddedCluster.environment(work), "whole", work, MADE_OF)));
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
