package lumen.ctl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import lumen.terminal.Json;

/**
 * What a replay left in its folder, and what must hold of it whatever was replayed.
 *
 * @param folder the folder of the results
 * @param summary {@code summary.json}
 * @param frames {@code frames.ndjson}
 */
public record RunFolder(Path folder, JsonNode summary, List<JsonNode> frames) {
  /** What a run leaves for people, but for the summary with its seconds. */
  static final List<String> FILES =
      List.of(
          "frames.ndjson",
          "control.ndjson",
          "evidence.ndjson",
          "channels.ndjson",
          "rejects.ndjson",
          "late.ndjson",
          "facts.ndjson");

  private static final Set<String> MODES =
      Set.of("fused", "ure_only", "sensors_only", "degrade", "none");
  private static final List<String> FATES =
      List.of("used", "rejected", "late", "filtered", "dropped", "invalid");
  private static final List<String> SHARES =
      List.of("coherence", "entropy_ratio", "harmony", "order", "sync_quality");

  /** Reads the folder. */
  public static RunFolder read(Path folder) throws IOException {
    JsonNode summary = Json.mapper().readTree(folder.resolve("summary.json").toFile());
    return new RunFolder(folder, summary, objects(folder.resolve("frames.ndjson")));
  }

  private static List<JsonNode> objects(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(RunFolder::object).toList();
    }
  }

  private static JsonNode object(String line) {
    try {
      return Json.mapper().readTree(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a line must be JSON: " + line, e);
    }
  }

  /** The values of every channel, where {@code --channels} was given. */
  List<JsonNode> channels() throws IOException {
    return objects(folder.resolve("channels.ndjson"));
  }

  /** A file of the results as it is. */
  byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name));
  }

  /** Sum of one account over all sources. */
  public long total(String account) {
    long total = 0;
    for (JsonNode source : summary.path("sources")) {
      total += source.path(account).asLong();
    }
    return total;
  }

  /** Rejected lines of one reason. */
  public long rejects(String reason) {
    return summary.path("rejects").path(reason).asLong();
  }

  /** Sentences that the summary adds. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    summary.path("notes").forEach(note -> notes.add(note.asText()));
    return notes;
  }

  /** Every line has one fate, and what the fates leave behind lies in the files. */
  public void accountsForAll(long lines) throws IOException {
    assertThat(total("received")).as("lines received").isEqualTo(lines);
    for (Map.Entry<String, JsonNode> source : summary.path("sources").properties()) {
      JsonNode counts = source.getValue();
      assertThat(FATES.stream().mapToLong(fate -> counts.path(fate).asLong()).sum())
          .as("fates of %s", source)
          .isEqualTo(counts.path("received").asLong());
    }
    List<JsonNode> rejects = objects(folder.resolve("rejects.ndjson"));
    List<JsonNode> late = objects(folder.resolve("late.ndjson"));
    assertThat(rejects).as("rejects").hasSize(Math.toIntExact(total("rejected")));
    assertThat(late).as("late").hasSize(Math.toIntExact(total("late")));
    Map<String, Long> reasons = new HashMap<>();
    rejects.forEach(reject -> reasons.merge(reject.path("reason").asText(), 1L, Long::sum));
    Map<String, Long> counted = new HashMap<>();
    summary
        .path("rejects")
        .properties()
        .forEach(r -> counted.put(r.getKey(), r.getValue().asLong()));
    assertThat(counted).isEqualTo(reasons);
  }

  /** Every frame lies on the grid in its order, and every value in its range. */
  public void framesAreSane(double targetHz) {
    assertThat(summary.path("frames").asInt()).isEqualTo(frames.size());
    Map<String, Long> newest = new HashMap<>();
    for (JsonNode frame : frames) {
      long grid = frame.path("grid").longValue();
      Long before = newest.put(frame.path("tenant").textValue(), grid);
      assertThat(before == null || grid > before).as("grid ascends: %s", frame).isTrue();
      assertThat(frame.path("ts").doubleValue())
          .as("ts of %s", frame)
          .isCloseTo(grid / targetHz, within(1e-6));
      assertThat(frame.path("mode").textValue()).isIn(MODES);
      SHARES.forEach(share -> isIn(frame, share, 0, 1));
      isIn(frame, "phase_diff", 0, 0.5);
      isIn(frame, "q", 1e-5, 1e-1);
      isIn(frame, "r", 1e-4, 2e-2);
      assertThat(frame.path("streams_fresh").intValue())
          .as("streams_fresh of %s", frame)
          .isBetween(0, frame.path("streams_total").intValue());
    }
  }

  private static void isIn(JsonNode frame, String name, double from, double to) {
    JsonNode value = frame.get(name);
    assertThat(value).as("%s of %s", name, frame).isNotNull();
    if (!value.isNull()) {
      assertThat(value.doubleValue()).as("%s of %s", name, frame).isBetween(from, to);
    }
  }

  /** Number of frames of a mode. */
  public long framesOf(String mode) {
    return frames.stream().filter(frame -> frame.path("mode").textValue().equals(mode)).count();
  }

  /** Median of a figure over the frames that have it; NaN if none has. */
  double median(String figure) {
    return median(frames.stream().map(frame -> frame.path(figure)).toList());
  }

  static double median(List<JsonNode> values) {
    double[] sorted =
        values.stream()
            .filter(JsonNode::isNumber)
            .mapToDouble(JsonNode::doubleValue)
            .sorted()
            .toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
