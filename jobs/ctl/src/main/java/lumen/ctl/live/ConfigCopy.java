package lumen.ctl.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The configuration that a log was made with, kept beside its parts. */
final class ConfigCopy {
  /** Folder of the copy within the log's. */
  static final String FOLDER = "config";

  /** Folders within a config folder that hold files of it, too; empty is the folder itself. */
  private static final List<String> PARTS = List.of("", "evidence/");

  private ConfigCopy() {}

  /**
   * Copies the YAML files and the gain surface of a config folder into the log.
   *
   * @return hash of each file by its name in the folder; empty where the defaults held
   */
  static Map<String, String> into(Path log, Optional<Path> config) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    Path copy = Files.createDirectories(log.resolve(FOLDER));
    if (config.isEmpty()) {
      return hashes;
    }
    for (String part : PARTS) {
      for (Path file : files(config.get().resolve(part))) {
        String name = part + file.getFileName();
        Files.createDirectories(copy.resolve(part));
        Files.copy(file, copy.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        hashes.put(name, sha256(Files.readAllBytes(file)));
      }
    }
    return hashes;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(ConfigCopy::isConfig).sorted().toList();
    }
  }

  private static boolean isConfig(Path file) {
    return file.toString().endsWith(".yaml") || file.endsWith("gain_surface.json");
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK must have SHA-256", e);
    }
  }
}
