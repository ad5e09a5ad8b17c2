package lumen.ctl.prune;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lumen.terminal.Json;

/**
 * Which changes of version and which kept jars stay however old they are: what led to a job that
 * its cluster knows, since {@code rollback} goes back by it, and the jars of every change that
 * stays.
 */
final class KeptChanges {
  static final String CHANGES = "upgrades";
  static final String VERSIONS = "versions";
  static final List<String> TOLD = List.of("upgrade.json", "rollback.json");

  private static final String JOBS = "jobs";

  private KeptChanges() {}

  /** Why a change stays; empty where its age decides, and for all else. */
  static Optional<String> ofChange(Stored stored) throws IOException {
    return stored.kind() == StoredKind.CHANGE && ledToAJobThatLives(stored.path())
        ? Optional.of("led to a job that lives")
        : Optional.empty();
  }

  /**
   * Why a jar stays; empty where its age decides, and for all else.
   *
   * @param going folders of changes that will be deleted
   */
  static Optional<String> ofVersion(Stored stored, Set<Path> going) throws IOException {
    return stored.kind() == StoredKind.VERSION && isNamed(stored.path(), going)
        ? Optional.of("named by a change that stays")
        : Optional.empty();
  }

  private static boolean ledToAJobThatLives(Path change) throws IOException {
    Path jobs = change.getParent().resolveSibling(JOBS);
    for (String told : TOLD) {
      JsonNode of = read(change.resolve(told));
      for (String field : List.of("to_job", "back_as")) {
        String id = of.path(field).asText();
        if (!id.isEmpty() && StoredFinder.isFile(jobs.resolve(id + ".json"))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isNamed(Path jar, Set<Path> going) throws IOException {
    Path changes = jar.getParent().resolveSibling(CHANGES);
    if (!Files.isDirectory(changes)) {
      return false;
    }
    String sum = StoredFinder.name(jar).replaceFirst("\\.jar$", "");
    try (Stream<Path> folders = Files.list(changes)) {
      for (Path change : folders.filter(one -> !going.contains(one)).sorted().toList()) {
        for (String told : TOLD) {
          JsonNode of = read(change.resolve(told));
          if (sum.equals(of.path("from").path("sha256").asText())
              || sum.equals(of.path("to").path("sha256").asText())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** What is told of a change; nothing where it was cut off. */
  private static JsonNode read(Path file) throws IOException {
    if (!StoredFinder.isFile(file)) {
      return Json.mapper().createObjectNode();
    }
    try {
      return Json.mapper().readTree(Files.readAllBytes(file));
    } catch (JacksonException e) {
      return Json.mapper().createObjectNode();
    }
  }
}
