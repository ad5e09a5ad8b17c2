package lumen.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lumen.settings.Finding.Severity;
import lumen.settings.YamlNode.Mark;

/** The files of a config folder as texts. */
final class ConfigFolder {
  /** The largest file that is read, in bytes. */
  static final int MAX_BYTES = 1 << 20;

  private ConfigFolder() {}

  /** The text of one file that must be there. */
  static Optional<String> required(Path file, Findings findings) {
    if (!Files.exists(file)) {
      findings.error("must be a file, does not exist");
    }
    return text(file, findings);
  }

  /** The text of a file, if there is one. */
  static Optional<String> text(Path path, Findings findings) {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      if (!Files.isRegularFile(path)) {
        findings.error("must be a file, is a folder");
        return Optional.empty();
      }
      long size = Files.size(path);
      if (size > MAX_BYTES) {
        findings.error("must have at most " + MAX_BYTES + " bytes, has " + size);
        return Optional.empty();
      }
      return decode(Files.readAllBytes(path), findings);
    } catch (IOException e) {
      findings.error("must be readable: " + e);
      return Optional.empty();
    }
  }

  private static Optional<String> decode(byte[] bytes, Findings findings) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      String text = decoder.decode(in).toString();
      return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      String before = new String(bytes, 0, in.position(), StandardCharsets.UTF_8);
      int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      int column = before.length() - before.lastIndexOf('\n');
      findings.error(
          new Mark(line, column),
          "",
          String.format("must be UTF-8, is the byte 0x%02X here", bytes[in.position()] & 0xff));
      return Optional.empty();
    }
  }

  /**
   * Files that are not read, but whose names look as if they were meant to be.
   *
   * @param known the names of the files that are read
   */
  static List<Finding> misnamed(Path folder, List<String> known) {
    return known.stream()
        .map(name -> name.substring(0, name.indexOf('/') + 1))
        .distinct()
        .sorted()
        .flatMap(inside -> misnamed(folder, inside, known).stream())
        .toList();
  }

  private static List<Finding> misnamed(Path folder, String inside, List<String> known) {
    Path looked = folder.resolve(inside);
    if (!Files.isDirectory(looked)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(looked)) {
      return files
          .map(path -> inside + path.getFileName())
          .filter(name -> !known.contains(name) && name.matches(".*(yaml|yml|json)"))
          .sorted()
          .flatMap(
              name ->
                  known.stream()
                      .filter(file -> isNear(name, file))
                      .map(file -> misnamed(folder, name, file)))
          .toList();
    } catch (IOException e) {
      return List.of(
          new Finding(
              looked.toString(), 0, 0, "", Severity.ERROR, "must be a readable folder: " + e));
    }
  }

  /** Whether a name is nearly that of a file, or its name in another folder. */
  private static boolean isNear(String name, String file) {
    return Suggestion.distance(name, file) <= 2 || file.endsWith("/" + name);
  }

  private static Finding misnamed(Path folder, String name, String meant) {
    String message = "is not read; did you mean " + meant + "?";
    return new Finding(folder.resolve(name).toString(), 0, 0, "", Severity.WARNING, message);
  }
}
