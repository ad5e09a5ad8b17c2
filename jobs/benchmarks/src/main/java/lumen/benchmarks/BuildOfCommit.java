package lumen.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import lumen.terminal.CommandFailure;

/**
 * Another commit of this checkout, built in a work tree of its own below {@code target/against}.
 * One that is there already is built again only where its sources are newer, and is kept.
 */
final class BuildOfCommit implements AutoCloseable {
  private static final int HASH = 40;

  private final Path repository;
  private final Path tree;
  private final String commit;
  private final boolean keep;

  private BuildOfCommit(Path repository, Path tree, String commit, boolean keep) {
    this.repository = repository;
    this.tree = tree;
    this.commit = commit;
    this.keep = keep;
  }

  /**
   * Checks it out and builds it.
   *
   * @param revision commit, branch or tag
   * @param keep whether the work tree stays for the next time
   * @throws CommandFailure where there is no such commit, or it cannot be built
   */
  static BuildOfCommit make(Path repository, String revision, boolean keep) throws IOException {
    String commit = commitOf(repository, revision);
    Path tree = repository.resolve("target/against").resolve(commit.substring(0, 8));
    boolean there = Files.isDirectory(tree);
    BuildOfCommit build = new BuildOfCommit(repository, tree, commit, keep || there);
    if (!there) {
      Files.createDirectories(tree.getParent());
      run(repository, "git", "worktree", "add", "--detach", "--force", tree.toString(), commit);
    }
    try {
      build.compile();
    } catch (IOException | RuntimeException e) {
      build.close();
      throw e;
    }
    return build;
  }

  private static String commitOf(Path repository, String revision) throws IOException {
    if (revision.startsWith("-")) {
      throw CommandFailure.usage("--against must be a commit, a branch or a tag: " + revision);
    }
    Process process =
        start(repository, "git", "rev-parse", "--verify", "--quiet", revision + "^{commit}");
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (ended(process) != 0 || said.strip().length() != HASH) {
      throw CommandFailure.usage(
          "--against must be a commit of this checkout: %s is none that git knows"
              .formatted(revision));
    }
    return said.strip();
  }

  private void compile() throws IOException {
    Path wrapper = repository.resolve("mvnw");
    String maven = onPath("mvn") ? "mvn" : wrapper.toString();
    run(
        tree,
        maven,
        "-q",
        "-B",
        "-ntp",
        "-pl",
        "jobs/ctl",
        "-am",
        "-Dmaven.test.skip=true",
        "-Djacoco.skip=true",
        "-Darchives.skip=true",
        "package");
  }

  private static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Its checkout. */
  Path tree() {
    return tree;
  }

  /** The first seven digits of its commit. */
  String name() {
    return commit.substring(0, 7);
  }

  @Override
  public void close() throws IOException {
    if (!keep) {
      run(repository, "git", "worktree", "remove", "--force", tree.toString());
    }
  }

  private static void run(Path folder, String... command) throws IOException {
    Process process = start(folder, command);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (ended(process) != 0) {
      throw CommandFailure.failed(
          "%s must succeed in %s:%n%s".formatted(String.join(" ", command), folder, said.strip()));
    }
  }

  private static Process start(Path folder, String... command) throws IOException {
    return new ProcessBuilder(List.of(command))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
        .start();
  }

  private static int ended(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
      throw CommandFailure.failed("interrupted");
    }
  }
}
