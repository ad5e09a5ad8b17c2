package lumen.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The accounts of a run, {@code summary.json}.
 *
 * @param sources accounts by stream or event source, each by its name: received, used, ...
 * @param rejects rejected lines by reason
 * @param frames fused frames
 * @param seconds how long the run took
 * @param eventsPerSecond received events over these seconds
 * @param from first event time, as text in UTC; empty if unknown
 * @param to last event time
 * @param notes what is worth saying, worst first
 * @param levels what it is judged by
 */
record RunSummary(
    Map<String, Map<String, Long>> sources,
    Map<String, Long> rejects,
    long frames,
    double seconds,
    double eventsPerSecond,
    String from,
    String to,
    List<String> notes,
    RunLevels levels) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  /** Reads a summary. */
  public static RunSummary read(Path file) throws IOException {
    JsonNode root = JSON.readTree(file.toFile());
    Map<String, Map<String, Long>> sources = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> source : root.path("sources").properties()) {
      sources.put(source.getKey(), counts(source.getValue()));
    }
    return new RunSummary(
        sources,
        counts(root.path("rejects")),
        root.path("frames").asLong(),
        root.path("seconds").asDouble(),
        root.path("events_per_second").asDouble(),
        time(root.path("event_time").path("from")),
        time(root.path("event_time").path("to")),
        notes(root.path("notes")),
        RunLevels.of(root.path("levels")));
  }

  private static Map<String, Long> counts(JsonNode node) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getValue().isIntegralNumber()) {
        counts.put(entry.getKey(), entry.getValue().asLong());
      }
    }
    return counts;
  }

  private static List<String> notes(JsonNode node) {
    List<String> notes = new ArrayList<>();
    node.forEach(note -> notes.add(note.asText()));
    return notes;
  }

  private static String time(JsonNode node) {
    return node.isNumber() ? utc(node.asDouble()) : node.asText("").replace("null", "");
  }

  /** A time in seconds since the epoch as text, to the second. */
  static String utc(double seconds) {
    return UTC.format(Instant.ofEpochMilli(Math.round(seconds * 1000)));
  }

  /** Sum of one account over all sources. */
  public long total(String account) {
    return sources.values().stream().mapToLong(counts -> counts.getOrDefault(account, 0L)).sum();
  }

  /** Whether so little was used that this has to be said before anything else. */
  boolean littleUsed() {
    return 2 * total("used") < total("received") - total("filtered") || total("used") == 0;
  }

  /** All rejected lines. */
  public long rejected() {
    return rejects.values().stream().mapToLong(Long::longValue).sum();
  }
}
