package lumen.ctl.prune;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import lumen.connectors.replay.RecordingFiles;
import lumen.ctl.live.ConfigCopy;
import lumen.terminal.Json;

/**
 * A recording as a folder holds it: parts, the manifest, and the copy of the configuration. One
 * that is still written loses parts, never the newest; one that has ended goes as a whole. One
 * whose writer was killed says for ever that it is written.
 */
final class RecordedLog {
  private static final List<String> FORMATS = List.of(RecordingFiles.LOG_FORMAT, "lumen-capture");
  private static final Pattern PART = Pattern.compile("part-\\d+\\.ndjson(\\.gz)?");
  private static final String CONFIG = "config";
  private static final String RULES = "evidence";
  private static final String SURFACE = "gain_surface.json";

  private final Path folder;
  private final boolean open;
  private final List<Path> parts = new ArrayList<>();
  private final Map<Path, Instant> ends = new HashMap<>();

  private RecordedLog(Path folder, boolean open) {
    this.folder = folder;
    this.open = open;
  }

  /** The recording in a folder that has a manifest, or none where the manifest is another's. */
  static Optional<RecordedLog> of(Path folder) throws IOException {
    JsonNode manifest;
    try {
      byte[] text = Files.readAllBytes(folder.resolve(RecordingFiles.MANIFEST));
      manifest = Json.mapper().readTree(text);
    } catch (JacksonException e) {
      return Optional.empty();
    }
    String format = manifest.path("format").asText();
    if (FORMATS.stream().noneMatch(format::startsWith)) {
      return Optional.empty();
    }
    RecordedLog log = new RecordedLog(folder, manifest.path("open").asBoolean());
    log.readParts(manifest);
    return Optional.of(log);
  }

  private void readParts(JsonNode manifest) throws IOException {
    Map<String, Double> named = new HashMap<>();
    for (JsonNode part : manifest.path("parts")) {
      named.put(part.path("file").asText(), part.path("to").asDouble());
    }
    for (Path file : StoredFinder.filesIn(folder)) {
      String name = StoredFinder.name(file);
      boolean listed = named.containsKey(name) && StoredFinder.isNdjson(file);
      if (listed || PART.matcher(name).matches()) {
        double to = named.getOrDefault(name, 0.0);
        parts.add(file);
        ends.put(file, to > 0 ? Instant.ofEpochMilli(Math.round(to * 1e3)) : modified(file));
      }
    }
  }

  private static Instant modified(Path file) throws IOException {
    return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
  }

  /** What can be deleted at a time. */
  List<Stored> stored() throws IOException {
    return open ? olderParts() : List.of(whole());
  }

  private List<Stored> olderParts() throws IOException {
    List<Stored> older = new ArrayList<>();
    for (Path part : parts.subList(0, Math.max(0, parts.size() - 1))) {
      List<Path> files = List.of(part);
      long bytes = StoredFinder.bytes(files);
      older.add(new Stored(StoredKind.CAPTURE, part, ends.get(part), bytes, files, List.of()));
    }
    return older;
  }

  private static void addConfig(Path config, List<Path> files, List<Path> folders)
      throws IOException {
    if (!Files.isDirectory(config, LinkOption.NOFOLLOW_LINKS)
        || Files.isSymbolicLink(config.getParent())) {
      return;
    }
    for (Path file : StoredFinder.filesIn(config)) {
      if (StoredFinder.name(file).endsWith(".yaml") || StoredFinder.name(file).equals(SURFACE)) {
        files.add(file);
      }
    }
    Path list = config.resolve(ConfigCopy.LIST);
    if (StoredFinder.isFile(list)) {
      files.add(list);
    }
    folders.add(config);
  }

  /** The manifest goes last, so that what is interrupted is found again. */
  private Stored whole() throws IOException {
    Path manifest = folder.resolve(RecordingFiles.MANIFEST);
    List<Path> files = new ArrayList<>(parts);
    List<Path> folders = new ArrayList<>();
    Path config = folder.resolve(CONFIG);
    addConfig(config.resolve(RULES), files, folders);
    addConfig(config, files, folders);
    files.add(manifest);
    folders.add(folder);
    Instant end = ends.values().stream().max(Instant::compareTo).orElse(modified(manifest));
    long bytes = StoredFinder.bytes(files);
    return new Stored(StoredKind.CAPTURE, folder, end, bytes, files, folders);
  }
}
