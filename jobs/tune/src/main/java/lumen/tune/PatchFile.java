package lumen.tune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lumen.fusion.settings.ConfigFile;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.OutputFile;

/**
 * A patch of a config folder: a JSON list of {@code {file, key, from, to, why}}. {@code from} may
 * be null, and {@code why} may be left out; nothing else may stand there.
 */
final class PatchFile {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_CHANGES = 1_000;
  private static final int LONGEST_TEXT = 1_024;
  private static final Set<String> FIELDS = Set.of("file", "key", "from", "to", "why");

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private PatchFile() {}

  /**
   * Reads a patch.
   *
   * @throws CommandFailure with one line, if the file is none
   */
  static List<Change> read(Path file) {
    JsonNode root = tree(file);
    if (!root.isArray() || root.size() > MOST_CHANGES) {
      throw wrong(file + "", "must be a list of at most " + MOST_CHANGES + " changes");
    }
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < root.size(); i++) {
      changes.add(change(file + "[" + i + "]", root.get(i)));
    }
    return changes;
  }

  private static JsonNode tree(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw wrong(file + "", "must have at most " + MOST_BYTES + " bytes");
      }
      return MAPPER.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      String problem = e.getOriginalMessage().lines().findFirst().orElse("");
      throw wrong(file + ":" + line, "must be JSON: " + problem);
    } catch (NumberFormatException e) {
      throw wrong(file + "", "must be JSON: the exponent of a number must have at most 9 digits");
    } catch (IOException e) {
      throw wrong(file + "", "must be a file that can be read");
    }
  }

  private static Change change(String at, JsonNode node) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        throw wrong(at, "must have the keys file, key, from, to, why only, has " + name);
      }
    }
    JsonNode from = node.path("from");
    return new Change(
        configFile(at, text(at, node, "file")),
        text(at, node, "key"),
        from.isMissingNode() || from.isNull() ? Optional.empty() : Optional.of(base(at, from)),
        value(at + ".to", node.path("to")),
        node.has("why") ? text(at, node, "why") : "");
  }

  private static NewValue base(String at, JsonNode from) {
    NewValue base = value(at + ".from", from);
    if (base instanceof NewValue.Difference) {
      throw wrong(at + ".from", "must be the value that was there: " + base.text());
    }
    return base;
  }

  private static NewValue value(String at, JsonNode node) {
    try {
      return NewValues.ofJson(node);
    } catch (IllegalArgumentException e) {
      throw wrong(at, e.getMessage());
    }
  }

  private static String text(String at, JsonNode node, String name) {
    JsonNode text = node.path(name);
    if (!text.isTextual() || text.textValue().length() > LONGEST_TEXT) {
      throw wrong(at + "." + name, "must be a text of at most " + LONGEST_TEXT + " characters");
    }
    return text.textValue();
  }

  private static ConfigFile configFile(String at, String name) {
    for (ConfigFile file : ConfigFile.values()) {
      if (file.fileName().equals(name)) {
        return file;
      }
    }
    String known =
        Arrays.stream(ConfigFile.values())
            .map(ConfigFile::fileName)
            .collect(Collectors.joining(", "));
    throw wrong(at + ".file", "must be one of " + known + ", is " + OneLine.of(name, 60));
  }

  private static CommandFailure wrong(String at, String rule) {
    return CommandFailure.usage(at + ": " + rule);
  }

  /** The JSON form of a patch. */
  static ArrayNode json(List<Change> changes) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Change change : changes) {
      ObjectNode node = list.addObject();
      node.put("file", change.file().fileName());
      node.put("key", change.key());
      node.set("from", change.from().map(NewValue::json).orElse(node.nullNode()));
      node.set("to", change.to().json());
      node.put("why", change.why());
    }
    return list;
  }

  /**
   * Finds out whether a patch may be written to a file.
   *
   * @param logs what the command reads
   */
  static void check(Path file, List<Path> logs, Optional<Path> config, boolean overwrite) {
    Belongings inputs = Belongings.none().config(config);
    logs.forEach(log -> inputs.add("a log", log));
    OutputFile.check(file, inputs, overwrite, OutputFile.Known.NONE);
  }

  /** Writes a patch, whole or not at all. */
  static void write(Path file, List<Change> changes) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Json.write(file, json(changes));
  }
}
