package lumen.ctl.replay;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import lumen.jobs.JobKind;
import lumen.terminal.CommandFailure;
import lumen.terminal.FileTrouble;
import lumen.terminal.files.Belongings;

/**
 * The folder of one run's results: the parts that the job commits, one subfolder for each output,
 * and the files made of them.
 *
 * @param root the folder, absolute
 * @param kind the job that was run
 */
public record OutputFolder(Path root, JobKind kind) {
  private static final String PART_PREFIX = "part-";
  private static final String LINES = ".ndjson";

  /** Of a run of the fusion job. */
  public OutputFolder(Path root) {
    this(root, JobKind.FUSION);
  }

  /** Every file that a run leaves; nothing else in the folder is ever touched. */
  private List<String> files() {
    return Stream.of(
            kind.ordered().stream().map(output -> output.name() + LINES),
            kind.unordered().stream()
                .filter(output -> output.sortedBy().isPresent())
                .map(output -> output.name() + LINES),
            kind.otherFiles().stream())
        .flatMap(names -> names)
        .toList();
  }

  /**
   * Makes the folder, and removes what an earlier run left in it.
   *
   * @param inputs what the command reads, which stays
   * @param overwrite whether a capture, and files that no run wrote, may go too
   * @throws CommandFailure before anything is removed, if something may not be
   */
  public void prepare(Belongings inputs, boolean overwrite) {
    try {
      Files.createDirectories(root);
      Leftovers.find(root, kind.folders(), files(), inputs, overwrite).remove();
    } catch (IOException e) {
      throw CommandFailure.usage(
          "--out must be a folder that can be written: " + root + ": " + FileTrouble.of(e));
    }
  }

  /**
   * The committed parts of one output, days first; unfinished parts of lost attempts are left out.
   * A job may write on: what is renamed or removed meanwhile is passed over.
   */
  public List<Path> parts(String output) throws IOException {
    Path folder = root.resolve(output);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> parts = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()
                && file.getFileName().toString().startsWith(PART_PREFIX)) {
              parts.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
    Collections.sort(parts);
    return parts;
  }

  /** The committed parts of all outputs. */
  List<Path> parts() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String output : kind.folders()) {
      all.addAll(parts(output));
    }
    return all;
  }

  /** Whether another folder is this one, or lies, or would lie, in the place of results. */
  public boolean claims(Path folder) throws IOException {
    Path place = Belongings.place(folder);
    Path here = Belongings.place(root);
    return place.equals(here)
        || kind.folders().stream().anyMatch(part -> place.startsWith(here.resolve(part)));
  }

  /** A file of the results. */
  public Path file(String name) {
    return root.resolve(name);
  }
}
