package lumen.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The outputs of a finished run of the governance job, read once. */
public final class PromiseFigures {
  /** By this file such a folder is known. */
  public static final String SCORECARDS = "scorecard.ndjson";

  private static final JsonMapper JSON = new JsonMapper();
  private static final double MOST_TS = 1e11;

  private final Path dir;
  private final SortedMap<String, PromisedService> services = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private double firstS = Double.NaN;
  private double lastS = Double.NaN;
  private double seconds = Double.NaN;

  private PromiseFigures(Path dir) {
    this.dir = dir;
  }

  /**
   * Reads a folder.
   *
   * @param dir holds scorecard.ndjson, and decisions, edges, evidence and summary where they were
   *     written
   * @throws IOException naming file and line of what is no line of a job
   */
  public static PromiseFigures read(Path dir) throws IOException {
    PromiseFigures figures = new PromiseFigures(dir);
    figures.lines(SCORECARDS, (of, line) -> of.card(line.path("ts").asDouble(), line));
    figures.lines("decisions.ndjson", (of, line) -> of.decision(line.path("ts").asDouble(), line));
    figures.lines("edges.ndjson", PromisedService::edge);
    figures.lines("evidence.ndjson", PromisedService::entry);
    figures.summary();
    return figures;
  }

  private void lines(String name, BiConsumer<PromisedService, JsonNode> taker) throws IOException {
    Path file = dir.resolve(name);
    if (!Files.isRegularFile(file)) {
      return;
    }
    long number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        JsonNode read = node(line, file, number);
        double ts = read.path("ts").asDouble(Double.NaN);
        if (!(ts >= 0 && ts < MOST_TS) || !read.path("tenant").isTextual()) {
          throw new IOException(
              "a line must have the number ts, in seconds, and the text tenant: file=%s line=%d"
                  .formatted(file, number));
        }
        taker.accept(service(read.path("tenant").asText(), ts), read);
      }
    } catch (CharacterCodingException e) {
      throw new IOException("must be UTF-8: file=%s line=%d".formatted(file, number + 1), e);
    }
  }

  private static JsonNode node(String line, Path file, long number) throws IOException {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException("a line must be JSON: file=%s line=%d".formatted(file, number), e);
    }
  }

  private PromisedService service(String name, double ts) {
    firstS = Double.isNaN(firstS) ? ts : Math.min(firstS, ts);
    lastS = Double.isNaN(lastS) ? ts : Math.max(lastS, ts);
    return services.computeIfAbsent(name, key -> new PromisedService(key, ts));
  }

  private void summary() throws IOException {
    Path file = dir.resolve("summary.json");
    if (Files.isRegularFile(file)) {
      JsonNode root = node(Files.readString(file), file, 1);
      root.path("notes").forEach(note -> notes.add(note.asText()));
      seconds = root.path("seconds").asDouble(Double.NaN);
    }
  }

  Path dir() {
    return dir;
  }

  /** Services by their names. */
  List<PromisedService> services() {
    return List.copyOf(services.values());
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Event time of the first line in seconds; NaN without any. */
  double firstS() {
    return firstS;
  }

  double lastS() {
    return lastS;
  }

  /** How long the run took; NaN if unknown. */
  double seconds() {
    return seconds;
  }
}
