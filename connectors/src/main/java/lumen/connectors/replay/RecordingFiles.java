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
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sound.midi.InvalidMidiDataException;
import lumen.connectors.midi.SmfEvents;

/**
 * Finds the streams behind the paths that a person names. A file is a stream called after it,
 * without {@code .ndjson}, {@code .ndjson.gz}, {@code .ndjson.zst}, {@code .ndjson.xz}, {@code
 * .mid} or {@code .midi}; what has another form is refused by its name ({@link RecordingForm}), and
 * a Standard MIDI File is looked through for damage. A folder with a {@code manifest.json} ({@code
 * {"parts": [{"file": "NAME"}, ...]}}) is one stream, called after it: its parts, files of the
 * first four endings, in the order of the manifest. One without is what {@link FolderStreams} makes
 * of them: one stream called after the folder, or several, each called {@code FOLDER/NAME}. Hidden
 * files are passed over. Streams of equal names get -2, -3, ... in the order given.
 */
public final class RecordingFiles {
  /** The file that gives the order of a folder's parts. */
  public static final String MANIFEST = "manifest.json";

  /** How the format of a log's manifest begins. */
  public static final String LOG_FORMAT = "lumen-log";

  /** What stands for standard input where a file is named. */
  public static final String STANDARD_INPUT = "-";

  private static final List<String> SUFFIXES =
      List.of(".ndjson", ".ndjson.gz", ".ndjson.zst", ".ndjson.xz");
  private static final List<String> SMF_SUFFIXES = List.of(".mid", ".midi");
  private static final ObjectMapper JSON = new ObjectMapper();

  private RecordingFiles() {}

  /**
   * The streams of these files and folders, in the order given.
   *
   * @throws RecordingException naming the first path that holds no recording, and why
   */
  public static List<RecordedParts> find(List<Path> paths) throws RecordingException {
    return find(paths, false);
  }

  /**
   * The streams of these files and folders, in the order given.
   *
   * @param growing whether a file may still be empty
   * @throws RecordingException naming the first path that holds no recording, and why
   */
  public static List<RecordedParts> find(List<Path> paths, boolean growing)
      throws RecordingException {
    if (paths.isEmpty()) {
      throw new RecordingException("a replay must have a recording: no file or folder given");
    }
    Set<String> taken = new HashSet<>();
    List<RecordedParts> streams = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        List<String> file = List.of(recording(path, growing));
        streams.add(
            new RecordedParts(unique(streamName(path), taken), LogHeader.begins(path), file));
      } else if (Files.exists(path.resolve(MANIFEST))) {
        String name = unique(streamName(path), taken);
        streams.add(new RecordedParts(name, isLog(path), partsOf(path)));
      } else {
        for (FolderStreams.Found found : found(path)) {
          String name = unique(found.name(), taken);
          streams.add(new RecordedParts(name, false, files(path, found.files())));
        }
      }
    }
    return List.copyOf(streams);
  }

  /** The streams of a folder without a manifest; only one is called after the folder. */
  private static List<FolderStreams.Found> found(Path folder) throws RecordingException {
    List<FolderStreams.Found> found = FolderStreams.of(folder, present(folder));
    String name = streamName(folder);
    if (found.size() == 1) {
      return List.of(new FolderStreams.Found(name, found.get(0).files()));
    }
    return found.stream()
        .map(one -> new FolderStreams.Found(name + '/' + one.name(), one.files()))
        .toList();
  }

  /**
   * What a person might not expect of these files and folders: which folder is several streams, and
   * which files of one are passed over.
   *
   * @throws RecordingException naming the first path that holds no recording, and why
   */
  public static List<String> remarks(List<Path> paths) throws RecordingException {
    List<String> remarks = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        continue;
      }
      List<String> streams =
          find(List.of(path)).stream().map(parts -> parts.stream().replaceAll(".*/", "")).toList();
      if (streams.size() > 1) {
        remarks.add(
            path
                + ": "
                + streams.size()
                + " recordings side by side: "
                + String.join(", ", streams.subList(0, Math.min(streams.size(), 8)))
                + (streams.size() > 8 ? ", ..." : ""));
      }
      List<String> hidden = names(path, name -> isHidden(name) && hasSuffix(name));
      if (!hidden.isEmpty()) {
        remarks.add(
            path
                + ": passed over "
                + hidden.size()
                + (hidden.size() == 1 ? " hidden file: " : " hidden files: ")
                + String.join(", ", hidden.subList(0, Math.min(hidden.size(), 8)))
                + (hidden.size() > 8 ? ", ..." : ""));
      }
    }
    return remarks;
  }

  /** Whether a file of this name is a part of a recording. */
  static boolean isPart(String name) {
    return !isHidden(name) && hasSuffix(name);
  }

  /** Whether nobody made it on purpose: a Mac puts {@code ._NAME} beside NAME on foreign disks. */
  private static boolean isHidden(String name) {
    return name.startsWith(".");
  }

  private static boolean hasSuffix(String name) {
    return SUFFIXES.stream().anyMatch(name::endsWith);
  }

  /** The name of a part without what tells its form. */
  static String withoutSuffix(String name) {
    for (String suffix : SUFFIXES) {
      if (name.endsWith(suffix)) {
        return name.substring(0, name.length() - suffix.length());
      }
    }
    return name;
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
      name = withoutSuffix(name);
      String smf = smfSuffix(name);
      name = smf == null ? name : name.substring(0, name.length() - smf.length());
    }
    return name.isEmpty() ? "recording" : name;
  }

  private static String smfSuffix(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    return SMF_SUFFIXES.stream().filter(folded::endsWith).findFirst().orElse(null);
  }

  private static String recording(Path file, boolean growing) throws RecordingException {
    String readable = readable(file, growing);
    if (smfSuffix(readable) != null || RecordingForm.isSmf(file)) {
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

  private static String readable(Path file, boolean mayBeEmpty) throws RecordingException {
    if (!Files.exists(file)) {
      if (file.endsWith(STANDARD_INPUT)) {
        throw new RecordingException("standard input is taken by `lumenctl replay -` alone");
      }
      throw new RecordingException("recording must exist: " + file);
    }
    if (Files.isDirectory(file)) {
      throw new RecordingException("part of a recording must be a file, is a folder: " + file);
    }
    if (!Files.isReadable(file)) {
      throw new RecordingException("recording must be readable: " + file);
    }
    RecordingForm.require(file, mayBeEmpty);
    return file.toAbsolutePath().normalize().toString();
  }

  /** The parts of a folder with a manifest; those of a log follow each other by their names. */
  private static List<String> partsOf(Path folder) throws RecordingException {
    List<String> names = present(folder);
    return files(folder, isLog(folder) ? names : inOrderOf(folder.resolve(MANIFEST), names));
  }

  private static List<String> files(Path folder, List<String> names) throws RecordingException {
    List<String> files = new ArrayList<>();
    for (String name : names) {
      files.add(readable(folder.resolve(name), true));
    }
    return files;
  }

  private static List<String> present(Path folder) throws RecordingException {
    List<String> names = names(folder, RecordingFiles::isPart);
    if (names.isEmpty()) {
      throw new RecordingException(
          "folder must hold *.ndjson, plain or as .gz, .zst or .xz: %s has none%s"
              .formatted(folder, RecordingForm.insteadIn(folder)));
    }
    return names;
  }

  private static List<String> names(Path folder, Predicate<String> of) throws RecordingException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !Files.isDirectory(entry))
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(of)
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
