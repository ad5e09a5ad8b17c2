package lumen.ctl.pages;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lumen.terminal.LumenHome;

/**
 * A folder that looks like a checkout to who types a page's commands there, in bash. Its {@code
 * scripts/lumenctl} hands on to one process ({@link PageHost}); all else is the checkout's own.
 */
final class PageShell implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** The exit code of what did not end in time; nothing can be typed behind it. */
  static final int ENDED = -1;

  private static final long LONGEST_S = 120;
  private static final List<String> LINKS =
      List.of("deploy", "dashboards", "docs", "jobs", "connectors", "pom.xml");

  /** Arguments are told by their number and one a line; the answer names what was said. */
  private static final String LAUNCHER =
      """
      #!/usr/bin/env bash
      set -euo pipefail
      exec 3<>"/dev/tcp/127.0.0.1/$LUMEN_PAGES_PORT"
      printf '%s\\n' "$#" "$@" >&3
      read -r code out err <&3
      cat "$out"
      cat "$err" >&2
      rm "$out" "$err"
      exit "$code"
      """;

  /** A process of its own, for what ends by no end of its own. */
  private static final String PROCESS =
      """
      #!/usr/bin/env bash
      set -euo pipefail
      exec "$LUMEN_PAGES_JAVA" -XX:TieredStopAtLevel=1 -Dlumen.home="$LUMEN_HOME" -Dlumen.cluster.dir="$PWD/target/cluster" \\
        -cp "$LUMEN_PAGES_CLASSES" lumen.ctl.Lumenctl "$@"
      """;

  /** {@code goes-on TEXT COMMAND}: it has to tell the text, and is ended then. */
  private static final String GOES_ON =
      """
      #!/usr/bin/env bash
      set -euo pipefail
      said=$(mktemp -p .)
      "${@:2}" >"$said" 2>&1 &
      while ! grep -q "$1" "$said"; do
        kill -0 $! 2>/dev/null || { cat "$said"; exit 1; }
        sleep 0.1
      done
      kill $!
      wait $! || true
      cat "$said"
      """;

  /**
   * What a line came to.
   *
   * @param text standard output and error as they came
   */
  record Said(int exit, String text) {}

  private final Path folder;
  private final Path root;
  private final String classes;
  private final Process host;
  private final String port;

  PageShell(Path folder) throws IOException {
    this.folder = folder;
    this.root = LumenHome.locate().root();
    this.classes = absolute(System.getProperty("java.class.path"));
    Files.createDirectories(folder.resolve("scripts"));
    script("lumenctl", LAUNCHER);
    script("lumenctl-process", PROCESS);
    script("goes-on", GOES_ON);
    for (String link : LINKS) {
      Files.createSymbolicLink(folder.resolve(link), root.resolve(link));
    }
    copyConfigs();
    Path told = folder.resolveSibling("pages.port");
    host =
        new ProcessBuilder(
                JAVA,
                "@"
                    + root.resolve(
                        "jobs/cluster/src/main/resources/lumen/cluster/flink-jvm.options"),
                "-XX:TieredStopAtLevel=1",
                "-Dlumen.home=" + root,
                "-Dlumen.cluster.dir=" + folder.resolve("target/cluster"),
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolveSibling("said")),
                "-cp",
                classes,
                PageHost.class.getName(),
                told.toString())
            .directory(folder.toFile())
            .redirectOutput(folder.resolveSibling("host.out").toFile())
            .redirectError(folder.resolveSibling("host.err").toFile())
            .start();
    await().atMost(PATIENCE).until(() -> Files.exists(told) || !host.isAlive());
    port = Files.readString(told).strip();
  }

  private void script(String name, String text) throws IOException {
    Path script = Files.writeString(folder.resolve("scripts").resolve(name), text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String absolute(String classPath) {
    return Stream.of(classPath.split(java.io.File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .reduce((left, right) -> left + java.io.File.pathSeparator + right)
        .orElseThrow();
  }

  /** The folders of settings as a checkout has them; goldens stay where they are. */
  private void copyConfigs() throws IOException {
    Path from = root.resolve("configs");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path name = from.relativize(file);
        if (!name.startsWith("goldens")) {
          Path to = folder.resolve("configs").resolve(name);
          Files.createDirectories(to.getParent());
          Files.copy(file, to);
        }
      }
    }
    Files.createSymbolicLink(folder.resolve("configs/goldens"), from.resolve("goldens"));
  }

  /** Types a line; its folder is the page's, whatever the line before did. */
  Said type(String line) throws IOException, InterruptedException {
    Path said = Files.createTempFile(folder.getParent(), "line", ".txt");
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", "set -o pipefail; " + line);
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().put("LUMEN_HOME", root.toString());
    builder.environment().put("LUMEN_PAGES_PORT", port);
    builder.environment().put("LUMEN_PAGES_JAVA", JAVA);
    builder.environment().put("LUMEN_PAGES_CLASSES", classes);
    builder.redirectInput(new java.io.File("/dev/null"));
    Process bash = builder.start();
    boolean ended = bash.waitFor(LONGEST_S, TimeUnit.SECONDS);
    String text = Files.readString(said, StandardCharsets.UTF_8);
    if (!ended) {
      bash.descendants().forEach(ProcessHandle::destroyForcibly);
      bash.destroyForcibly();
      return new Said(ENDED, text + "\nstill ran after " + LONGEST_S + " s");
    }
    return new Said(bash.exitValue(), text);
  }

  /** Makes room for the next page: what the commands of this one left goes away. */
  void clear() throws IOException {
    List<String> own = List.of("scripts", "target");
    Files.delete(folder.resolve("configs/goldens"));
    try (Stream<Path> all = Files.list(folder)) {
      for (Path one : all.filter(path -> !Files.isSymbolicLink(path)).toList()) {
        if (!own.contains(one.getFileName().toString())) {
          remove(one);
        }
      }
    }
    copyConfigs();
  }

  private static void remove(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Ends the process; links are taken away first, so that nothing behind them is. */
  @Override
  public void close() throws IOException {
    host.destroy();
    for (String link : LINKS) {
      Files.deleteIfExists(folder.resolve(link));
    }
    Files.deleteIfExists(folder.resolve("configs/goldens"));
  }
}
