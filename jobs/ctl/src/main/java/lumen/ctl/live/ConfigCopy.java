package lumen.ctl.live;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
import lumen.connectors.replay.RecordingFiles;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;

/**
 * The configuration that a run or a log was made with, kept in its folder. A copy that was made
 * before gives way to the new one, told by its hash; a file that was put or changed there by
 * somebody else is not replaced unasked.
 */
public final class ConfigCopy {
  /** Folder of the copy within the run's or log's. */
  static final String FOLDER = "config";

  /** Lists the copies with their hashes, in their folder. */
  public static final String LIST = ".copied.json";

  /** Folders within a config folder that hold files of it, too; empty is the folder itself. */
  private static final List<String> PARTS = List.of("", "evidence/");

  private final Path copy;
  private final Map<String, Path> files;
  private final Map<String, String> before;

  private ConfigCopy(Path copy, Map<String, Path> files, Map<String, String> before) {
    this.copy = copy;
    this.files = files;
    this.before = before;
  }

  /**
   * Finds the YAML files and the gain surface of a config folder, and what they would replace.
   *
   * @param folder of the run or log
   * @param config the config folder; empty: the defaults hold
   * @param overwrite whether files of others may be replaced
   * @throws CommandFailure naming a file that may not be replaced
   */
  static ConfigCopy plan(Path folder, Optional<Path> config, boolean overwrite) throws IOException {
    Path copy = folder.resolve(FOLDER);
    Map<String, Path> files = new TreeMap<>();
    for (Path from : config.stream().toList()) {
      files.putAll(files(from));
    }
    ConfigCopy plan = new ConfigCopy(copy, files, listed(folder));
    if (!overwrite) {
      plan.refuseOthers();
    }
    return plan;
  }

  private void refuseOthers() throws IOException {
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Path there = copy.resolve(file.getKey());
      boolean may =
          !Files.exists(there, LinkOption.NOFOLLOW_LINKS)
              || isSame(file.getValue(), there)
              || isCopy(file.getKey())
              || hash(there).equals(hash(file.getValue()));
      if (!may) {
        throw CommandFailure.usage(
            "a file of a configuration is not replaced unasked: %s is no unchanged copy of an earlier run's; move it, choose another folder, or --overwrite"
                .formatted(there));
      }
    }
  }

  /**
   * Copies the files, and removes the copies of files that the config folder does not have.
   *
   * @return hash of each file by its name in the folder; empty where the defaults held
   */
  Map<String, String> carryOut() throws IOException {
    Files.createDirectories(copy);
    Map<String, String> hashes = new TreeMap<>();
    Map<String, String> copied = new TreeMap<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      String name = file.getKey();
      Path to = copy.resolve(name);
      boolean own = isSame(file.getValue(), to);
      boolean made = !own || isCopy(name);
      if (!own) {
        Files.createDirectories(to.getParent());
        Files.copy(file.getValue(), to, StandardCopyOption.REPLACE_EXISTING);
      }
      hashes.put(name, hash(to));
      if (made) {
        copied.put(name, hashes.get(name));
      }
    }
    for (String name : before.keySet()) {
      if (!files.containsKey(name) && isCopy(name)) {
        Files.delete(copy.resolve(name));
      }
    }
    Json.write(copy.resolve(LIST), copied);
    return hashes;
  }

  private static boolean isSame(Path one, Path other) throws IOException {
    return Files.exists(other) && Files.isSameFile(one, other);
  }

  /** Whether a file is there as it was copied. */
  private boolean isCopy(String name) throws IOException {
    Path there = copy.resolve(name);
    return before.containsKey(name)
        && Files.isRegularFile(there, LinkOption.NOFOLLOW_LINKS)
        && before.get(name).equals(hash(there));
  }

  /** Hashes of what was copied before, as the list names them, or the manifest of a log. */
  private static Map<String, String> listed(Path folder) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    Path list = folder.resolve(FOLDER).resolve(LIST);
    JsonNode named =
        Files.exists(list)
            ? names(list)
            : names(folder.resolve(RecordingFiles.MANIFEST)).path("config");
    named.properties().forEach(file -> hashes.put(file.getKey(), file.getValue().asText()));
    hashes.keySet().removeIf(name -> name.contains("..") || name.startsWith("/"));
    return hashes;
  }

  private static JsonNode names(Path list) throws IOException {
    try {
      return Files.isRegularFile(list)
          ? Json.mapper().readTree(Files.readAllBytes(list))
          : Json.mapper().missingNode();
    } catch (JacksonException e) {
      return Json.mapper().missingNode();
    }
  }

  private static Map<String, Path> files(Path config) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    for (String part : PARTS) {
      Path folder = config.resolve(part);
      if (Files.isDirectory(folder)) {
        try (Stream<Path> entries = Files.list(folder)) {
          entries
              .filter(ConfigCopy::isConfig)
              .forEach(file -> files.put(part + file.getFileName(), file));
        }
      }
    }
    return files;
  }

  private static boolean isConfig(Path file) {
    return file.toString().endsWith(".yaml") || file.endsWith("gain_surface.json");
  }

  private static String hash(Path file) throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK must have SHA-256", e);
    }
  }
}
