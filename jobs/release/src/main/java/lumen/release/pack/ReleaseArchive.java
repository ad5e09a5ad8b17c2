package lumen.release.pack;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes a {@code .tar.gz} whose bytes depend on names and contents alone: files in the order of
 * their names, one time for all, owner root, modes 644 and 755. A file that is there already under
 * another name becomes a hard link to it, which halves a release: two class paths share most jars.
 */
final class ReleaseArchive {
  private static final int FILE = 0100_644;
  private static final int PROGRAM = 0100_755;
  private static final int FOLDER = 040_755;

  private final FileTime time;
  private final String top;

  /**
   * An archive.
   *
   * @param top the one folder that all lies in
   * @param time of every file
   */
  ReleaseArchive(String top, Instant time) {
    this.top = top;
    this.time = FileTime.from(time);
  }

  /**
   * Writes it, in place of one that is there when it is whole.
   *
   * @param files in any order, no two of one path
   * @throws IOException if a file cannot be read or written
   */
  void write(Path archive, Collection<PackedFile> files) throws IOException {
    Map<String, PackedFile> byPath = new java.util.TreeMap<>();
    for (PackedFile file : files) {
      if (byPath.put(file.path(), file) != null) {
        throw new IllegalArgumentException("two files must not have one path: " + file.path());
      }
    }
    Path part = archive.resolveSibling(archive.getFileName() + ".part");
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(part));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new Packed(file))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      for (String folder : folders(byPath.keySet())) {
        put(tar, new TarArchiveEntry(folder + "/"), FOLDER);
      }
      Map<String, String> first = new HashMap<>();
      for (PackedFile each : byPath.values()) {
        put(tar, each, first);
      }
    }
    Files.move(
        part,
        archive,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private void put(TarArchiveOutputStream tar, PackedFile file, Map<String, String> first)
      throws IOException {
    byte[] bytes = file.content().read();
    String name = top + "/" + file.path();
    String known = first.putIfAbsent(Sums.sha256(bytes) + file.program(), name);
    if (known != null && bytes.length > 0) {
      TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_LINK);
      link.setLinkName(known);
      put(tar, link, file.program() ? PROGRAM : FILE);
      return;
    }
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    describe(entry, file.program() ? PROGRAM : FILE);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private void put(TarArchiveOutputStream tar, TarArchiveEntry entry, int mode) throws IOException {
    describe(entry, mode);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private void describe(TarArchiveEntry entry, int mode) {
    entry.setMode(mode);
    entry.setModTime(time);
    entry.setIds(0, 0);
    entry.setNames("root", "root");
  }

  private SortedSet<String> folders(Collection<String> paths) {
    SortedSet<String> folders = new TreeSet<>();
    folders.add(top);
    for (String path : paths) {
      for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        folders.add(top + "/" + path.substring(0, slash));
      }
    }
    return folders;
  }

  /** Gzip without a time and a name in its head; jars are packed already, so level 6 is enough. */
  private static final class Packed extends GZIPOutputStream {
    Packed(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.DEFAULT_COMPRESSION);
    }
  }
}
