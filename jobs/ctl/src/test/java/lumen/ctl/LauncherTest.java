package lumen.ctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/lumenctl} in a tree of its own, with a java and a mvn that only tell. */
class LauncherTest {

  private static final Path SCRIPT = Path.of(System.getenv("LUMEN_HOME"), "scripts/lumenctl");

  /** Later than the directories that the test makes: a changed directory is a changed source. */
  private static final Instant BUILT = Instant.parse("2100-01-01T12:00:00Z");

  @TempDir Path temp;
  private Path home;
  private Path lib;

  /** What a run of the script left: its exit code and both outputs together. */
  private record Outcome(int exit, String said) {}

  @BeforeEach
  void layOutBuiltTree() throws IOException {
    home = Files.createDirectory(temp.resolve("a tree")).toRealPath();
    lib = Files.createDirectories(home.resolve("jobs/ctl/target/lumenctl/lib"));
    write("jobs/ctl/target/lumenctl/lib/lumen-ctl-1.jar", "");
    write("jobs/jobs/target/lumen-jobs.jar", "");
    write("pom.xml", "<project/>");
    write("jobs/signal/src/main/java/Source.java", "");
    Files.copy(SCRIPT, Files.createDirectory(home.resolve("scripts")).resolve("lumenctl"));
    program("bin/mvn", "echo building; mkdir -p '" + lib + "'; : > '" + lib + "/lumen-ctl-1.jar'");
    age(lib, BUILT);
    java("17.0.15");
  }

  @Test
  void handsItsArgumentsToLumenctl() throws IOException, InterruptedException {
    Outcome outcome = run(home.resolve("scripts/lumenctl"), "replay", "a b.ndjson", "--speed", "0");

    assertThat(outcome.exit()).isEqualTo(7);
    assertThat(outcome.said())
        .contains("lumen.ctl.Lumenctl [replay] [a b.ndjson] [--speed] [0]")
        .contains("-cp " + lib + "/* ")
        .contains("flink-jvm.options")
        .contains("home=" + home)
        .doesNotContain("building");
  }

  @Test
  void runsThroughLinksFromAnyDirectory() throws IOException, InterruptedException {
    Path first = Files.createDirectory(temp.resolve("links")).resolve("first");
    Files.createSymbolicLink(first, Path.of("../a tree/scripts/lumenctl"));
    Path second = Files.createSymbolicLink(temp.resolve("second"), first);

    assertThat(run(second, "status").said()).contains("home=" + home);
  }

  @Test
  void mapsTheClassArchiveOfItsRelease() throws IOException, InterruptedException {
    Path archive = lib.resolveSibling("classes-17.jsa");
    assertThat(run(home.resolve("scripts/lumenctl"), "status").said())
        .as("it is missing")
        .doesNotContain("-XX:SharedArchiveFile", "-Xshare");
    write("jobs/ctl/target/lumenctl/classes-17.jsa", "");

    assertThat(run(home.resolve("scripts/lumenctl"), "status").said())
        .contains("-XX:SharedArchiveFile=" + archive + " -Xshare:auto ")
        .as("a JVM that cannot use it says nothing")
        .contains(" -Xlog:cds=off -Xlog:cds+dynamic=off ");
    java("21.0.2");
    assertThat(run(home.resolve("scripts/lumenctl"), "status").said())
        .doesNotContain("-XX:SharedArchiveFile");
  }

  @Test
  void makesTheClassArchivesBesideTheFirstCommandOfABuild()
      throws IOException, InterruptedException {
    Path told = home.resolve("archives-of");
    assertThat(run(home.resolve("scripts/lumenctl"), "status").exit()).isEqualTo(7);
    assertThat(told).as("nothing was built").doesNotExist();
    Files.delete(home.resolve("jobs/jobs/target/lumen-jobs.jar"));

    assertThat(run(home.resolve("scripts/lumenctl"), "status").exit()).isEqualTo(7);

    await().untilAsserted(() -> assertThat(told).content().contains("-cp " + lib + "/* "));
  }

  @Test
  void buildsWhenSourceIsNewer() throws IOException, InterruptedException {
    age(home.resolve("jobs/signal/src/main/java/Source.java"), BUILT.plusSeconds(60));

    Outcome outcome = run(home.resolve("scripts/lumenctl"), "status");

    assertThat(outcome.exit()).isEqualTo(7);
    assertThat(outcome.said()).contains("lumenctl: building (mvn package)");
  }

  @Test
  void looksAtTheSourcesOfEveryModuleThatRuns() throws IOException, InterruptedException {
    Set<String> notRun = Set.of("jobs/fixtures", "jobs/golden", "jobs/benchmarks");
    String pom = Files.readString(SCRIPT.resolveSibling("../pom.xml"));
    for (String module :
        Pattern.compile("<module>(.*?)</module>")
            .matcher(pom)
            .results()
            .map(m -> m.group(1))
            .toList()) {
      Path source = home.resolve(module).resolve("src/main/java/Source.java");
      write(module + "/src/main/java/Source.java", "");
      age(source, BUILT.plusSeconds(60));
      assertThat(run(home.resolve("scripts/lumenctl"), "status").said().contains("building"))
          .as(module)
          .isEqualTo(!notRun.contains(module));
      Files.delete(source);
      age(lib, BUILT);
    }
  }

  @Test
  void buildsWhenJarIsMissing() throws IOException, InterruptedException {
    Files.delete(home.resolve("jobs/jobs/target/lumen-jobs.jar"));

    assertThat(run(home.resolve("scripts/lumenctl"), "status").said())
        .contains("lumenctl: building (mvn package)");
  }

  @Test
  void releaseIsNeverBuilt() throws IOException, InterruptedException {
    write("RELEASE", "version=1\n");
    age(home.resolve("jobs/signal/src/main/java/Source.java"), BUILT.plusSeconds(60));
    assertThat(run(home.resolve("scripts/lumenctl"), "status").said()).doesNotContain("building");
    Files.delete(home.resolve("jobs/jobs/target/lumen-jobs.jar"));

    assertThat(run(home.resolve("scripts/lumenctl"), "status"))
        .isEqualTo(
            new Outcome(
                1,
                "lumenctl: this release is not whole, unpack it anew: no jars in %s, or no %s/jobs/jobs/target/lumen-jobs.jar\n"
                    .formatted(lib, home)));
  }

  @Test
  void tellsWhyTheBuildFailed() throws IOException, InterruptedException {
    Files.delete(lib.resolve("lumen-ctl-1.jar"));
    program("bin/mvn", "echo '[ERROR] no such symbol'; exit 1");

    Outcome outcome = run(home.resolve("scripts/lumenctl"), "status");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.said()).endsWith("lumenctl: the build failed:\n[ERROR] no such symbol\n");
  }

  @Test
  void refusesJavaThatIsTooOld() throws IOException, InterruptedException {
    java("11.0.2");
    assertThat(run(home.resolve("scripts/lumenctl"), "demo"))
        .isEqualTo(
            new Outcome(
                1,
                "lumenctl: Java 17 or newer is needed: found 11 at %s/jdk/bin/java\n"
                    .formatted(temp)));

    java("1.8.0_392");
    assertThat(run(home.resolve("scripts/lumenctl"), "demo").said()).contains("found 8 at");
  }

  @Test
  void refusesJavaHomeWithoutJava() throws IOException, InterruptedException {
    Files.delete(temp.resolve("jdk/bin/java"));

    assertThat(run(home.resolve("scripts/lumenctl"), "demo"))
        .isEqualTo(
            new Outcome(
                1,
                "lumenctl: Java 17 or newer is needed: no bin/java in JAVA_HOME=%s/jdk\n"
                    .formatted(temp)));
  }

  private Outcome run(Path script, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(Stream.of(script.toString()), Stream.of(arguments)).toList();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(temp.toFile());
    builder.environment().put("JAVA_HOME", temp.resolve("jdk").toString());
    builder.environment().merge("PATH", temp.toString(), (path, own) -> own + "/bin:" + path);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), said);
  }

  private void java(String version) throws IOException {
    program(
        "jdk/bin/java",
        """
        if [[ $1 == -version ]]; then echo 'openjdk version "%s" 2025-04-15'; exit; fi
        if [[ ${*: -1} == lumen.ctl.archive.* ]]; then printf '%%s ' "$@" >"$LUMEN_HOME/archives-of"; exit; fi
        while [[ $1 != lumen.ctl.* ]]; do printf '%%s ' "$1"; shift; done
        printf '%%s' "$1"; shift
        printf ' [%%s]' "$@"
        printf '\\nhome=%%s\\n' "$LUMEN_HOME"
        exit 7
        """
            .formatted(version));
  }

  private void program(String path, String body) throws IOException {
    Path file = temp.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/usr/bin/env bash\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void write(String path, String content) throws IOException {
    Path file = home.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    age(file, BUILT.minusSeconds(60));
  }

  private static void age(Path file, Instant time) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(time));
  }
}
