package lumen.release.signoff;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lumen.release.pack.Sums;
import lumen.release.signoff.Signoff.Point;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import lumen.terminal.TextTable;
import lumen.terminal.Times;
import lumen.watch.kept.KeptVerdict;
import lumen.watch.kept.VerdictFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl release signoff}: one folder that says why a release may go out. */
@Command(
    name = "signoff",
    description = {
      "Gathers what is known of a release in one folder: verdicts of gates on its jar, the reports"
          + " of",
      "tests and drills, incidents without a note, its bill of materials and its sums.",
      "Exit 1 where something does not hold."
    })
public final class SignoffCommand implements Callable<Integer> {
  private static final double MILLIS = 1e3;

  @Spec private CommandSpec spec;

  @Option(
      names = "--pack",
      required = true,
      paramLabel = "FILE",
      description = "The archive of `release pack`.")
  private Path pack;

  @Option(
      names = "--kept",
      required = true,
      paramLabel = "DIR",
      description = "Folder of verdicts, of `gate --keep`.")
  private Path kept;

  @Option(
      names = "--gate",
      paramLabel = "NAME",
      description = "A gate that must be passed by this jar; may be repeated [canary].")
  private List<String> gates = new ArrayList<>();

  @Option(
      names = "--drill",
      paramLabel = "FILE",
      description = "The report of a drill, of `scripts/drill`; may be repeated.")
  private List<Path> drills = new ArrayList<>();

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "The --out folder of a live job, for its incidents and notes; may be repeated.")
  private List<Path> runs = new ArrayList<>();

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      description = "Ask it for critical alerts, which are incidents, too.")
  private Optional<URI> prometheus = Optional.empty();

  @Option(
      names = "--last",
      paramLabel = "TIME",
      defaultValue = "672h",
      description = "How far back incidents are looked for [${DEFAULT-VALUE}: four weeks].")
  private String last;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "A folder that is not there yet.")
  private Path out;

  @Option(names = "--json", description = "Print what was found as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (Files.exists(out)) {
      throw CommandFailure.usage("--out must not be there yet: " + out);
    }
    if (!Files.isRegularFile(pack)) {
      throw CommandFailure.usage("--pack must be an archive of `lumenctl release pack`: " + pack);
    }
    if (!Files.isDirectory(kept)) {
      throw CommandFailure.usage("--kept must be a folder of verdicts: " + kept);
    }
    IncidentQuestion incidents =
        new IncidentQuestion(runs, prometheus, back(Times.seconds("--last", last)));
    Signoff signoff;
    try {
      PackedRelease release = PackedRelease.read(pack);
      signoff = signoff(release, incidents);
      write(release, signoff);
    } catch (IOException e) {
      throw CommandFailure.usage(e.getMessage());
    }
    PrintWriter printer = spec.commandLine().getOut();
    if (json) {
      printer.println(Json.text(signoff));
    } else {
      TextTable table = new TextTable("point", "is", "found");
      signoff
          .points()
          .forEach(point -> table.row(point.name(), point.ok() ? "ok" : "OPEN", point.found()));
      table.print(printer);
      printer.printf("%s%n", signoff.good() ? "signed off: " + out : "not signed off: " + out);
    }
    return signoff.good() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static Duration back(double seconds) {
    return Duration.ofMillis(Math.round(seconds * MILLIS));
  }

  private Signoff signoff(PackedRelease release, IncidentQuestion incidents) throws IOException {
    Instant now = InstantSource.system().instant();
    List<Point> points = new ArrayList<>();
    String commit = release.said("commit");
    points.add(new Point("commit", commit.matches("[0-9a-f]{40}"), commit));
    TestCounts tests = TestCounts.of(LumenHome.locate().root());
    points.add(
        new Point(
            "tests",
            tests.tests() > 0 && tests.failed() == 0,
            "%d run, %d failed, %d skipped"
                .formatted(tests.tests(), tests.failed(), tests.skipped())));
    List<KeptVerdict> verdicts = new VerdictFolder(kept).all();
    for (String gate : gates.isEmpty() ? List.of("canary") : gates) {
      points.add(gate(gate, verdicts, release.jobsSha256()));
    }
    if (drills.isEmpty()) {
      points.add(new Point("drill", false, "no --drill report was given"));
    }
    for (Path drill : drills) {
      boolean there = Files.isRegularFile(drill);
      points.add(new Point("drill", there, there ? drill.toString() : "no file: " + drill));
    }
    points.addAll(incidents.points(now));
    return new Signoff(
        now.toString(), release.said("version"), commit, release.sha256(), tests, points);
  }

  /** The newest verdict; one on another jar says nothing of this one. */
  private static Point gate(String name, List<KeptVerdict> oldestFirst, String jar) {
    Optional<KeptVerdict> newest =
        oldestFirst.stream()
            .filter(one -> one.kind().equals("gate") && one.name().equals(name))
            .reduce((earlier, later) -> later);
    if (newest.isEmpty()) {
      return new Point("gate " + name, false, "was never asked");
    }
    KeptVerdict verdict = newest.get();
    if (!verdict.jar().sha256().equals(jar)) {
      return new Point("gate " + name, false, "the newest verdict is on another jar");
    }
    return new Point(
        "gate " + name,
        verdict.outcome().equals(KeptVerdict.PASS),
        verdict.outcome() + " at " + verdict.at());
  }

  private void write(PackedRelease release, Signoff signoff) throws IOException {
    Files.createDirectories(out);
    for (String name : release.texts().keySet()) {
      Files.writeString(out.resolve(name), release.texts().get(name));
    }
    int number = 0;
    for (Path drill : drills) {
      if (Files.isRegularFile(drill)) {
        number++;
        Files.copy(
            drill,
            out.resolve("drill-%d-%s".formatted(number, drill.getFileName())),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Json.write(out.resolve("signoff.json"), signoff);
    SortedMap<String, String> sums = new TreeMap<>();
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.toList()) {
        sums.put(file.getFileName().toString(), Sums.sha256(file));
      }
    }
    Files.writeString(out.resolve("signoff.sha256"), Sums.text(sums));
  }
}
