package lumen.ctl.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import lumen.cluster.backup.SavepointSums;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;

/**
 * What changes of version leave in a cluster's folder: {@code versions/SHA256.jar}, each jar that a
 * job was changed from or to, once; and {@code upgrades/TIME-ID/} with {@code upgrade.json} and,
 * where a change was taken back, {@code rollback.json}.
 */
final class ChangeFolder {
  static final String UPGRADE = "upgrade.json";
  static final String ROLLBACK = "rollback.json";

  /** Field of {@code upgrade.json}: a moment at which neither version ran. */
  static final String SWITCHED = "switched";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int ID_DIGITS = 8;

  private final Path root;

  /**
   * The folder.
   *
   * @param root that of the cluster
   */
  ChangeFolder(Path root) {
    this.root = root;
  }

  /**
   * Keeps a jar by its sum.
   *
   * @return the kept copy, absolute
   */
  Path keep(Path jar) {
    try {
      Path versions = Files.createDirectories(root.resolve("versions"));
      Path kept = versions.resolve(SavepointSums.sum(jar) + ".jar");
      if (!Files.isRegularFile(kept)) {
        Path part = Files.createTempFile(versions, ".version-", ".part");
        Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      // prune goes by the last use: until the change is told, nothing else names the jar.
      Files.setLastModifiedTime(kept, FileTime.from(InstantSource.system().instant()));
      return kept.toAbsolutePath();
    } catch (IOException e) {
      throw CommandFailure.failed(
          "a jar must be kept to go back to: %s into %s: %s".formatted(jar, root, e.getMessage()));
    }
  }

  /** A new folder for what is told of a change. */
  Path begin(String jobId, Instant now) {
    try {
      return Files.createDirectories(
          root.resolve("upgrades")
              .resolve(STAMP.format(now) + "-" + jobId.substring(0, ID_DIGITS)));
    } catch (IOException e) {
      throw CommandFailure.failed(
          "the cluster's folder must be writable: %s: %s".formatted(root, e.getMessage()));
    }
  }

  /** Writes one of the two. */
  static void write(Path folder, String name, JsonNode of) {
    try {
      Json.write(folder.resolve(name), of);
    } catch (IOException e) {
      throw CommandFailure.failed(
          "must be writable: %s: %s".formatted(folder.resolve(name), e.getMessage()));
    }
  }

  /**
   * The newest upgrade that led to a job.
   *
   * @param field the field of {@code upgrade.json} that is asked
   * @param value what it has to be
   */
  Optional<JsonNode> newest(String field, String value) {
    for (Path folder : newestFirst()) {
      try {
        JsonNode upgrade = Json.mapper().readTree(folder.resolve(UPGRADE).toFile());
        if (upgrade.path(field).asText().equals(value)) {
          return Optional.of(upgrade);
        }
      } catch (IOException e) {
        // One that was cut off tells nothing.
      }
    }
    return Optional.empty();
  }

  private List<Path> newestFirst() {
    Path upgrades = root.resolve("upgrades");
    if (!Files.isDirectory(upgrades)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(upgrades)) {
      List<Path> found =
          new ArrayList<>(folders.filter(f -> Files.exists(f.resolve(UPGRADE))).sorted().toList());
      Collections.reverse(found);
      return found;
    } catch (IOException e) {
      throw CommandFailure.failed("must be readable: %s: %s".formatted(upgrades, e.getMessage()));
    }
  }
}
