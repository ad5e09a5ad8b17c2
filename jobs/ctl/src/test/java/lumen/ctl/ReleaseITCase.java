package lumen.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lumen.cluster.TestCluster;
import lumen.fixtures.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger unpacks a release in an empty folder, and the demo runs with a JDK alone. */
final class ReleaseITCase {
  /** What the launcher needs beside a JDK; no Maven, no Git. */
  private static final List<String> TOOLS =
      List.of("bash", "env", "sed", "head", "dirname", "readlink", "sh", "setsid");

  @TempDir private Path temp;

  private record Said(int exit, String text) {}

  private Said run(Path folder, List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", temp.resolve("bin").toString());
    builder.environment().put("HOME", temp.toString());
    builder.environment().put("LUMEN_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  private void layOutPrograms() throws IOException {
    Path bin = Files.createDirectory(temp.resolve("bin"));
    Files.createSymbolicLink(
        bin.resolve("java"), Path.of(System.getProperty("java.home"), "bin", "java"));
    for (String tool : TOOLS) {
      for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
        Path program = Path.of(folder, tool);
        if (Files.isExecutable(program)) {
          Files.createSymbolicLink(bin.resolve(tool), program);
          break;
        }
      }
    }
  }

  @Test
  void demoRunsFromAnUnpackedReleaseWithAJdkAlone() throws Exception {
    layOutPrograms();
    Path archive = temp.resolve("lumen.tar.gz");
    CommandRun packed =
        LumenctlRun.of("release", "pack", "--uncommitted", "--out", archive.toString());
    assertThat(packed.exitCode()).as(packed.err()).isZero();
    CommandRun again =
        LumenctlRun.of("release", "pack", "--uncommitted", "--out", temp + "/again.tar.gz");
    assertThat(again.out().split(" ")[0]).isEqualTo(packed.out().split(" ")[0]);

    Path empty = Files.createDirectory(temp.resolve("empty"));
    Process tar =
        new ProcessBuilder("tar", "xzf", archive.toString())
            .directory(empty.toFile())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    Path release;
    try (Stream<Path> only = Files.list(empty)) {
      release = only.toList().get(0);
    }
    sumsHold(release);

    String port = Integer.toString(TestCluster.freePort());
    List<String> start =
        new ArrayList<>(List.of("./scripts/lumenctl", "cluster", "start", "--port", port));
    for (String page : List.of("fusion", "bridge", "jobmanager")) {
      start.addAll(List.of("--metrics-port-" + page, "0"));
    }
    Said started = run(release, start);
    try {
      assertThat(started.exit()).as(started.text()).isZero();
      Said demo =
          run(release, List.of("./scripts/lumenctl", "demo", "--minutes", "1", "--no-serve"));
      assertThat(demo.exit()).as(demo.text()).isZero();
      assertThat(demo.text()).contains("report.html").doesNotContain("building");
      assertThat(release.resolve("target/demo/report.html")).isNotEmptyFile();
    } finally {
      run(release, List.of("./scripts/lumenctl", "cluster", "stop"));
    }
  }

  private static void sumsHold(Path release) throws IOException, InterruptedException {
    Process check =
        new ProcessBuilder("sha256sum", "-c", "--quiet", "SHA256SUMS")
            .directory(release.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(check.waitFor()).as(said).isZero();
  }
}
