package lumen.connectors.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What follows the last known part of a log that is being written: another part, or the end of the
 * log. A writer begins a part only when the one before it is whole, and says in the manifest that
 * the log is no longer open only when its last part is; so once either is there, what is read until
 * the end of the part before is all of it.
 */
final class LogSuccessor {
  private static final ObjectMapper JSON = new ObjectMapper();

  private String found;
  private boolean ended;

  /**
   * Looks for the part after this one in the order of names, or else for the end of the log.
   *
   * @return whether there is one of them
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
    }
    ended = found == null && isEnded(file);
    return isFinal();
  }

  /**
   * Whether the manifest says that the log is no longer written, and that this is its last part.
   */
  private static boolean isEnded(Path part) throws IOException {
    Path manifest = part.resolveSibling(RecordingFiles.MANIFEST);
    if (!Files.exists(manifest) || isOpen(manifest)) {
      return false;
    }
    JsonNode whole = JSON.readTree(Files.readAllBytes(manifest)).path("parts");
    String last = whole.path(whole.size() - 1).path("file").asText();
    return last.equals(String.valueOf(part.getFileName()));
  }

  /** Reads no further than it must: this is asked whenever a log has nothing new. */
  private static boolean isOpen(Path manifest) throws IOException {
    try (InputStream in = Files.newInputStream(manifest);
        JsonParser json = JSON.createParser(in)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("open")) {
          return value != JsonToken.VALUE_FALSE;
        }
        json.skipChildren();
      }
      return true;
    }
  }

  /** Whether the last known part is whole. */
  boolean isFinal() {
    return found != null || ended;
  }

  /** Adds what was found to the known parts. */
  void take(List<String> parts) {
    if (found != null) {
      parts.add(found);
      found = null;
    }
    ended = false;
  }
}
