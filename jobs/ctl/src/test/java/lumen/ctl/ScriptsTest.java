package lumen.ctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every script of the repository passes shellcheck, stops at a failure and can be executed. */
class ScriptsTest {

  private static final Path HOME = Path.of(System.getenv("LUMEN_HOME"));

  @Test
  void scriptsPassShellcheck() throws IOException, InterruptedException {
    boolean installed =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(entry -> Files.isExecutable(Path.of(entry, "shellcheck")));
    assumeTrue(
        installed || "true".equals(System.getenv("CI")),
        "shellcheck is not installed: the scripts are left to the CI");
    List<String> command = new ArrayList<>(List.of("shellcheck"));
    scripts().forEach(script -> command.add(script.toString()));
    Process shellcheck = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(shellcheck.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shellcheck.waitFor()).as(said).isZero();
  }

  @Test
  void scriptsStopAtFailureAndCanBeExecuted() throws IOException {
    assertThat(scripts())
        .isNotEmpty()
        .allSatisfy(
            script -> {
              assertThat(Files.readString(script)).contains("\nset -euo pipefail\n");
              assertThat(Files.isExecutable(script)).isTrue();
            });
  }

  /** Files outside the build's output that start with {@code #!} and name bash or sh. */
  private static List<Path> scripts() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        HOME,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            String name = dir.getFileName().toString();
            return name.equals("target") || name.equals(".git") || name.equals("src")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.endsWith("mvnw") && isScript(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    return found;
  }

  private static boolean isScript(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(40), StandardCharsets.ISO_8859_1);
      return head.matches("(?s)#!\\S*/(env )?(ba)?sh\\b.*");
    }
  }
}
