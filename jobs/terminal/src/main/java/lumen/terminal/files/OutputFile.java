package lumen.terminal.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import lumen.terminal.CommandFailure;
import lumen.terminal.files.Belongings.Owned;

/**
 * One file that a command writes. One that is there is replaced only where that is asked for or it
 * is known to be of the same command, and never if the command reads it.
 */
public final class OutputFile {
  /** Whether a file that is there is one that the command wrote before. */
  @FunctionalInterface
  public interface Known {
    /** No file is known. */
    Known NONE = file -> false;

    boolean test(Path file) throws IOException;
  }

  private OutputFile() {}

  /**
   * Finds out, before anything is written, whether a file may be.
   *
   * @param inputs what the command reads
   * @param overwrite whether a file that is there may be replaced
   * @param known tells files that may be replaced anyway
   * @throws CommandFailure if it may not
   */
  public static void check(Path file, Belongings inputs, boolean overwrite, Known known) {
    Optional<Owned> read = inputs.at(file);
    if (read.isPresent()) {
      throw CommandFailure.usage(
          "must not be written over what is read: %s is %s; choose another name"
              .formatted(file, read.get().what()));
    }
    if (Files.isDirectory(file)) {
      throw CommandFailure.usage("must be a file to write, is a folder: " + file);
    }
    try {
      boolean free = !Files.exists(file, LinkOption.NOFOLLOW_LINKS) || isEmpty(file);
      if (!free && !overwrite && !known.test(file)) {
        throw there(file);
      }
    } catch (IOException e) {
      throw CommandFailure.usage("must be a file that can be written: " + file + ": " + e);
    }
  }

  private static boolean isEmpty(Path file) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == 0;
  }

  private static CommandFailure there(Path file) {
    return CommandFailure.usage(
        "a file that is there is not replaced unasked: %s; choose another name, or --overwrite"
            .formatted(file));
  }

  /**
   * Opens a file to be written from its beginning; until it is closed, no other command gets it.
   *
   * @param overwrite whether what it holds may go, as {@link #check} found
   */
  public static OutputStream open(Path file, boolean overwrite) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!locked(channel)) {
        throw CommandFailure.failed(
            "must be written by one command at a time: another one writes " + file);
      }
      if (channel.size() > 0 && !overwrite) {
        throw there(file);
      }
      channel.truncate(0);
      return Channels.newOutputStream(channel);
    } catch (CommandFailure | IOException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
