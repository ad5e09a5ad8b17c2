package lumen.release.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Git says of a checkout.
 *
 * @param root its folder
 */
record Checkout(Path root) {
  /**
   * The commit that is checked out.
   *
   * @throws IOException if Git is not there, or the folder is no checkout
   */
  String commit() throws IOException {
    return git("rev-parse", "HEAD").strip();
  }

  /** What differs from the commit, a line each. */
  List<String> changes() throws IOException {
    return git("status", "--porcelain", "--untracked-files=normal").lines().toList();
  }

  /** Files that are kept, of some folders or files, in the order of their names. */
  List<String> tracked(List<String> of) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("ls-files", "-z", "--"));
    arguments.addAll(of);
    return Stream.of(git(arguments.toArray(String[]::new)).split("\0"))
        .filter(path -> !path.isEmpty() && Files.isRegularFile(root.resolve(path)))
        .sorted()
        .toList();
  }

  private String git(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile("lumen-git", ".err");
    try {
      Process git = new ProcessBuilder(command).redirectError(said.toFile()).start();
      git.getOutputStream().close();
      String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (git.waitFor() != 0) {
        throw new IOException(
            "must be a checkout of Git: %s (%s)"
                .formatted(root, Files.readString(said).lines().findFirst().orElse("")));
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(said);
    }
  }
}
