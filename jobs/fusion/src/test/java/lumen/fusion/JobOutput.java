package lumen.fusion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a run has committed below its output folder: frames, channel frames, control frames and
 * evidence in their one order, notices sorted, and what the accounts add up to.
 *
 * @param frames lines of frames
 * @param channels lines of channel frames
 * @param now lines of frames of now
 * @param control lines of control frames
 * @param evidence lines of evidence
 * @param rejects lines of rejects
 * @param late lines of late events
 * @param facts lines of text events
 * @param accounts the last account of each stream and source
 * @param duplicates samples that gave way to another, by source
 */
record JobOutput(
    List<String> frames,
    List<String> channels,
    List<String> now,
    List<String> control,
    List<String> evidence,
    List<String> rejects,
    List<String> late,
    List<String> facts,
    Collection<JsonNode> accounts,
    Map<String, Long> duplicates) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Comparator<JsonNode> BY_PLACE =
      Comparator.<JsonNode>comparingLong(f -> f.path("grid").longValue())
          .thenComparingDouble(f -> f.get("ts").doubleValue())
          .thenComparing(f -> f.get("tenant").textValue())
          .thenComparing(f -> f.path("source").asText())
          .thenComparing(f -> f.path("key").asText())
          .thenComparing(f -> f.path("id").asText());

  /** Reads the committed parts; each must be in order by itself. */
  static JobOutput read(Path out) throws IOException {
    List<String> accounts = sorted(out.resolve("accounts"));
    return new JobOutput(
        ordered(out.resolve("frames")),
        ordered(out.resolve("channels")),
        ordered(out.resolve("now")),
        ordered(out.resolve("control")),
        ordered(out.resolve("evidence")),
        sorted(out.resolve("rejects")),
        sorted(out.resolve("late")),
        sorted(out.resolve("facts")),
        last(accounts).values(),
        duplicatesOf(accounts));
  }

  /** The parts of a line. */
  static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a line must be JSON: " + line, e);
    }
  }

  /** The frames of one tenant. */
  List<String> framesOf(String tenant) {
    return frames.stream().filter(f -> f.contains("\"tenant\":\"" + tenant + "\"")).toList();
  }

  /** Samples that came behind what their channel had consumed. */
  long behindWatermark() {
    return late.stream().filter(l -> l.contains("\"behind_watermark\"")).count();
  }

  private static List<String> ordered(Path folder) throws IOException {
    record Line(JsonNode place, String text) {}
    List<Line> all = new ArrayList<>();
    for (Path part : parts(folder)) {
      List<Line> lines = new ArrayList<>();
      for (String text : Files.readAllLines(part)) {
        lines.add(new Line(parse(text), text));
      }
      for (int i = 1; i < lines.size(); i++) {
        if (BY_PLACE.compare(lines.get(i - 1).place(), lines.get(i).place()) >= 0) {
          throw new AssertionError("lines must be in order: " + part + " line " + (i + 1));
        }
      }
      all.addAll(lines);
    }
    all.sort(Comparator.comparing(Line::place, BY_PLACE));
    return all.stream().map(Line::text).toList();
  }

  /** The lines of an output's parts, part by part. */
  static List<String> lines(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path part : parts(folder)) {
      lines.addAll(Files.readAllLines(part));
    }
    return lines;
  }

  private static List<String> sorted(Path folder) throws IOException {
    List<String> lines = lines(folder);
    lines.sort(Comparator.naturalOrder());
    return lines;
  }

  private static List<Path> parts(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> String.valueOf(file.getFileName()).startsWith("part-"))
          .sorted()
          .toList();
    }
  }

  private static Map<String, JsonNode> last(List<String> accounts) {
    Map<String, JsonNode> last = new TreeMap<>();
    for (String line : accounts) {
      JsonNode account = parse(line);
      if (account.has("received")) {
        last.merge(
            account.get("stream").textValue() + " " + account.get("source").textValue(),
            account,
            (a, b) -> a.get("received").longValue() >= b.get("received").longValue() ? a : b);
      }
    }
    return last;
  }

  private static Map<String, Long> duplicatesOf(List<String> accounts) {
    Map<String, Long> counts = new TreeMap<>();
    for (String line : accounts) {
      JsonNode account = parse(line);
      if (account.has("duplicates")) {
        counts.merge(
            account.get("source").textValue(), account.get("duplicates").longValue(), Long::sum);
      }
    }
    return counts;
  }

  /** The sum of a count over all accounts. */
  long total(String count) {
    Function<JsonNode, JsonNode> of = account -> account.get(count);
    return accounts.stream().map(of).mapToLong(JsonNode::longValue).sum();
  }
}
