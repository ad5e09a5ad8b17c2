package lumen.ctl.output;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import lumen.event.LogFormat;
import lumen.report.RunReport;
import lumen.terminal.Json;

/**
 * Tells files that a run of Lumen left from files that only bear their names, by what they hold: of
 * lines the keys of the first one, of others their form. So a folder needs no list of what was
 * written into it, may be copied, and one of an earlier version is known as well. A file without
 * content is nobody's.
 */
public final class MadeByLumen {
  /** More than any line that a run writes. */
  private static final int LONGEST_LINE = 1 << 22;

  private static final int LONGEST_HEAD = 1 << 12;
  private static final Pattern COMMITTED = Pattern.compile("part-.+\\.ndjson");
  private static final Pattern IN_PROGRESS =
      Pattern.compile("\\.part-.+\\.ndjson\\.inprogress\\..*");

  /** What file browsers leave wherever they have looked. */
  private static final Pattern LITTER = Pattern.compile("\\.DS_Store|Thumbs\\.db|desktop\\.ini");

  /** Keys of the lines of each output; any of the sets will do. */
  private static final Map<String, List<List<String>>> KEYS =
      Map.ofEntries(
          Map.entry("frames", List.of(List.of("ts", "tenant", "grid", "mode"))),
          Map.entry("channels", List.of(List.of("tenant", "grid", "source", "key"))),
          Map.entry("now", List.of(List.of("ts", "tenant", "grid", "horizon_s"))),
          Map.entry("control", List.of(List.of("ts", "tenant", "state", "tick_ms"))),
          Map.entry("evidence", List.of(List.of("ts", "tenant", "kind", "rule"))),
          Map.entry("rejects", List.of(List.of("reason", "detail", "stream"))),
          Map.entry(
              "late",
              List.of(
                  List.of("reason", "stream", "source"), List.of("reason", "detail", "stream"))),
          Map.entry("facts", List.of(List.of("ts", "tenant", "stream", "file", "offset"))),
          Map.entry(
              "accounts",
              List.of(
                  List.of("commands"),
                  List.of("stream", "received"),
                  List.of("duplicates"),
                  List.of("source", "tenant", "key", "wanted_hz"),
                  List.of("source", "tenant", "key", "profile"),
                  List.of("ts", "tenant", "since", "requests"),
                  List.of("stream", "read", "by_type"),
                  List.of("tenant", "steps", "commands_pending"))),
          Map.entry(
              "decisions",
              List.of(
                  List.of("ts", "tenant", "request_id", "because"),
                  List.of("id", "ts", "tenant", "kind", "cause", "state"))),
          Map.entry("scorecard", List.of(List.of("ts", "tenant", "figures", "slo"))),
          Map.entry("commands", List.of(List.of("ts", "tenant", "id", "effective_ts", "type"))),
          Map.entry("edges", List.of(List.of("ts", "tenant", "kind", "from", "to"))),
          Map.entry("verdicts", List.of(List.of("ts", "tenant", "scenario", "windows"))));

  private MadeByLumen() {}

  /** Whether it knows the lines of an output. */
  static boolean knows(String output) {
    return KEYS.containsKey(output);
  }

  /** Whether a file, under the name of one of a run's files, is one. */
  public static boolean file(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    String name = String.valueOf(file.getFileName());
    if (Files.size(file) == 0) {
      return true;
    }
    return switch (name) {
      case "summary.json" ->
          has(whole(file), List.of("streams", "sources", "frames", "event_time"))
              || has(whole(file), List.of("kind", "tenants", "overlays", "reasons"))
              || has(whole(file), List.of("kind", "services", "decisions", "zone_rules"));
      case "live.json" -> has(whole(file), List.of("control"));
      case "report.html" -> RunReport.isReport(file);
      default -> lines(name.replaceFirst("\\.ndjson$", ""), file);
    };
  }

  /** Whether a file in the folder of an output is a part of it. */
  public static boolean part(String output, Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    String name = String.valueOf(file.getFileName());
    if (IN_PROGRESS.matcher(name).matches() || LITTER.matcher(name).matches()) {
      return true;
    }
    return COMMITTED.matcher(name).matches() && (Files.size(file) == 0 || lines(output, file));
  }

  /** Whether the first line of a file may be a command of an operator: no event is. */
  public static boolean commands(Path file) throws IOException {
    JsonNode line = json(firstLine(file));
    return line.isObject() && !line.has("value");
  }

  private static boolean lines(String output, Path file) throws IOException {
    JsonNode line = json(firstLine(file));
    if (output.equals("log")) {
      return has(line, List.of(LogFormat.KIND)) || line.path(LogFormat.META).has(LogFormat.AT);
    }
    return KEYS.getOrDefault(output, List.of()).stream().anyMatch(keys -> has(line, keys));
  }

  private static boolean has(JsonNode object, List<String> keys) {
    return keys.stream().allMatch(object::has);
  }

  private static JsonNode whole(Path file) throws IOException {
    return Files.size(file) > LONGEST_LINE
        ? Json.mapper().missingNode()
        : json(Files.readAllBytes(file));
  }

  private static JsonNode json(byte[] text) {
    try {
      return Json.mapper().readTree(new String(text, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      return Json.mapper().missingNode();
    }
  }

  /** Without its end; all of a file that has no end of line. */
  private static byte[] firstLine(Path file) throws IOException {
    byte[] begin;
    try (InputStream in = Files.newInputStream(file)) {
      begin = in.readNBytes(LONGEST_HEAD);
      if (end(begin) < 0) {
        byte[] more = in.readNBytes(LONGEST_LINE);
        byte[] both = Arrays.copyOf(begin, begin.length + more.length);
        System.arraycopy(more, 0, both, begin.length, more.length);
        begin = both;
      }
    }
    int end = end(begin);
    return end < 0 ? begin : Arrays.copyOf(begin, end);
  }

  private static int end(byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
