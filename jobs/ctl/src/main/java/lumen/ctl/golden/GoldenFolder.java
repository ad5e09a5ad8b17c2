package lumen.ctl.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import lumen.terminal.CommandFailure;
import lumen.terminal.FileTrouble;

/**
 * A golden: {@code golden.yaml}, {@code input.ndjson} (also compressed), perhaps {@code
 * control.ndjson} and {@code config/}, and {@code expected/}.
 *
 * @param root its folder
 * @param spec what its file says
 */
record GoldenFolder(Path root, GoldenSpec spec) {
  private static final String FILE = "golden.yaml";
  private static final List<String> INPUTS =
      List.of("input.ndjson", "input.ndjson.gz", "input.ndjson.zst", "input.ndjson.xz");

  /** Opens one. */
  static GoldenFolder of(Path root) {
    Path file = root.resolve(FILE);
    try {
      return new GoldenFolder(root, GoldenSpec.read(Files.readString(file), file.toString()));
    } catch (IOException e) {
      throw CommandFailure.usage(
          "a golden must have a readable %s: %s: %s".formatted(FILE, root, FileTrouble.of(e)));
    }
  }

  /** All of a folder, by name. */
  static List<GoldenFolder> all(Path folder) {
    List<GoldenFolder> goldens = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      entries.filter(Files::isDirectory).sorted().forEach(root -> goldens.add(of(root)));
    } catch (IOException e) {
      throw CommandFailure.usage(
          "the folder of goldens must be readable: " + folder + ": " + FileTrouble.of(e));
    }
    if (goldens.isEmpty()) {
      throw CommandFailure.usage("the folder of goldens must hold one: " + folder);
    }
    return goldens;
  }

  String name() {
    return root.getFileName().toString();
  }

  Path input() {
    return INPUTS.stream()
        .map(root::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> CommandFailure.usage("a golden must have an input.ndjson: " + root));
  }

  Optional<Path> control() {
    return Optional.of(root.resolve("control.ndjson")).filter(Files::isRegularFile);
  }

  /** The file of an output that is expected. */
  Path expected(String output) {
    return root.resolve("expected").resolve(output + ".ndjson");
  }

  /**
   * Makes the folder of configuration that it is run with: files of its own before those of all.
   */
  void configure(Path configs, Path target) throws IOException {
    if (Files.isDirectory(configs)) {
      try (Stream<Path> tree = Files.walk(configs)) {
        for (Path file : tree.filter(Files::isRegularFile).toList()) {
          Path relative = configs.relativize(file);
          if (!relative.startsWith("goldens") && !relative.startsWith("schemas")) {
            copy(file, target.resolve(relative));
          }
        }
      }
    }
    for (String file : spec.config()) {
      Path own = root.resolve("config").resolve(file).normalize();
      if (!own.startsWith(root.resolve("config")) || !Files.isRegularFile(own)) {
        throw CommandFailure.usage(
            "%s: config must name files of its folder config: %s"
                .formatted(root.resolve(FILE), file));
      }
      copy(own, target.resolve(file));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.write(to, Files.readAllBytes(from));
  }

  /** Whether the expected files are those whose hashes are told, and nothing else. */
  List<String> faults() throws IOException {
    List<String> faults = new ArrayList<>();
    if (spec.expect().isEmpty()) {
      faults.add(
          "nothing is expected yet: `lumenctl golden update %s --why TEXT`".formatted(name()));
      return faults;
    }
    if (!spec.isOfItsHistory()) {
      faults.add("what is expected must be what the last line of history made it: " + FILE);
    }
    for (Map.Entry<String, String> each : spec.expect().entrySet()) {
      Path file = expected(each.getKey());
      if (!Files.isRegularFile(file)) {
        faults.add("an expected file is missing: " + file);
      } else if (!GoldenHash.of(Files.readAllBytes(file)).equals(each.getValue())) {
        faults.add("an expected file must be as its hash says: " + file);
      }
    }
    return faults;
  }

  /** Writes what is expected from now on. */
  void write(SortedMap<String, byte[]> found, String when, String by, String why)
      throws IOException {
    SortedMap<String, String> hashes = new TreeMap<>();
    Files.createDirectories(root.resolve("expected"));
    for (Map.Entry<String, byte[]> each : found.entrySet()) {
      hashes.put(each.getKey(), GoldenHash.of(each.getValue()));
      Files.write(expected(each.getKey()), each.getValue());
    }
    Files.writeString(root.resolve(FILE), spec.with(hashes, when, by, why).text());
  }
}
