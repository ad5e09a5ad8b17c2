package lumen.connectors.replay;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import lumen.connectors.midi.SmfEvents;
import lumen.event.LogFormat;

/**
 * Whether a file has the form of a recording, told by its first bytes, never by its name. What is
 * known for something else is named; what is not known is read, and its lines are accounted for.
 */
public final class RecordingForm {
  /** So many first bytes decide. */
  public static final int HEAD_BYTES = 1 << 16;

  private static final String TAKES =
      "recording must be lines of JSON with ts, source, key and value (plain, .gz, .zst or .xz) or"
          + " a MIDI file: ";

  private static final int TYPE_MASK = 0xF000;
  private static final int FIFO = 0x1000;

  private RecordingForm() {}

  /**
   * Checks a file.
   *
   * @param mayBeEmpty whether it may hold nothing, as a part of several or a file that still grows
   * @throws RecordingException in one line, if it is something else than a recording
   */
  static void require(Path file, boolean mayBeEmpty) throws RecordingException {
    requireFile(file);
    Optional<String> wrong = wrong(String.valueOf(file), first(file), mayBeEmpty);
    if (wrong.isPresent()) {
      throw new RecordingException(wrong.get());
    }
  }

  /**
   * Checks the first bytes of something.
   *
   * @param name what the person calls it
   * @param first its first {@link #HEAD_BYTES} bytes, or all
   * @throws RecordingException in one line, if it is something else than a recording
   */
  public static void require(String name, byte[] first) throws RecordingException {
    Optional<String> wrong = wrong(name, first, false);
    if (wrong.isPresent()) {
      throw new RecordingException(wrong.get());
    }
  }

  /** Whether a file is compressed, whatever its name says. */
  public static boolean isCompressed(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Compression.of(in.readNBytes(Compression.MAGIC_BYTES)).isPresent();
    }
  }

  static boolean isSmf(Path file) throws RecordingException {
    return SmfEvents.isSmf(first(file));
  }

  /** What a folder without a recording holds instead, to be said after that it has none. */
  static String insteadIn(Path folder) throws RecordingException {
    List<Path> files = files(folder);
    for (Path file : files) {
      byte[] first = first(file);
      if (SmfEvents.isSmf(first)) {
        return ", but %s is a MIDI file; give it by its name".formatted(file.getFileName());
      }
      Optional<ForeignForm> foreign = ForeignForm.of(first, false);
      if (foreign.isPresent()) {
        return ", but %s is %s; %s"
            .formatted(file.getFileName(), foreign.get().words(), foreign.get().remedy());
      }
    }
    return files.isEmpty() ? "" : ", but other files, such as " + files.get(0).getFileName();
  }

  private static List<Path> files(Path folder) throws RecordingException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isRegularFile).filter(Files::isReadable).sorted().toList();
    } catch (IOException e) {
      throw new RecordingException("folder must be readable: " + folder, e);
    }
  }

  private static byte[] first(Path file) throws RecordingException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD_BYTES);
    } catch (IOException e) {
      throw new RecordingException("recording must be readable: " + file, e);
    }
  }

  /** A pipe is told before it is opened, which would wait for whoever writes into it. */
  private static void requireFile(Path file) throws RecordingException {
    try {
      if (!Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
        return;
      }
      boolean fifo =
          file.getFileSystem().supportedFileAttributeViews().contains("unix")
              && ((int) Files.getAttribute(file, "unix:mode") & TYPE_MASK) == FIFO;
      throw new RecordingException(
          fifo
              ? "recording must be a file, which can be read twice: %s is a pipe; `lumenctl replay -` takes what comes out of it"
                  .formatted(file)
              : "recording must be a file: %s is a device or a socket".formatted(file));
    } catch (IOException e) {
      throw new RecordingException("recording must be readable: " + file, e);
    }
  }

  private static Optional<String> wrong(String name, byte[] first, boolean mayBeEmpty) {
    if (SmfEvents.isSmf(first)) {
      return Optional.empty();
    }
    Optional<Compression> compression = Compression.of(first);
    byte[] head = first;
    String within = "";
    if (compression.isPresent()) {
      within = ", compressed by " + compression.get().words();
      try {
        head = content(compression.get(), first);
      } catch (IOException e) {
        return Optional.of(name + ": " + e.getMessage());
      }
    }
    if (head.length < HEAD_BYTES && isBlank(head)) {
      String empty = within.isEmpty() ? " is empty" : " holds nothing that can be read" + within;
      return mayBeEmpty ? Optional.empty() : Optional.of(TAKES + name + empty);
    }
    if (LogFormat.isHeader(head, 0, Math.min(head.length, LogFormat.headerBytes()))) {
      return Optional.empty();
    }
    String is = name + " is ";
    String of = within;
    return ForeignForm.of(head, compression.isPresent())
        .map(foreign -> TAKES + is + foreign.words() + of + "; " + foreign.remedy());
  }

  /**
   * What can be read of the beginning; the rest of what is damaged is accounted for later.
   *
   * @throws DamagedPartException where it needs too much memory
   */
  private static byte[] content(Compression compression, byte[] first) throws IOException {
    byte[] head = new byte[HEAD_BYTES];
    int length = 0;
    try (InputStream in = compression.open(new ByteArrayInputStream(first), false)) {
      for (int n = 0; n >= 0 && length < head.length; ) {
        n = in.read(head, length, head.length - length);
        length += Math.max(0, n);
      }
    } catch (DamagedPartException e) {
      if (length == 0 && !DamagedPartException.WHOLE.equals(e.getMessage())) {
        throw e;
      }
    } catch (EOFException | ZipException e) {
      // What was handed out before it is what there is.
    }
    return Arrays.copyOf(head, length);
  }

  private static boolean isBlank(byte[] head) {
    for (byte b : head) {
      if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
