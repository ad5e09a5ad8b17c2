package lumen.connectors.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.connectors.replay.RecordingFiles;
import lumen.event.LineTally;
import lumen.event.LogFormat;

/**
 * A log of decided events being written: parts in a folder, each beginning with the header, and a
 * manifest with the counts, sizes and hashes of the parts that are whole, those of earlier writers
 * of the folder included, also where one was killed. A part begins only when the one before it is
 * whole, so whoever follows the log knows where it goes on. Used by one thread.
 */
public final class LogFolder implements AutoCloseable {
  /** The format that the manifest names. */
  public static final String FORMAT = RecordingFiles.LOG_FORMAT + "-" + LogFormat.VERSION;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final LogRotation rotation;
  private final boolean compressed;
  private final byte[] header;
  private final ObjectNode about;
  private final List<LogPart.Whole> parts = new ArrayList<>();
  private final TreeMap<String, Long> counts = new TreeMap<>();
  private final TreeMap<String, Long> countsBefore = new TreeMap<>();
  private int number;
  private LogPart part;

  private LogFolder(
      Path folder, LogRotation rotation, boolean compressed, byte[] header, ObjectNode about) {
    this.folder = folder;
    this.rotation = rotation;
    this.compressed = compressed;
    this.header = header.clone();
    this.about = about;
  }

  /**
   * Begins to write, behind what the folder holds already.
   *
   * @param compressed whether parts are compressed; such a log cannot be followed
   * @param header first line of every part
   * @param about what the manifest says beside the parts
   */
  public static LogFolder open(
      Path folder,
      LogRotation rotation,
      boolean compressed,
      byte[] header,
      Map<String, Object> about)
      throws IOException {
    Files.createDirectories(folder);
    ObjectNode node = JSON.valueToTree(about);
    LogFolder log = new LogFolder(folder, rotation, compressed, header, node);
    log.takeUp();
    log.writeManifest(true);
    return log;
  }

  /** Goes on with the numbers and the manifest of an earlier writer of this folder. */
  private void takeUp() throws IOException {
    Path manifest = folder.resolve(RecordingFiles.MANIFEST);
    if (Files.exists(manifest)) {
      JsonNode before = JSON.readTree(Files.readAllBytes(manifest));
      before.path("parts").forEach(entry -> parts.add(LogPart.Whole.of(entry)));
      before
          .path("counts")
          .properties()
          .forEach(count -> countsBefore.put(count.getKey(), count.getValue().asLong()));
    }
    List<String> present;
    try (var entries = Files.list(folder)) {
      present = entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
    }
    for (String name : present) {
      number = Math.max(number, LogPart.numberOf(name));
      if (LogPart.isPlain(name) && parts.stream().noneMatch(whole -> whole.file().equals(name))) {
        parts.add(LogPart.left(folder.resolve(name), countsBefore));
      }
    }
  }

  /** Appends a line. */
  public void line(byte[] json) throws IOException {
    lines(List.of(json));
  }

  /** Appends lines that are to lie in one part. */
  public void lines(List<byte[]> together) throws IOException {
    boolean first = true;
    for (byte[] json : together) {
      append(json, first);
      first = false;
    }
  }

  /** Number of the part that was begun last; all before it are whole. */
  public int number() {
    return number;
  }

  private void append(byte[] json, boolean mayRotate) throws IOException {
    LineTally line = LineTally.of(json);
    long at = line.arrivalMicros();
    boolean told = at != LineTally.NO_ARRIVAL;
    if (mayRotate && told && part != null && rotation.isDue(part.bytes(), part.firstMicros(), at)) {
      endPart();
    }
    if (part == null) {
      part = LogPart.begin(folder, ++number, compressed, header);
    }
    part.line(json, at);
    if (!LogFormat.isHeader(json, 0, json.length)) {
      counts.merge(line.kind(), line.count(), Long::sum);
    }
  }

  /** Makes what was appended readable for those who follow. */
  public void flush() throws IOException {
    if (part != null) {
      part.flush();
    }
  }

  private void endPart() throws IOException {
    parts.add(part.end());
    part = null;
    writeManifest(true);
  }

  private void writeManifest(boolean open) throws IOException {
    ObjectNode manifest = JSON.createObjectNode().put("format", FORMAT).put("open", open);
    manifest.setAll(about);
    TreeMap<String, Long> all = new TreeMap<>(countsBefore);
    counts.forEach((kind, count) -> all.merge(kind, count, Long::sum));
    ObjectNode counted = manifest.putObject("counts");
    all.forEach(counted::put);
    ArrayNode listed = manifest.putArray("parts");
    parts.forEach(whole -> listed.add(whole.json(JSON)));
    Path written = folder.resolve(RecordingFiles.MANIFEST + ".tmp");
    Files.write(written, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
    Files.move(
        written, folder.resolve(RecordingFiles.MANIFEST), StandardCopyOption.REPLACE_EXISTING);
  }

  /** What this writer appended, by what it is: event, late, reject, filtered, dropped, beat. */
  public Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  /** Ends the log: what was appended is whole, and the manifest says so. */
  @Override
  public void close() throws IOException {
    if (part != null) {
      parts.add(part.end());
      part = null;
    }
    writeManifest(false);
  }
}
