package lumen.ctl.prune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The audit of a pruned folder, {@code prune-audit.ndjson} in it: one line before each deletion, on
 * disk before anything is deleted, and one more where the deletion failed. It is only appended to.
 */
final class PruneAudit implements AutoCloseable {
  static final String FILE = "prune-audit.ndjson";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileChannel file;

  private PruneAudit(FileChannel file) {
    this.file = file;
  }

  /** Opens the audit of a folder; a symbolic link in its place is an error. */
  static PruneAudit open(Path folder) throws IOException {
    return new PruneAudit(
        FileChannel.open(
            folder.resolve(FILE),
            Set.of(
                StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS)));
  }

  /**
   * Says what is deleted.
   *
   * @param rule why
   * @param error why it failed, or empty before it is tried
   */
  void line(Stored stored, Instant now, String rule, Optional<String> error) throws IOException {
    ObjectNode line =
        JSON.createObjectNode()
            .put("ts", now.toString())
            .put("path", stored.path().toString())
            .put("kind", stored.kind().code())
            .put("age_days", Math.floor(stored.ageDays(now) * 100) / 100)
            .put("bytes", stored.bytes())
            .put("rule", rule);
    error.ifPresent(message -> line.put("error", message));
    ByteBuffer bytes = ByteBuffer.wrap(text(line).getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(true);
  }

  private static String text(ObjectNode line) throws JsonProcessingException {
    return JSON.writeValueAsString(line) + "\n";
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
