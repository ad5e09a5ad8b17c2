package lumen.ctl.notes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import lumen.terminal.Json;

/** Tells of commands that were not obeyed, and of those that were obeyed for nobody. */
final class CommandNotes {
  private static final String CONTROL = "\"kind\":\"control\"";

  private CommandNotes() {}

  static List<String> of(RunEnd run) throws IOException {
    Map<String, Long> commands = run.accounts().commands();
    long disobeyed = commands.values().stream().mapToLong(n -> n).sum();
    disobeyed -= commands.getOrDefault("received", 0L) + commands.getOrDefault("applied", 0L);
    List<String> notes = new ArrayList<>();
    if (disobeyed > 0) {
      notes.add(
          "%d of %d commands were not obeyed: `bad_command` in rejects.ndjson tells why"
              .formatted(disobeyed, commands.getOrDefault("received", 0L)));
    }
    if (commands.getOrDefault("applied", 0L) > 0) {
      forNobody(run, notes);
    }
    return notes;
  }

  /** A slip in a tenant's name is obeyed like any name, and changes nothing. */
  private static void forNobody(RunEnd run, List<String> notes) throws IOException {
    TreeSet<String> heard = new TreeSet<>();
    run.channels().forEach(channel -> heard.add(channel.key().tenant()));
    Map<String, Long> told = toldTo(run.folder().resolve("evidence.ndjson"));
    told.keySet().removeAll(heard);
    if (!told.isEmpty()) {
      dropFramed(run.folder().resolve("frames.ndjson"), told);
    }
    told.forEach(
        (tenant, count) ->
            notes.add(
                "%d %s tenant %s, of which nothing was heard, and changed nothing; heard were %s: --tenant of `lumenctl control`"
                    .formatted(
                        count,
                        count == 1 ? "command was about" : "commands were about",
                        tenant,
                        heard.isEmpty() ? "none" : String.join(", ", heard))));
  }

  private static Map<String, Long> toldTo(Path evidence) throws IOException {
    TreeMap<String, Long> told = new TreeMap<>();
    if (!Files.isRegularFile(evidence)) {
      return told;
    }
    try (BufferedReader lines = Files.newBufferedReader(evidence)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains(CONTROL)) {
          JsonNode entry = Json.mapper().readTree(line);
          told.merge(entry.path("tenant").asText(), 1L, Long::sum);
        }
      }
    }
    return told;
  }

  /** The reference engine alone makes frames too, without a channel. */
  private static void dropFramed(Path frames, Map<String, Long> told) throws IOException {
    if (!Files.isRegularFile(frames)) {
      return;
    }
    try (BufferedReader lines = Files.newBufferedReader(frames)) {
      for (String line = lines.readLine();
          line != null && !told.isEmpty();
          line = lines.readLine()) {
        String frame = line;
        told.keySet().removeIf(tenant -> frame.contains("\"tenant\":" + Json.text(tenant) + ","));
      }
    }
  }
}
