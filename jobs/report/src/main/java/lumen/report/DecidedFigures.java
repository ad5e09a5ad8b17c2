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
import java.util.StringJoiner;
import java.util.TreeMap;

/** The outputs of a finished run of the overlay job, read once. */
public final class DecidedFigures {
  /** By this file such a folder is known. */
  public static final String DECISIONS = "decisions.ndjson";

  private static final JsonMapper JSON = new JsonMapper();
  private static final double MOST_TS = 1e11;

  /** Values of evidence that are times, seconds since the epoch. */
  private static final List<String> TIMES = List.of("until", "last_outcome");

  private static final List<String> NO_COUNTS = List.of("ts", "tenant", "since", "rejects");

  private final Path dir;
  private final SortedMap<String, DecidedTenant> tenants = new TreeMap<>();
  private final SortedMap<String, Long> rejects = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private double firstS = Double.NaN;
  private double lastS = Double.NaN;
  private double seconds = Double.NaN;

  private DecidedFigures(Path dir) {
    this.dir = dir;
  }

  /** Takes a line. */
  @FunctionalInterface
  private interface Taker {
    void take(JsonNode line) throws IOException;
  }

  /**
   * Reads a folder.
   *
   * @param dir holds decisions.ndjson, and verdicts, evidence, accounts and summary where they were
   *     written
   * @throws IOException naming file and line of what is no line of a job
   */
  public static DecidedFigures read(Path dir) throws IOException {
    DecidedFigures figures = new DecidedFigures(dir);
    figures.lines(DECISIONS, figures::decision);
    figures.lines("verdicts.ndjson", figures::verdict);
    figures.lines("evidence.ndjson", figures::evidence);
    figures.lines("accounts.ndjson", figures::account);
    figures.tenants.values().forEach(DecidedTenant::end);
    figures.summary();
    return figures;
  }

  private void lines(String name, Taker taker) throws IOException {
    Path file = dir.resolve(name);
    if (!Files.isRegularFile(file)) {
      return;
    }
    long number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        JsonNode read = node(line, file, number);
        if (!read.path("ts").isNumber() || !read.path("tenant").isTextual()) {
          throw new IOException(
              "a line must have the number ts and the text tenant: file=%s line=%d"
                  .formatted(file, number));
        }
        taker.take(moment(read, file, number));
      }
    } catch (CharacterCodingException e) {
      throw new IOException("must be UTF-8: file=%s line=%d".formatted(file, number + 1), e);
    }
  }

  private static JsonNode moment(JsonNode line, Path file, long number) throws IOException {
    double ts = line.path("ts").asDouble();
    if (!(ts >= 0 && ts < MOST_TS)) {
      throw new IOException(
          "ts must be seconds since the epoch: file=%s line=%d".formatted(file, number));
    }
    return line;
  }

  private static JsonNode node(String line, Path file, long number) throws IOException {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException("a line must be JSON: file=%s line=%d".formatted(file, number), e);
    }
  }

  private DecidedTenant tenant(JsonNode line) {
    double ts = line.path("ts").asDouble();
    firstS = Double.isNaN(firstS) ? ts : Math.min(firstS, ts);
    lastS = Double.isNaN(lastS) ? ts : Math.max(lastS, ts);
    return tenants.computeIfAbsent(
        line.path("tenant").asText(), name -> new DecidedTenant(name, ts));
  }

  private void decision(JsonNode line) {
    String because = line.path("because").isTextual() ? line.path("because").asText() : "";
    tenant(line)
        .decision(
            line.path("ts").asDouble(),
            line.path("overlay").asText(),
            because.isEmpty() ? line.path("reason").asText() : because,
            line.path("flags").asText());
  }

  private void verdict(JsonNode line) {
    JsonNode windows = line.path("windows");
    JsonNode longest = windows.path(windows.size() - 1);
    tenant(line)
        .verdict(
            line.path("ts").asDouble(),
            lane(line),
            longest.path("delta_percent").asDouble(Double.NaN),
            longest.path("quality_delta").asDouble(Double.NaN));
  }

  private static String lane(JsonNode of) {
    return of.path("scenario").asText() + " " + of.path("overlay").asText();
  }

  private void evidence(JsonNode line) {
    double ts = line.path("ts").asDouble();
    String kind = line.path("kind").asText();
    String rule = line.path("rule").asText();
    JsonNode values = line.path("values");
    DecidedTenant tenant = tenant(line);
    tenant.entry(
        new DecidedTenant.Entry(
            ts,
            kind,
            rule,
            line.path("action").asText(""),
            kind.equals("gate") ? GateWords.of(line) : shown(values)));
    switch (kind) {
      case "breaker" ->
          tenant.breaker(
              ts, values.path("overlay").asText(), rule.substring(rule.lastIndexOf('>') + 1));
      case "gate" ->
          tenant.gate(
              ts,
              values.path("gate").asText() + " of " + lane(values),
              rule.substring(rule.lastIndexOf(':') + 1));
      case "blind" -> tenant.blind(ts, rule.endsWith("begin"));
      default -> {
        // Told in the table alone.
      }
    }
  }

  private static String shown(JsonNode values) {
    StringJoiner parts = new StringJoiner(", ");
    values
        .properties()
        .forEach(
            value -> {
              if (!value.getValue().isNull()) {
                parts.add(value.getKey() + " " + shown(value.getKey(), value.getValue()));
              }
            });
    return parts.toString();
  }

  private static String shown(String name, JsonNode value) {
    return TIMES.contains(name)
        ? RunSummary.utc(value.asDouble()) + " UTC"
        : EvidenceReader.shown(value);
  }

  private void account(JsonNode line) {
    SortedMap<String, Long> counts = new TreeMap<>();
    line.properties()
        .forEach(
            field -> {
              if (!NO_COUNTS.contains(field.getKey())) {
                counts.put(field.getKey(), field.getValue().asLong());
              }
            });
    tenant(line).account(line.path("since").asDouble(), counts);
  }

  private void summary() throws IOException {
    Path file = dir.resolve("summary.json");
    if (!Files.isRegularFile(file)) {
      return;
    }
    JsonNode root = summary(file);
    root.path("rejects")
        .properties()
        .forEach(reason -> rejects.put(reason.getKey(), reason.getValue().asLong()));
    root.path("notes").forEach(note -> notes.add(note.asText()));
    seconds = root.path("seconds").asDouble(Double.NaN);
  }

  private static JsonNode summary(Path file) throws IOException {
    try {
      JsonNode root = JSON.readTree(file.toFile());
      if (root.isObject()) {
        return root;
      }
    } catch (JsonProcessingException e) {
      // Told below, as what is no object.
    }
    throw new IOException("must be the summary of a run, a JSON object: file=" + file);
  }

  Path dir() {
    return dir;
  }

  /** Tenants by their names. */
  List<DecidedTenant> tenants() {
    return List.copyOf(tenants.values());
  }

  /** Rejected lines by reason. */
  SortedMap<String, Long> rejects() {
    return rejects;
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

  /** Counts of all tenants. */
  static SortedMap<String, Long> sum(List<SortedMap<String, Long>> all) {
    SortedMap<String, Long> sums = new TreeMap<>();
    all.forEach(one -> one.forEach((key, count) -> sums.merge(key, count, Long::sum)));
    return sums;
  }

  SortedMap<String, Long> given() {
    return sum(tenants().stream().map(DecidedTenant::given).toList());
  }

  SortedMap<String, Long> because() {
    return sum(tenants().stream().map(DecidedTenant::because).toList());
  }
}
