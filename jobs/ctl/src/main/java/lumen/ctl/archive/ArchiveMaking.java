package lumen.ctl.archive;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the archive of one program: a JVM rehearses it and writes at its end which classes it had,
 * another tries what was written, and only then it takes its place. A JVM that maps an archive
 * whose end is missing dies, so none may lie there half written.
 */
final class ArchiveMaking {
  private static final long PATIENCE_S = 180;

  private final ArchivedProgram program;
  private final Path folder;
  private final Path made;

  /**
   * @param folder where its processes run, and leave what they print
   */
  ArchiveMaking(ArchivedProgram program, Path folder) {
    this.program = program;
    this.folder = folder;
    Path archive = program.archive();
    this.made = archive.resolveSibling(archive.getFileName() + "-" + ProcessHandle.current().pid());
  }

  /**
   * Makes it.
   *
   * @throws IOException if the rehearsal or the trial fails, with what it said last; then there is
   *     no archive, or the one before
   */
  void make() throws IOException, InterruptedException {
    try {
      run("rehearsal", List.of("-XX:ArchiveClassesAtExit=" + made), program.rehearsal());
      tryOut(made);
      Files.move(made, program.archive(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  /**
   * Runs the program with an archive that must be usable.
   *
   * @throws IOException if it cannot be mapped, or is not what was written
   */
  void tryOut(Path archive) throws IOException, InterruptedException {
    run(
        "trial",
        List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:on", "-XX:+VerifySharedSpaces"),
        program.trial());
  }

  private void run(String name, List<String> more, List<String> main)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(program.options());
    command.addAll(more);
    command.addAll(List.of("-cp", program.classPath()));
    command.addAll(main);
    Path said = folder.resolve(name + ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(said.toFile()));
    builder.environment().putAll(program.environment());
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        throw new IOException("the %s did not end within %d s".formatted(name, PATIENCE_S));
      }
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "the %s ended with %d: %s".formatted(name, process.exitValue(), lastLine(said)));
    }
  }

  private static String lastLine(Path said) throws IOException {
    return Files.readString(said, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> !line.isBlank() && !line.contains("[warning][cds"))
        .reduce((earlier, later) -> later)
        .orElse("it said nothing");
  }
}
