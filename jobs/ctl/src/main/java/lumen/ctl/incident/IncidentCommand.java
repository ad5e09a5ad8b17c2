package lumen.ctl.incident;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lumen.cluster.SessionCluster;
import lumen.ctl.fusion.ExporterPorts;
import lumen.ctl.live.LogExcerpt;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl incident}: what is known of the last minutes, in one file. */
@Command(
    name = "incident",
    description = {
      "Packs what is known of the last minutes: the input of LOG, the evidence and the"
          + " configuration of RUN, metrics, jobs, failures and logs of the session cluster.",
      "Secrets do not leave. What could not be had is told, in the file too, and is no failure.",
      "The input replays: lumenctl replay FOLDER/log --config FOLDER/config --out DIR"
    })
public final class IncidentCommand implements Callable<Integer> {
  private static final long MICROS = 1_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--last",
      required = true,
      paramLabel = "TIME",
      description = "How far back, such as 10m.")
  private String last;

  @Option(
      names = "--until",
      paramLabel = "T",
      description = "Until then, such as 1767225600 or 2026-01-01T00:00:00Z [now].")
  private Optional<String> until = Optional.empty();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write, such as incident.tar.gz.")
  private Path out;

  @Option(names = "--log", paramLabel = "LOG", description = "Folder of the log of ingest.")
  private Optional<Path> log = Optional.empty();

  @Option(names = "--run", paramLabel = "RUN", description = "The --out folder of the job.")
  private Optional<Path> run = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "The config folder of the job [RUN/config or LOG/config].")
  private Optional<Path> config = Optional.empty();

  @Option(names = "--overwrite", description = "Replace FILE if it is there.")
  private boolean overwrite;

  @Option(names = "--json", description = "Print what was packed as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    double seconds = Times.seconds("--last", last);
    Optional<Long> end = until.map(text -> Times.micros("--until", text));
    Path file = out.toAbsolutePath();
    if (Files.exists(file) && !overwrite) {
      throw CommandFailure.usage("--out must be a new file, or --overwrite: " + out);
    }
    if (!Files.isDirectory(file.getParent())) {
      throw CommandFailure.usage("--out must lie in a folder that is there: " + out);
    }
    Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
    long untilMicros = end.orElse(now.getEpochSecond() * MICROS);
    Path temp = Files.createTempDirectory(file.getParent(), ".incident-");
    try {
      IncidentFolder incident = new IncidentFolder(temp);
      gather(incident, seconds, end, untilMicros);
      incident.text("incident.json", Json.text(manifest(incident, now, seconds, untilMicros)));
      String root = "incident-" + now.toString().replace(":", "");
      IncidentArchive.write(incident, root, now, file);
      tell(incident);
    } finally {
      remove(temp);
    }
    return ExitCode.OK;
  }

  private void gather(
      IncidentFolder incident, double seconds, Optional<Long> end, long untilMicros) {
    if (log.isPresent()) {
      incident.bring("log", () -> LogExcerpt.write(log.get(), seconds, end, incident.place("log")));
    } else {
      incident.missing("log", "--log LOG was not given");
    }
    Optional<Path> settings =
        config
            .or(() -> run.map(folder -> folder.resolve("config")).filter(Files::isDirectory))
            .or(() -> log.map(folder -> folder.resolve("config")).filter(Files::isDirectory));
    if (settings.isPresent()) {
      incident.bring(
          "config", () -> incident.tails("config", settings.get(), List.of(".yaml", ".json")));
    } else {
      incident.missing("config", "neither --config nor RUN/config nor LOG/config is there");
    }
    long from = untilMicros - Math.round(seconds * MICROS);
    if (run.isPresent()) {
      RunParts.bring(incident, run.get(), from, untilMicros);
    } else {
      incident.missing("evidence.ndjson", "--run RUN was not given");
    }
    SessionCluster cluster = SessionCluster.locate();
    ClusterParts.bring(incident, cluster);
    MetricsPart.bring(incident, ExporterPorts.of(Optional.empty()), cluster.taskManagers());
  }

  private ObjectNode manifest(
      IncidentFolder incident, Instant now, double seconds, long untilMicros) throws IOException {
    ObjectNode manifest = Json.mapper().createObjectNode();
    manifest.put("made", now.toString());
    manifest.put("lumen", spec.root().version()[0]);
    manifest.put("seconds", seconds);
    manifest.put("until", Instant.EPOCH.plus(untilMicros, ChronoUnit.MICROS).toString());
    manifest.put("taken_out", "what may be a secret, of config, logs and answers");
    ArrayNode files = manifest.putArray("files");
    for (Path path : incident.files()) {
      files.addObject().put("name", incident.name(path)).put("bytes", Files.size(path));
    }
    ObjectNode missing = manifest.putObject("missing");
    incident.missing().forEach(missing::put);
    return manifest;
  }

  private void tell(IncidentFolder incident) throws IOException {
    PrintWriter terminal = spec.commandLine().getOut();
    if (json) {
      ObjectNode told = Json.mapper().createObjectNode();
      told.put("file", out.toString()).put("bytes", Files.size(out));
      ObjectNode missing = told.putObject("missing");
      incident.missing().forEach(missing::put);
      terminal.println(Json.text(told));
      return;
    }
    terminal.printf("%s: %d files, %d bytes%n", out, incident.files().size(), Files.size(out));
    for (Map.Entry<String, String> part : incident.missing().entrySet()) {
      terminal.printf("not in it: %s: %s%n", part.getKey(), part.getValue());
    }
    terminal.flush();
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
