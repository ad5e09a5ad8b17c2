package lumen.ctl.incident;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Date;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Packs the files of an incident: in one order, with one time and no owner. */
final class IncidentArchive {
  private static final int MODE = 0644;

  private IncidentArchive() {}

  /**
   * Writes it, whole or not at all.
   *
   * @param root name of the folder that it unpacks into
   * @param made time of all its entries
   */
  static void write(IncidentFolder incident, String root, Instant made, Path out)
      throws IOException {
    Path part = out.resolveSibling(out.getFileName() + ".part");
    try (OutputStream file = Files.newOutputStream(part);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      for (Path path : incident.files()) {
        TarArchiveEntry entry = new TarArchiveEntry(root + "/" + incident.name(path));
        entry.setSize(Files.size(path));
        entry.setMode(MODE);
        entry.setModTime(Date.from(made));
        tar.putArchiveEntry(entry);
        Files.copy(path, tar);
        tar.closeArchiveEntry();
      }
    }
    Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
  }
}
