package lumen.release.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import org.yaml.snakeyaml.Yaml;

/**
 * A shipped manifest.
 *
 * @param file its file
 * @param tree what it says
 */
record Manifest(String file, JsonNode tree) {
  static final Path FOLDER = LumenHome.locate().root().resolve("deploy/kubernetes");

  /** Maps with keys of their own, in which no name is wrong. */
  private static final Set<String> FREE =
      Set.of(
          "labels",
          "annotations",
          "matchLabels",
          "flinkConfiguration",
          "requests",
          "limits",
          "selector");

  /** A manifest in which one field was given a name that no kind has. */
  record Mutant(String what, JsonNode tree) {}

  String kind() {
    return tree.path("kind").asText();
  }

  String name() {
    return tree.at("/metadata/name").asText(tree.at("/metadata/generateName").asText());
  }

  /** All of them, by file. */
  static List<Manifest> all() throws IOException {
    List<Manifest> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).sorted().toList()) {
        for (Object document : new Yaml().loadAll(Files.readString(file))) {
          all.add(new Manifest(file.getFileName().toString(), Json.mapper().valueToTree(document)));
        }
      }
    }
    return all;
  }

  static Stream<Manifest> of(String kind) throws IOException {
    return all().stream().filter(one -> one.kind().equals(kind));
  }

  /** Those in which one field of {@code spec}, or beside it, has another name, a field each. */
  List<Mutant> mutants() {
    List<Mutant> mutants = new ArrayList<>();
    ObjectNode copy = tree.deepCopy();
    mutate(copy, copy, "", mutants);
    return mutants;
  }

  private static void mutate(JsonNode root, JsonNode node, String path, List<Mutant> into) {
    if (node instanceof ArrayNode list) {
      // Lists hold many of one form: the first and the last of them.
      for (int i = 0; i < list.size(); i += Math.max(1, list.size() - 1)) {
        mutate(root, list.get(i), path + "/" + i, into);
      }
    } else if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        if (path.isEmpty() && name.equals("metadata")) {
          continue;
        }
        JsonNode value = object.remove(name);
        object.set(name + "Mispelt", value);
        into.add(new Mutant(path + "/" + name, root.deepCopy()));
        object.remove(name + "Mispelt");
        object.set(name, value);
        if (!FREE.contains(name) || !allTexts(value)) {
          mutate(root, value, path + "/" + name, into);
        }
      }
    }
  }

  private static boolean allTexts(JsonNode value) {
    for (JsonNode each : value) {
      if (!each.isValueNode()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return file + " " + kind() + " " + name();
  }
}
