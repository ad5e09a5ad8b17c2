package lumen.connectors.midi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.midi.InvalidMidiDataException;

/**
 * A Standard MIDI File (format 0 or 1, in quarter notes with its tempo map or in SMPTE time) as a
 * recording: its events in the order of time, as lines of JSON. A MIDI file has no date, so it
 * begins at {@link #START_MICROS}. The same file gives the same bytes.
 *
 * <p>It is read here rather than by {@code MidiSystem.getSequence}, which makes some 150 bytes of
 * objects of an event of three, and gives way to any other reader on the class path; here a file
 * takes its own length in memory, whatever it holds.
 */
public final class SmfEvents {
  /** The longest file that is read. */
  public static final int MAX_BYTES = 16 << 20;

  /** The beginning of every file: 2000-01-01T00:00:00Z, microseconds since the epoch. */
  public static final long START_MICROS = 946_684_800_000_000L;

  private final byte[] file;
  private final SmfHead head;

  private SmfEvents(byte[] file, SmfHead head) {
    this.file = file;
    this.head = head;
  }

  /** Whether these are the first bytes of a Standard MIDI File; four tell. */
  public static boolean isSmf(byte[] firstBytes) {
    return SmfHead.isHead(firstBytes);
  }

  /**
   * Reads a file and goes through all of its events once.
   *
   * @throws InvalidMidiDataException naming what is wrong with it, and where
   */
  public static SmfEvents read(Path path) throws IOException, InvalidMidiDataException {
    SmfEvents events;
    try (InputStream in = Files.newInputStream(path)) {
      events = of(in.readNBytes(MAX_BYTES + 1));
    }
    SmfMerge all = events.merge();
    while (all.next()) {
      // Finds what is damaged.
    }
    return events;
  }

  /** The file of these bytes; its events are not looked at. */
  static SmfEvents of(byte[] file) throws InvalidMidiDataException {
    if (file.length > MAX_BYTES) {
      throw new InvalidMidiDataException("it must have at most " + MAX_BYTES + " bytes");
    }
    return new SmfEvents(file, SmfHead.read(file));
  }

  /** All tracks as one, from the beginning. */
  SmfMerge merge() throws InvalidMidiDataException {
    return new SmfMerge(file, head);
  }

  /**
   * The events as lines: {@code {"ts":...,"source":...,"key":...,"value":...}}.
   *
   * @param source event source of all of them
   */
  public InputStream lines(String source) throws InvalidMidiDataException {
    return new SmfLines(merge(), source);
  }
}
