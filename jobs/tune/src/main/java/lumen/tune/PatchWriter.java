package lumen.tune;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lumen.terminal.CommandFailure;
import lumen.tune.PatchPlan.Edited;

/**
 * Writes the files of a patch: each whole or not at all, the former text beside it as {@code
 * FILE.bak}, or {@code FILE.bak2} and so on where that holds another text. If one cannot be
 * written, those before it get their former text back.
 */
final class PatchWriter {
  private static final String BACKUP = ".bak";

  private PatchWriter() {}

  /**
   * Writes all files.
   *
   * @return the backups, one for each file that was there before
   * @throws CommandFailure with one line, if a file was changed meanwhile or cannot be written
   */
  static List<Path> write(List<Edited> files) {
    List<Path> backups = new ArrayList<>();
    List<Edited> written = new ArrayList<>();
    for (Edited edited : files) {
      try {
        Path file = Files.exists(edited.path()) ? edited.path().toRealPath() : edited.path();
        if (Files.exists(file)) {
          backups.add(backup(file, edited));
        }
        replace(file, edited.bytesAfter());
        written.add(edited);
      } catch (IOException e) {
        undo(written);
        throw CommandFailure.failed(
            "must be a file that can be written: %s: %s; nothing is changed"
                .formatted(edited.path(), e));
      }
    }
    return backups;
  }

  private static Path backup(Path file, Edited edited) throws IOException {
    if (!Arrays.equals(Files.readAllBytes(file), edited.bytesBefore())) {
      throw new IOException("it was changed by somebody else meanwhile");
    }
    Path backup = file.resolveSibling(file.getFileName() + BACKUP);
    for (int n = 2; Files.exists(backup, LinkOption.NOFOLLOW_LINKS); n++) {
      if (Files.isRegularFile(backup)
          && Arrays.equals(Files.readAllBytes(backup), edited.bytesBefore())) {
        return backup;
      }
      backup = file.resolveSibling(file.getFileName() + BACKUP + n);
    }
    return Files.copy(file, backup, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
        channel.write(rest);
      }
      channel.force(true);
    }
    keepPermissions(file, part);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void keepPermissions(Path file, Path part) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(part, PosixFileAttributeView.class);
    if (view != null && Files.exists(file)) {
      view.setPermissions(Files.getPosixFilePermissions(file));
    }
  }

  private static void undo(List<Edited> written) {
    for (Edited edited : written) {
      try {
        if (edited.bytesBefore().length == 0) {
          Files.delete(edited.path());
        } else {
          replace(edited.path().toRealPath(), edited.bytesBefore());
        }
      } catch (IOException e) {
        throw CommandFailure.failed(
            "must be restored by hand from %s%s: %s".formatted(edited.path(), BACKUP, e));
      }
    }
  }
}
