package lumen.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A class data archive: the classes of a class path as a JVM holds them in memory, parsed and
 * verified, so that the next one maps them and does neither. It lies beside the folder of jars that
 * it was made of. A JVM that has other jars, or is of another build, passes over it.
 *
 * @param file the archive, whether it is there or not
 */
public record ClassArchive(Path file) {
  /** Where the archive of a folder of jars lies for a JVM of this one's release. */
  public static ClassArchive beside(Path library) {
    int release = Runtime.version().feature();
    return new ClassArchive(library.resolveSibling("classes-%d.jsa".formatted(release)));
  }

  /** Options of a JVM that is to map it if it can, and to say nothing if it cannot. */
  public List<String> options() {
    if (!Files.isReadable(file)) {
      return List.of();
    }
    return List.of(
        "-XX:SharedArchiveFile=" + file, "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
  }
}
