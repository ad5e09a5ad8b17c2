package lumen.governance;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import lumen.connectors.replay.CommandFile;
import lumen.connectors.replay.LinePlay;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.RecordingException;
import lumen.connectors.replay.ReplaySource;
import lumen.governance.reference.ReferenceService;
import lumen.governance.reference.TestSettings;
import lumen.governance.run.GovernanceOperator;
import lumen.governance.run.GovernanceRun;
import lumen.governance.settings.GovernanceSettings;
import lumen.runtime.job.Inlet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A savepoint among the test resources, and the lines that its job read: four services of the
 * reference side by side, each under a name of its own.
 *
 * @param name folder of the resource
 */
record KeptLedgerSavepoint(String name) {
  private static final String AFTER = "lines-after.txt";
  private static final String SAVEPOINT = "savepoint";
  private static final Pattern TIME = Pattern.compile("\"ts\": ?([0-9.]+)");

  private static final List<ReferenceService> SERVICES =
      List.of(
          ReferenceService.SLO,
          ReferenceService.ROLLBACK,
          ReferenceService.POLICY,
          ReferenceService.CANARY);

  /** How much more is known of a service, s: for so long it may tell nothing. */
  private static final Map<ReferenceService, Double> LONGER =
      Map.of(
          ReferenceService.SLO, 3_600.0,
          ReferenceService.ROLLBACK, 600.0,
          ReferenceService.POLICY, 600.0);

  private static final double AHEAD_S = 3_600;

  /** What {@code governance.yaml} held. */
  private static final String GOVERNANCE =
      """
      policy: {mode: auto, cooldown_s: 7200}
      """;

  /** Commands beside those of the reference: they stand in the state when the job is stopped. */
  private static final List<String> MORE =
      List.of(
          "{\"id\":\"k1\",\"type\":\"objectives\",\"tenant\":\"slo\",\"effective_ts\":1772330000,"
              + "\"config\":\"slo: {cache: {objective: 75, alert: 65}}\\n\"}",
          "{\"id\":\"k2\",\"type\":\"hold\",\"tenant\":\"slo\",\"effective_ts\":1772330000}",
          "{\"id\":\"k3\",\"type\":\"judge\",\"tenant\":\"slo\",\"effective_ts\":1772345000,"
              + "\"alert\":\"slo/burn.errors.page_fast/1772341380000000\",\"useful\":false}");

  /** Where its lines lie while the job runs: the paths that the savepoint remembers. */
  private Path folder() {
    return Path.of("target", name);
  }

  /** Puts everything where the job had it; returns where the savepoint lies. */
  String unpack() throws IOException {
    writeLines(Double.MAX_VALUE);
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
    Path kept = Files.createDirectories(Path.of("src/test/resources/lumen/governance", name));
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

  /** Writes the lines of the services that are known by a time, in seconds, and all commands. */
  void writeLines(double until) throws IOException {
    Files.createDirectories(folder());
    List<String> orders = new ArrayList<>(MORE);
    for (ReferenceService service : SERVICES) {
      String own = service.name().toLowerCase(Locale.ROOT);
      double by = until + LONGER.getOrDefault(service, 0.0);
      List<String> known = new ArrayList<>();
      // Some are no text on purpose: byte by byte they stay as they are.
      for (byte[] bytes : service.log()) {
        String line = new String(bytes, StandardCharsets.ISO_8859_1);
        Matcher time = TIME.matcher(line);
        double ts = time.find() ? Double.parseDouble(time.group(1)) : Double.NaN;
        if (ts > by && ts <= by + AHEAD_S) {
          // This and what comes behind it is not there yet; one far ahead is not believed.
          break;
        }
        known.add(
            line.replaceFirst("\"service\": ?\"api\"", "\"service\":\"" + own + "\"")
                .replaceFirst("\"answers\": ?\"api/", "\"answers\":\"" + own + "/"));
      }
      Files.write(Path.of(played(service)), known, StandardCharsets.ISO_8859_1);
      for (String line : service.lines("control.ndjson")) {
        orders.add(
            line.replaceFirst("\"tenant\": ?\"api\"", "\"tenant\":\"" + own + "\"")
                .replaceFirst("\"(decision|alert)\": ?\"api/", "\"$1\":\"" + own + "/"));
      }
    }
    Files.write(orders(), orders);
  }

  private Path orders() {
    return folder().resolve("control.ndjson");
  }

  private String played(ReferenceService service) {
    return folder().resolve(service.name().toLowerCase(Locale.ROOT) + ".ndjson").toString();
  }

  /** The settings, with more of {@code governance.yaml}. */
  static GovernanceSettings settings(String more) {
    return TestSettings.read(GOVERNANCE + more);
  }

  /**
   * Its job, with what it writes in lists under a name.
   *
   * @param follow whether it waits for more lines
   */
  StreamExecutionEnvironment built(
      StreamExecutionEnvironment env, String run, GovernanceSettings settings, boolean follow)
      throws RecordingException {
    List<RecordedParts> parts =
        SERVICES.stream()
            .map(service -> new RecordedParts(service.name(), List.of(played(service))))
            .toList();
    ReplaySource source =
        new ReplaySource(
            parts,
            new LinePlay(GovernanceReplay.rows(settings), 0, follow),
            CommandFile.of(orders()));
    GovernanceJob.build(
        env,
        new GovernanceRun(settings, 2, false),
        new GovernancePorts(
            List.of(Inlet.of(source, GovernanceOperator.REPLAY)), CollectedLedgers.under(run)));
    return env;
  }

  private InputStream resource(String file) {
    return KeptLedgerSavepoint.class.getResourceAsStream("/lumen/governance/" + name + "/" + file);
  }
}
