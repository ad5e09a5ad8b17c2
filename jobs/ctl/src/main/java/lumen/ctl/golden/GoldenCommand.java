package lumen.ctl.golden;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.LumenHome;
import lumen.watch.kept.JudgedJar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl golden}: what jobs make of known inputs, to the byte. */
@Command(
    name = "golden",
    description = {
      "Runs known inputs through the graph of their job in this process, and compares bytes.",
      "A golden is a folder of configs/goldens: golden.yaml, input.ndjson, perhaps control.ndjson",
      "and config/, and expected/. A new one begins as a copy of another."
    },
    subcommands = {GoldenCommand.Validate.class, GoldenCommand.Update.class})
public final class GoldenCommand implements Runnable {
  private static final int[] PARALLELISMS = {1, 2};

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Where goldens and their configuration are. */
  static final class Places {
    @Option(
        names = "--dir",
        paramLabel = "DIR",
        description = "Folder of the goldens [configs/goldens of the checkout].")
    private Optional<Path> dir = Optional.empty();

    @Option(
        names = "--config",
        paramLabel = "DIR",
        description = "Configuration where a golden has none of its own [configs of the checkout].")
    private Optional<Path> config = Optional.empty();

    Path goldens() {
      return dir.orElseGet(() -> configs().resolve("goldens"));
    }

    Path configs() {
      return config.orElseGet(() -> LumenHome.locate().root().resolve("configs"));
    }

    GoldenFolder named(String name) {
      Path root = goldens().resolve(name);
      if (!Files.isDirectory(root)) {
        List<String> known = GoldenFolder.all(goldens()).stream().map(GoldenFolder::name).toList();
        throw CommandFailure.usage(
            "NAME must be a golden, one of %s: %s".formatted(String.join(", ", known), name));
      }
      return GoldenFolder.of(root);
    }
  }

  /** The differences of a run from what is expected, a line each. */
  private static List<String> differences(
      GoldenFolder golden, SortedMap<String, byte[]> found, String at) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, byte[]> each : found.entrySet()) {
      Path file = golden.expected(each.getKey());
      byte[] expected = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
      GoldenDifference.between(expected, each.getValue())
          .ifPresent(difference -> lines.add("%s%s: %s".formatted(each.getKey(), at, difference)));
    }
    return lines;
  }

  /** {@code lumenctl golden validate}. */
  @Command(
      name = "validate",
      description = {
        "Compares at parallelism 1 and 2, and says of each golden that differs the first line,",
        "the field, what is expected and what was found. Exits with 1 if any differs.",
        "A missing or edited expected file fails: it is not made anew."
      })
  static final class Validate implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Places places;
    @Mixin private GoldenVerdicts verdicts;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "One golden [all].")
    private Optional<String> name = Optional.empty();

    @Option(
        names = "--timed",
        paramLabel = "N",
        description =
            "Also play overlay goldens N times in one thread, and tell what decisions take.")
    private int timed;

    @Override
    public Integer call() throws Exception {
      Optional<JudgedJar> judged = verdicts.judged();
      List<GoldenFolder> goldens =
          name.isPresent() ? List.of(places.named(name.get())) : GoldenFolder.all(places.goldens());
      PrintWriter out = spec.commandLine().getOut();
      boolean good = true;
      for (GoldenFolder golden : goldens) {
        List<String> faults = golden.faults();
        if (faults.isEmpty()) {
          GoldenRun run = new GoldenRun(golden, places.configs());
          for (int parallelism : PARALLELISMS) {
            String at = " at parallelism " + parallelism;
            faults.addAll(differences(golden, run.at(parallelism), at));
          }
        }
        out.printf("%-4s %s%n", faults.isEmpty() ? "ok" : "FAIL", golden.name());
        faults.forEach(fault -> out.println("     " + fault));
        if (timed > 0 && faults.isEmpty()) {
          DecisionTimes.of(golden, places.configs(), timed)
              .ifPresent(times -> out.println("     " + times));
        }
        out.flush();
        judged.ifPresent(jar -> verdicts.keep(golden.name(), faults.isEmpty(), jar));
        good &= faults.isEmpty();
      }
      return good ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  /** {@code lumenctl golden update}. */
  @Command(
      name = "update",
      description = {
        "Shows what differs, and makes it what is expected from now on, with a line of history.",
        "Without a difference it writes nothing."
      })
  static final class Update implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Places places;

    @Parameters(paramLabel = "NAME", description = "The golden.")
    private String name;

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Why it changes.")
    private String why;

    @Option(names = "--by", paramLabel = "WHO", description = "Who says so [the user's name].")
    private String by = System.getProperty("user.name");

    @Override
    public Integer call() throws Exception {
      if (why.isBlank()) {
        throw CommandFailure.usage("--why must say why");
      }
      GoldenFolder golden = places.named(name);
      GoldenRun run = new GoldenRun(golden, places.configs());
      SortedMap<String, byte[]> found = run.at(PARALLELISMS[0]);
      List<String> apart = new ArrayList<>();
      SortedMap<String, byte[]> beside = run.at(PARALLELISMS[1]);
      for (Map.Entry<String, byte[]> each : found.entrySet()) {
        GoldenDifference.between(each.getValue(), beside.get(each.getKey()))
            .ifPresent(difference -> apart.add(each.getKey() + ": " + difference));
      }
      if (!apart.isEmpty()) {
        throw CommandFailure.failed(
            "a golden must be the same at parallelism 1 and 2: " + String.join("; ", apart));
      }
      List<String> differences = differences(golden, found, "");
      PrintWriter out = spec.commandLine().getOut();
      if (differences.isEmpty() && golden.faults().isEmpty()) {
        out.println("no difference: nothing is written");
      } else {
        differences.forEach(out::println);
        golden.write(found, LocalDate.now(ZoneOffset.UTC).toString(), by, why);
        out.println("written: " + golden.root());
      }
      out.flush();
      return ExitCode.OK;
    }
  }
}
