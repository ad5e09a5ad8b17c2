package lumen.fusion;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import lumen.connectors.replay.CommandFile;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.ReplaySource;
import lumen.fusion.graph.FusionOperator;
import lumen.fusion.graph.JobSettings;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.fusion.sink.Outlets;
import lumen.runtime.job.Inlet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A savepoint among the test resources, with what its job read: the config folder, recordings and
 * commands.
 *
 * @param name folder of the resource
 */
record KeptSavepoint(String name) {
  /** The files of the config folder. */
  static final List<String> CONFIG =
      List.of("fusion.yaml", "sensors.yaml", "evidence/risk_map.yaml", "evidence/quote_rules.yaml");

  /** What the job plays, kept compressed. */
  static final List<String> RECORDINGS = List.of("recording.ndjson", "log.ndjson");

  static final String COMMANDS = "control.ndjson";

  private static final String AFTER = "frames-after.txt";
  private static final String SAVEPOINT = "savepoint";

  /** Where its files lie while the job runs: the paths that the savepoint remembers. */
  Path folder() {
    return Path.of("target", name);
  }

  /** Puts everything where the job had it; returns where the savepoint lies. */
  String unpack() throws IOException {
    for (String file : CONFIG) {
      write(folder().resolve("config").resolve(file), resource(file));
    }
    write(folder().resolve(COMMANDS), resource(COMMANDS));
    for (String file : RECORDINGS) {
      write(folder().resolve(file), new GZIPInputStream(resource(file + ".gz")));
    }
    Path into = folder().resolve(SAVEPOINT);
    try (ZipInputStream in = new ZipInputStream(resource(SAVEPOINT + ".zip"))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Files.createDirectories(into);
        Files.write(into.resolve(entry.getName()), in.readAllBytes());
      }
    }
    return into.toAbsolutePath().toUri().toString();
  }

  /** How many frames the job had still to write. */
  int framesAfter() throws IOException {
    try (InputStream in = resource(AFTER)) {
      return Integer.parseInt(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
  }

  /** Keeps a savepoint and what lies in {@link #folder} among the sources. */
  void keep(Path savepoint, int framesAfter) throws IOException {
    Path kept = Path.of("src/test/resources/lumen/fusion").resolve(name);
    for (String file : CONFIG) {
      write(kept.resolve(file), Files.newInputStream(folder().resolve("config").resolve(file)));
    }
    write(kept.resolve(COMMANDS), Files.newInputStream(folder().resolve(COMMANDS)));
    for (String file : RECORDINGS) {
      try (OutputStream out =
          new GZIPOutputStream(Files.newOutputStream(kept.resolve(file + ".gz")))) {
        Files.copy(folder().resolve(file), out);
      }
    }
    try (ZipOutputStream zip =
            new ZipOutputStream(Files.newOutputStream(kept.resolve(SAVEPOINT + ".zip")));
        Stream<Path> files = Files.list(savepoint)) {
      for (Path file : files.sorted().toList()) {
        zip.putNextEntry(new ZipEntry(String.valueOf(file.getFileName())));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    Files.writeString(kept.resolve(AFTER), framesAfter + "\n");
  }

  /** Its job, with what it writes in lists under a name. */
  StreamExecutionEnvironment built(
      StreamExecutionEnvironment env, String name, Path config, boolean resetWindows)
      throws Exception {
    LumenSettings settings = SettingsLoader.load(config);
    ReplaySource source =
        new ReplaySource(
            List.of(
                new RecordedParts("recording", List.of(played(RECORDINGS.get(0)))),
                new RecordedParts("log", true, List.of(played(RECORDINGS.get(1))))),
            ReplayPlan.options(settings, 0, false),
            CommandFile.of(folder().resolve(COMMANDS)));
    LumenJob.build(
        env,
        new JobSettings(settings, 2, true, resetWindows),
        new Ports(
            List.of(Inlet.of(RecutSource.of(source, OptionalLong.empty()), FusionOperator.REPLAY)),
            CollectingSink.under(name),
            false,
            Outlets.NONE));
    return env;
  }

  private String played(String file) {
    return folder().resolve(file).toString();
  }

  private InputStream resource(String file) {
    return KeptSavepoint.class.getResourceAsStream("/lumen/fusion/" + name + "/" + file);
  }

  private static void write(Path file, InputStream content) throws IOException {
    Files.createDirectories(file.getParent());
    try (content) {
      Files.write(file, content.readAllBytes());
    }
  }
}
