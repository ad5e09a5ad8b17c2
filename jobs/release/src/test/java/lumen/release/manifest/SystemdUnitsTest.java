package lumen.release.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The units as systemd itself judges them; none is started here. */
final class SystemdUnitsTest {
  private static final Path ROOT = LumenHome.locate().root();
  private static final String PROGRAM = "/opt/lumen/scripts/lumenctl";

  /** Of 100: 4.0 as systemd tells it. */
  private static final String MOST_EXPOSED = "--threshold=40";

  @TempDir private Path temp;

  /** What was said, and how it ended. */
  private record Said(int exit, String text) {}

  static List<String> units() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("deploy/systemd"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  static List<String> services() throws IOException {
    return units().stream().filter(name -> name.endsWith(".service")).toList();
  }

  @BeforeEach
  void thereIsSystemd() {
    boolean there =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "systemd-analyze")));
    if (!there) {
      String message = "systemd-analyze is absent: the units are left to a machine with systemd";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      abort(message);
    }
  }

  /** All units in a folder, with a lumenctl that is there; one of them is changed. */
  private Path copy(String changed, String text) throws IOException {
    Path folder = Files.createTempDirectory(temp, "units");
    for (String unit : units()) {
      String own = unit.equals(changed) ? text : read(unit);
      Files.writeString(
          folder.resolve(unit), own.replace(PROGRAM, ROOT.resolve("scripts/lumenctl").toString()));
    }
    return folder;
  }

  private static String read(String unit) throws IOException {
    return Files.readString(ROOT.resolve("deploy/systemd").resolve(unit));
  }

  private static Said analyze(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("systemd-analyze"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  private static Said verify(Path folder, String unit) throws IOException, InterruptedException {
    return analyze("verify", "--man=no", folder.resolve(unit).toString());
  }

  @ParameterizedTest
  @MethodSource("units")
  void systemdTakesIt(String unit) throws Exception {
    assertThat(verify(copy("", ""), unit)).isEqualTo(new Said(0, ""));
  }

  @ParameterizedTest
  @MethodSource("units")
  void eachOfItsKeysMisspeltIsFound(String unit) throws Exception {
    String text = read(unit);
    List<String> unseen = new ArrayList<>();
    List<String> keys =
        text.lines()
            .filter(line -> line.matches("[A-Z][A-Za-z]+=.*"))
            .map(line -> line.substring(0, line.indexOf('=')))
            .distinct()
            .toList();
    assertThat(keys).isNotEmpty();
    for (String key : keys) {
      String broken = text.replaceAll("(?m)^" + key + "=", key + "Mispelt=");
      if (verify(copy(unit, broken), unit).equals(new Said(0, ""))) {
        unseen.add(key);
      }
    }
    assertThat(unseen).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("services")
  void itsServiceMayLittle(String unit) throws Exception {
    Said said = security(copy("", ""), unit);
    assertThat(said.exit()).as(said.text()).isZero();

    String open =
        read(unit)
            .replaceAll("(?m)^(Protect|Restrict|SystemCall|CapabilityBoundingSet|NoNew).*\n", "");
    assertThat(security(copy(unit, open), unit).exit()).as("without its walls").isNotZero();
  }

  private static Said security(Path folder, String unit) throws IOException, InterruptedException {
    return analyze(
        "security", "--offline=true", MOST_EXPOSED, "--no-pager", folder.resolve(unit).toString());
  }

  @Test
  void allThatAreToldAreThere() throws IOException {
    assertThat(units())
        .containsExactly(
            "lumen-api.service",
            "lumen-cluster.service",
            "lumen-ingest.service",
            "lumen-job.service",
            "lumen-prune.service",
            "lumen-prune.timer",
            "lumen-selfcheck.service",
            "lumen-selfcheck.timer");
    for (String unit : services()) {
      assertThat(read(unit)).as(unit).contains("\nExecStart=" + PROGRAM + " ");
    }
    assertThat(read("lumen-job.service"))
        .as("the inputs outlive the job")
        .contains("\nWants=lumen-ingest.service\n")
        .doesNotContain("Requires=lumen-ingest");
    assertThat(read("lumen-ingest.service")).doesNotContain("PartOf", "BindsTo", "Requires");
  }
}
