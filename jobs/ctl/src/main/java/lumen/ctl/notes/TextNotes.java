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
import java.util.regex.Pattern;
import lumen.terminal.Json;

/**
 * Tells of sources whose values are texts that are numbers, and of runs in which only text came.
 */
final class TextNotes {
  private static final String FILE = "facts.ndjson";
  private static final double NOTABLE = 0.5;
  private static final int LEAST = 16;

  /** A number as JSON writes it, or nearly. */
  private static final Pattern NUMBER =
      Pattern.compile("\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*");

  /** Texts of a source. */
  private static final class Texts {
    long all;
    long numbers;
    String example = "";
  }

  private TextNotes() {}

  static List<String> of(RunEnd run) throws IOException {
    Map<String, Texts> sources = texts(run.folder().resolve(FILE));
    List<String> notes = new ArrayList<>();
    sources.forEach(
        (source, texts) -> {
          if (texts.numbers >= LEAST && texts.numbers >= NOTABLE * texts.all) {
            notes.add(
                "source %s: %d of its %d texts are numbers, such as \"%s\", and no samples: %s takes them as numbers"
                    .formatted(
                        source,
                        texts.numbers,
                        texts.all,
                        texts.example,
                        SourceText.keys(source, "text: number")));
          }
        });
    long all = sources.values().stream().mapToLong(texts -> texts.all).sum();
    if (notes.isEmpty() && all > 0 && run.channels().isEmpty()) {
      notes.add(
          "only text came, %d events: a channel to fuse is a number, or an array or object of them"
              .formatted(all));
    }
    return notes;
  }

  private static Map<String, Texts> texts(Path facts) throws IOException {
    Map<String, Texts> sources = new TreeMap<>();
    if (!Files.isRegularFile(facts)) {
      return sources;
    }
    try (BufferedReader lines = Files.newBufferedReader(facts)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode fact = Json.mapper().readTree(line);
        Texts texts = sources.computeIfAbsent(fact.path("source").asText(), s -> new Texts());
        texts.all++;
        String text = fact.path("text").asText();
        if (NUMBER.matcher(text).matches()) {
          texts.numbers++;
          texts.example = text;
        }
      }
    }
    return sources;
  }
}
