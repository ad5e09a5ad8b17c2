package lumen.cluster.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import lumen.terminal.Terminal;

/**
 * The audit of a cluster's folder, {@value #FILE}: one line of JSON for each take, restore, stop,
 * cancel, upgrade, rollback, prune and command, with {@code ts} (UTC), {@code user} (as the
 * operating system has it), {@code what}, {@code result} ({@code done} or {@code failed}) and what
 * belongs to it, such as {@code job}, {@code savepoint} or {@code error}.
 *
 * <p>It is only appended to, a whole line in one write and under a lock of the file, so the lines
 * of commands that run side by side do not mix. Where the end of a line was cut off with a process,
 * the next one begins on a line of its own. An audit that cannot be written is told and holds
 * nobody up: a full disk must not keep a job from being stopped.
 */
public final class AuditLog {
  /** Its name in the cluster's folder. */
  public static final String FILE = "audit.ndjson";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Locks of files are those of the whole process. */
  private static final Object ONE_WRITER = new Object();

  private final Path file;
  private final InstantSource clock;

  private AuditLog(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /** That of a cluster's folder, which is made with its first line. */
  public static AuditLog in(Path folder) {
    return in(folder, InstantSource.system());
  }

  /** The same by another clock. */
  static AuditLog in(Path folder, InstantSource clock) {
    return new AuditLog(folder.resolve(FILE), clock);
  }

  /** Begins something that is to leave a line. */
  public AuditedAct begin(String what) {
    return new AuditedAct(this, what);
  }

  /** Where it lies. */
  public Path file() {
    return file;
  }

  void line(String what, String result, Map<String, String> about) {
    Map<String, String> line = new LinkedHashMap<>();
    line.put("ts", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    line.put("user", System.getProperty("user.name"));
    line.put("what", what);
    line.put("result", result);
    line.putAll(about);
    try {
      append(JSON.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts have a JSON form", e);
    } catch (IOException e) {
      Terminal.tell(
          "the audit must be writable, and %s has left no line in it: %s: %s"
              .formatted(what, file, e.getMessage()));
    }
  }

  private void append(String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    synchronized (ONE_WRITER) {
      try (FileChannel channel =
              FileChannel.open(
                  file,
                  Set.of(
                      StandardOpenOption.CREATE,
                      StandardOpenOption.APPEND,
                      LinkOption.NOFOLLOW_LINKS));
          FileLock lock = channel.lock()) {
        String begin = lock.isValid() && endsWithinLine(channel.size()) ? "\n" : "";
        ByteBuffer bytes = ByteBuffer.wrap((begin + text + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
    }
  }

  /** A channel that appends cannot read. */
  private boolean endsWithinLine(long size) throws IOException {
    if (size == 0) {
      return false;
    }
    try (FileChannel reader = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return reader.read(last, size - 1) == 1 && last.get(0) != '\n';
    }
  }
}
