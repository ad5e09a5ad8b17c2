package lumen.overlay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import lumen.connectors.replay.CommandFile;
import lumen.connectors.replay.LinePlay;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.ReplaySource;
import lumen.overlay.OverlayPorts.Outlet;
import lumen.overlay.graph.OverlayOperator;
import lumen.overlay.graph.OverlayRun;
import lumen.overlay.ingest.RouteIntakes;
import lumen.overlay.reference.ReferenceLog;
import lumen.overlay.settings.OverlayCatalogue;
import lumen.overlay.settings.OverlayConfigFile;
import lumen.overlay.settings.OverlaySettings;
import lumen.runtime.job.Inlet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A savepoint among the test resources, and the logs that its job read: three of the reference's
 * side by side, each with tenants of its own.
 *
 * @param name folder of the resource
 */
record KeptRouteSavepoint(String name) {
  private static final String AFTER = "lines-after.txt";
  private static final String SAVEPOINT = "savepoint";

  /** What {@code overlay.yaml} held. */
  private static final String OVERLAY =
      """
      join: {outcome_ttl_s: 60, feed_lost_s: 30}
      breaker: {open_s: 60, open_growth: 1.5, open_max_s: 200, half_open_permits: 2, half_open_successes: 2, slow_ms: 4000}
      gates: {min_n: 10, windows_s: [120, 900], confidence: 0.95}
      drift: {min_n: 20, sigmas: 1}
      """;

  /** Where its logs lie while the job runs: the paths that the savepoint remembers. */
  private Path folder() {
    return Path.of("target", name);
  }

  /** Puts everything where the job had it; returns where the savepoint lies. */
  String unpack() throws IOException {
    writeLogs();
    Path into = Files.createDirectories(folder().resolve(SAVEPOINT));
    try (ZipInputStream in = new ZipInputStream(resource(SAVEPOINT + ".zip"))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Files.write(into.resolve(entry.getName()), in.readAllBytes());
      }
    }
    return into.toAbsolutePath().toUri().toString();
  }

  /** How many lines of each output the job had still to write. */
  Map<String, Integer> linesAfter() throws IOException {
    Map<String, Integer> after = new TreeMap<>();
    try (InputStream in = resource(AFTER)) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(" "))
          .forEach(parts -> after.put(parts[0], Integer.parseInt(parts[1])));
    }
    return after;
  }

  /** Keeps a savepoint among the sources. */
  void keep(Path savepoint, Map<String, Integer> linesAfter) throws IOException {
    Path kept = Files.createDirectories(Path.of("src/test/resources/lumen/overlay").resolve(name));
    try (ZipOutputStream zip =
            new ZipOutputStream(Files.newOutputStream(kept.resolve(SAVEPOINT + ".zip")));
        Stream<Path> files = Files.list(savepoint)) {
      for (Path file : files.sorted().toList()) {
        zip.putNextEntry(new ZipEntry(String.valueOf(file.getFileName())));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    List<String> lines = new ArrayList<>();
    new TreeMap<>(linesAfter).forEach((output, count) -> lines.add(output + ' ' + count));
    Files.write(kept.resolve(AFTER), lines);
  }

  /** The logs: what stands in the control file stands before the first line of its log. */
  void writeLogs() throws IOException {
    Files.createDirectories(folder());
    for (ReferenceLog log : logs()) {
      StringBuilder text = new StringBuilder();
      for (String command : log.lines("control.ndjson")) {
        text.append("{\"type\":\"command\",\"ts\":1767225600,\"command\":")
            .append(command)
            .append("}\n");
      }
      for (String line : log.lines("input.ndjson")) {
        text.append(renamed(log, line)).append('\n');
      }
      Files.writeString(Path.of(played(log)), text);
    }
  }

  private static List<ReferenceLog> logs() {
    return List.of(ReferenceLog.CONTROL, ReferenceLog.BREAKER, ReferenceLog.GATES);
  }

  /** Tenants of other logs have other names: who is found in a second log is rejected there. */
  private static String renamed(ReferenceLog log, String line) {
    if (log == ReferenceLog.CONTROL) {
      return line;
    }
    String of = log.name().toLowerCase(Locale.ROOT);
    return line.replace("\"tenant\": \"", "\"tenant\": \"" + of + '-')
        .replaceFirst(
            "^(\\{\"type\": \"(?:request|outcome)\",)(?!.*\"tenant\")",
            "$1 \"tenant\": \"" + of + "\",");
  }

  private String played(ReferenceLog log) {
    return folder().resolve(log.name().toLowerCase(Locale.ROOT) + ".ndjson").toString();
  }

  /** The settings, with other words of {@code overlay.yaml} where they are given. */
  static OverlaySettings settings(String from, String to) {
    return OverlayCatalogue.CATALOGUE
        .readTexts(
            "",
            Map.of(
                OverlayConfigFile.OVERLAY,
                OVERLAY.replace(from, to),
                OverlayConfigFile.FLAGS,
                ReferenceLog.CONTROL.text("config/overlay_flags.yaml")))
        .orThrow();
  }

  /** Its job, with what it writes in lists under a name. */
  StreamExecutionEnvironment built(
      StreamExecutionEnvironment env, String run, OverlaySettings settings, double speed) {
    List<RecordedParts> parts =
        logs().stream().map(log -> new RecordedParts(log.name(), List.of(played(log)))).toList();
    ReplaySource source =
        new ReplaySource(
            parts,
            new LinePlay(
                new RouteIntakes(settings.file().time(), settings.file().gates(), false),
                speed,
                false),
            CommandFile.NONE);
    OverlayJob.build(
        env,
        new OverlayRun(settings, 2, false),
        new OverlayPorts(
            List.of(Inlet.of(source, OverlayOperator.REPLAY)),
            CollectedRoutes.under(run),
            Outlet.NONE,
            Outlet.NONE));
    return env;
  }

  private InputStream resource(String file) {
    return KeptRouteSavepoint.class.getResourceAsStream("/lumen/overlay/" + name + "/" + file);
  }
}
