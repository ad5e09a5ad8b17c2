package lumen.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What pages, units and manifests tell to type is understood by lumenctl; nothing is run. */
final class DocsCommandsTest {
  private static final Path ROOT = LumenHome.locate().root();
  private static final Pattern FENCE = Pattern.compile("(?ms)^ *```(?:sh|console)?\n(.*?)^ *```$");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
  private static final int MANY = 60;

  /** What stands in a picture of a dataflow and in no command. */
  private static final String DRAWN = "\u2500";

  /** What else pages tell to type, and what it needs that is not here, or is no command of ours. */
  private static final Set<String> OTHERS =
      Set.of(
          "kubectl",
          "docker",
          "systemctl",
          "journalctl",
          "groupadd",
          "useradd",
          "install",
          "ln",
          "cp",
          "cd",
          "tar",
          "mkdir",
          "rsync",
          "mvn",
          "sha256sum",
          "promtool",
          "amtool",
          "prometheus",
          "prometheus-alertmanager",
          "grep",
          "curl",
          "java",
          "taskset",
          "oscsend",
          "git",
          "rm",
          "cat",
          "export",
          "chmod",
          "psql",
          "createdb",
          "python3",
          "$FLINK_HOME/bin/flink",
          "$FLINK_HOME/bin/start-cluster.sh");

  /**
   * A command line somewhere.
   *
   * @param place file and what stands there
   * @param words behind {@code lumenctl}
   */
  record Told(String place, List<String> words) {
    @Override
    public String toString() {
      return place + ": " + String.join(" ", words);
    }
  }

  static List<Told> told() throws IOException {
    List<Told> told = new ArrayList<>();
    for (Path page : pages()) {
      Matcher fence = FENCE.matcher(Files.readString(page));
      while (fence.find()) {
        fence.group(1).replace("\\\n", " ").lines().forEach(line -> add(told, page, line));
      }
    }
    try (Stream<Path> units = Files.list(ROOT.resolve("deploy/systemd"))) {
      for (Path unit : units.sorted().toList()) {
        Files.readAllLines(unit).stream()
            .filter(line -> line.startsWith("Exec"))
            .forEach(line -> add(told, unit, line.replaceFirst("^Exec\\w+=-?", "")));
      }
    }
    for (String manifest : List.of("api.yaml", "night.yaml")) {
      Path file = ROOT.resolve("deploy/kubernetes").resolve(manifest);
      for (Object document : new Yaml().loadAll(Files.readString(file))) {
        addArguments(told, manifest, document);
      }
    }
    return told;
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(
              docs, Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")))
          .filter(page -> page.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static void add(List<Told> into, Path file, String line) {
    String bare = line.replaceFirst("(^|\\s)#\\s.*", "").replaceAll("\\$\\(.*\\)", "1").strip();
    for (String part : bare.split(" (&&|\\|) | &$")) {
      String command = part.strip().replaceFirst("^(\\$ )?([A-Z_]+=\\S* )?", "");
      if (command.matches("(\\./|/opt/lumen/)?(scripts/)?lumenctl .*")
          && !command.contains(DRAWN)) {
        List<String> words = new ArrayList<>();
        Matcher word =
            WORD.matcher(command.replaceFirst("^\\S+ ", "").replaceFirst(" [<>]{1,2} .*", ""));
        while (word.find()) {
          words.add(
              word.group(1) != null
                  ? word.group(1)
                  : word.group(2) != null ? word.group(2) : word.group(3));
        }
        into.add(new Told(file.getFileName().toString(), words));
      }
    }
  }

  private static void addArguments(List<Told> into, String file, Object node) {
    if (node instanceof java.util.Map<?, ?> map) {
      if (map.get("args") instanceof List<?> args) {
        into.add(new Told(file, args.stream().map(Object::toString).toList()));
      }
      map.values().forEach(value -> addArguments(into, file, value));
    } else if (node instanceof List<?> list) {
      list.forEach(value -> addArguments(into, file, value));
    }
  }

  @ParameterizedTest
  @MethodSource("told")
  void lumenctlUnderstandsIt(Told told) {
    CommandLine line = Lumenctl.commandLine();
    try {
      line.parseArgs(told.words().toArray(String[]::new));
    } catch (ParameterException e) {
      throw new AssertionError(told + ": " + e.getMessage(), e);
    }
  }

  @Test
  void manyAreTold() throws IOException {
    List<Told> told = told();
    assertThat(told).hasSizeGreaterThan(MANY);
    assertThat(told).anyMatch(one -> one.place().equals("lumen-job.service"));
    assertThat(told).anyMatch(one -> one.place().equals("night.yaml"));
  }

  /**
   * In the pages for who runs it, each line that is no lumenctl is a program that is named here.
   */
  @Test
  void otherProgramsAreNamed() throws IOException {
    Set<String> unknown = new TreeSet<>();
    for (String page : List.of("deploy.md", "release.md", "routines.md", "migration.md")) {
      Matcher fence = FENCE.matcher(Files.readString(ROOT.resolve("docs").resolve(page)));
      while (fence.find()) {
        fence
            .group(1)
            .lines()
            .map(line -> line.strip().split("\\s+", 2)[0])
            .filter(word -> !word.isEmpty() && !word.equals("./scripts/lumenctl"))
            .filter(word -> !OTHERS.contains(word))
            .forEach(word -> unknown.add(page + " " + word));
      }
    }
    assertThat(unknown).isEmpty();
  }
}
