package lumen.connectors.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The part that follows the last one known of a log that is being written. A writer begins a part
 * only when the one before it is whole, so once a successor is there, what is read until the end of
 * the part before is all of it.
 */
final class LogSuccessor {
  private String found;

  /**
   * Looks for the part after this one in the order of names.
   *
   * @return whether there is one
   */
  boolean lookFor(String part) throws IOException {
    Path file = Path.of(part);
    String name = String.valueOf(file.getFileName());
    try (Stream<Path> entries = Files.list(file.toAbsolutePath().getParent())) {
      Optional<String> next =
          entries
              .map(entry -> String.valueOf(entry.getFileName()))
              .filter(RecordingFiles::isPart)
              .filter(other -> other.compareTo(name) > 0)
              .min(String::compareTo);
      found = next.map(other -> file.resolveSibling(other).toString()).orElse(null);
      return found != null;
    }
  }

  /** Whether the last known part is whole. */
  boolean isFinal() {
    return found != null;
  }

  /** Adds what was found to the known parts. */
  void take(List<String> parts) {
    if (found != null) {
      parts.add(found);
      found = null;
    }
  }
}
