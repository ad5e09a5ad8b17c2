package lumen.connectors.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.sound.midi.InvalidMidiDataException;
import lumen.connectors.midi.SmfEvents;

/**
 * Finds the streams behind the paths that a person names. A file is a stream called after it,
 * without {@code .ndjson}, {@code .ndjson.gz}, {@code .mid} or {@code .midi}; a Standard MIDI File
 * is looked through for damage when it is found. A folder is one stream, called after it: its
 * {@code *.ndjson} and {@code *.ndjson.gz} parts in the order of its {@code manifest.json} ({@code
 * {"parts": [{"file": "NAME"}, ...]}}) if it has one, of their names otherwise. Streams of equal
 * names get -2, -3, ... in the order given.
 */
public final class RecordingFiles {
  /** The file that gives the order of a folder's parts. */
  public static final String MANIFEST = "manifest.json";

  /** How the format of a log's manifest begins. */
  public static final String LOG_FORMAT = "lumen-log";

  private static final List<String> SUFFIXES = List.of(".ndjson", ".ndjson.gz");
  private static final List<String> SMF_SUFFIXES = List.of(".mid", ".midi");
  private static final ObjectMapper JSON = new ObjectMapper();

  private RecordingFiles() {}

  /**
   * The streams of these files and folders, in the order given.
   *
   * @throws RecordingException naming the first path that holds no recording, and why
   */
  public static List<RecordedParts> find(List<Path> paths) throws RecordingException {
    if (paths.isEmpty()) {
      throw new RecordingException("a replay must have a recording: no file or folder given");
    }
    Set<String> taken = new HashSet<>();
    List<RecordedParts> streams = new ArrayList<>();
    for (Path path : paths) {
      boolean folder = Files.isDirectory(path);
      List<String> files = folder ? partsOf(path) : List.of(recording(path));
      boolean log = folder ? isLog(path) : LogHeader.begins(path);
      streams.add(new RecordedParts(unique(streamName(path), taken), log, files));
    }
    return List.copyOf(streams);
  }

  /** Whether a file of this name is a part of a recording. */
  static boolean isPart(String name) {
    return SUFFIXES.stream().anyMatch(name::endsWith);
  }

  /** Whether a file of this name is of a recording in a folder: a part, or what orders them. */
  public static boolean isOfFolder(String name) {
    return isPart(name) || name.equals(MANIFEST);
  }

  /**
   * Whether a folder is a log of decided events: its manifest's format begins with {@link
   * #LOG_FORMAT}. The parts of a log follow each other in the order of their names, whatever the
   * manifest of a log that is being written names by now.
   */
  private static boolean isLog(Path folder) throws RecordingException {
    Path manifest = folder.resolve(MANIFEST);
    return Files.exists(manifest) && read(manifest).path("format").asText().startsWith(LOG_FORMAT);
  }

  /** Whether a manifest is that of a log of decided events. */
  public static boolean isLogManifest(byte[] manifest) throws IOException {
    try {
      return JSON.readTree(manifest).path("format").asText().startsWith(LOG_FORMAT);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static String streamName(Path path) {
    Path last = path.toAbsolutePath().normalize().getFileName();
    String name = last == null ? "" : last.toString();
    if (!Files.isDirectory(path)) {
      for (String suffix : SUFFIXES) {
        if (name.endsWith(suffix)) {
          name = name.substring(0, name.length() - suffix.length());
        }
      }
      String smf = smfSuffix(name);
      name = smf == null ? name : name.substring(0, name.length() - smf.length());
    }
    return name.isEmpty() ? "recording" : name;
  }

  private static String smfSuffix(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    return SMF_SUFFIXES.stream().filter(folded::endsWith).findFirst().orElse(null);
  }

  private static String recording(Path file) throws RecordingException {
    String readable = readable(file);
    if (smfSuffix(readable) != null) {
      try {
        SmfEvents.read(file);
      } catch (InvalidMidiDataException e) {
        throw new RecordingException(
            "Standard MIDI File must be whole: " + file + ": " + e.getMessage(), e);
      } catch (IOException e) {
        throw new RecordingException("recording must be readable: " + file, e);
      }
    }
    return readable;
  }

  private static String unique(String name, Set<String> taken) {
    String candidate = name;
    for (int n = 2; !taken.add(candidate); n++) {
      candidate = name + "-" + n;
    }
    return candidate;
  }

  private static String readable(Path file) throws RecordingException {
    if (!Files.exists(file)) {
      throw new RecordingException("recording must exist: " + file);
    }
    if (Files.isDirectory(file)) {
      throw new RecordingException("part of a recording must be a file, is a folder: " + file);
    }
    if (!Files.isReadable(file)) {
      throw new RecordingException("recording must be readable: " + file);
    }
    return file.toAbsolutePath().normalize().toString();
  }

  private static List<String> partsOf(Path folder) throws RecordingException {
    List<String> names = ndjsonIn(folder);
    Path manifest = folder.resolve(MANIFEST);
    if (Files.exists(manifest) && !isLog(folder)) {
      names = inOrderOf(manifest, names);
    }
    if (names.isEmpty()) {
      throw new RecordingException(
          "folder must hold *.ndjson or *.ndjson.gz: " + folder + " has none");
    }
    List<String> files = new ArrayList<>();
    for (String name : names) {
      files.add(readable(folder.resolve(name)));
    }
    return files;
  }

  private static List<String> ndjsonIn(Path folder) throws RecordingException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !Files.isDirectory(entry))
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(RecordingFiles::isPart)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new RecordingException("folder must be readable: " + folder, e);
    }
  }

  private static List<String> inOrderOf(Path manifest, List<String> present)
      throws RecordingException {
    JsonNode parts = read(manifest).path("parts");
    if (!parts.isArray() || parts.isEmpty()) {
      throw new RecordingException(
          "manifest must be {\"parts\": [{\"file\": NAME}, ...]}: " + manifest);
    }
    List<String> names = new ArrayList<>();
    for (JsonNode part : parts) {
      names.add(partName(part.path("file"), manifest));
    }
    for (int i = 0; i < names.size(); i++) {
      if (names.indexOf(names.get(i)) < i) {
        throw new RecordingException(
            "manifest must name each part once: " + manifest + " repeats " + names.get(i));
      }
    }
    for (String name : present) {
      if (!names.contains(name)) {
        throw new RecordingException(
            "manifest must name every part: " + manifest + " leaves out " + name);
      }
    }
    return names;
  }

  private static String partName(JsonNode file, Path manifest) throws RecordingException {
    String name = file.textValue();
    if (name == null || name.isEmpty() || name.contains("/") || name.contains("\\")) {
      throw new RecordingException(
          "manifest must name files of its own folder: " + manifest + " has " + file);
    }
    if (!Files.exists(manifest.resolveSibling(name))) {
      throw new RecordingException(
          "manifest must name parts that exist: " + manifest + " names " + name);
    }
    return name;
  }

  private static JsonNode read(Path manifest) throws RecordingException {
    try {
      return JSON.readTree(Files.readAllBytes(manifest));
    } catch (JsonProcessingException e) {
      throw new RecordingException(
          "manifest must be JSON: " + manifest + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new RecordingException("manifest must be readable: " + manifest, e);
    }
  }
}
