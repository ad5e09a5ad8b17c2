package lumen.connectors.midi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.sound.midi.InvalidMidiDataException;

/**
 * The chunks of a Standard MIDI File and what its header says of time (Standard MIDI Files 1.0).
 * Times are fractions: ticks * {@code microsNumerator} / {@code microsDenominator}, where the
 * numerator of a file in quarter notes is its tempo.
 *
 * @param microsNumerator microseconds a quarter note at the beginning, or the numerator of a tick's
 *     microseconds in a file of SMPTE time
 * @param microsDenominator ticks a quarter note, or the denominator of a tick's microseconds
 * @param tempoMatters whether the file is in quarter notes
 * @param tracks where the content of each track lies: from, to
 */
record SmfHead(
    long microsNumerator, long microsDenominator, boolean tempoMatters, List<int[]> tracks) {
  private static final int CHUNK_HEAD = 8;
  private static final int HEADER_LENGTH = 6;
  private static final long DEFAULT_TEMPO = 500_000;

  static boolean isHead(byte[] bytes) {
    return bytes.length >= 4
        && bytes[0] == 'M'
        && bytes[1] == 'T'
        && bytes[2] == 'h'
        && bytes[3] == 'd';
  }

  static SmfHead read(byte[] file) throws InvalidMidiDataException {
    if (!isHead(file)) {
      throw new InvalidMidiDataException("it must begin with MThd: begins with " + beginning(file));
    }
    if (file.length < CHUNK_HEAD + HEADER_LENGTH || length(file, 4) < HEADER_LENGTH) {
      throw new InvalidMidiDataException("header must have 6 bytes");
    }
    int format = pair(file, 8);
    if (format > 1) {
      throw new InvalidMidiDataException(
          "format must be 0 (one track) or 1 (tracks that sound together), is " + format);
    }
    List<int[]> tracks = tracks(file);
    int declared = pair(file, 10);
    if (tracks.isEmpty() || tracks.size() < declared) {
      throw new InvalidMidiDataException(
          "header declares " + declared + " tracks, the file has " + tracks.size());
    }
    int division = pair(file, 12);
    return division < 0x8000
        ? quarterNotes(division, tracks)
        : smpte(-(byte) (division >> 8), division & 0xFF, tracks);
  }

  private static SmfHead quarterNotes(int ticks, List<int[]> tracks)
      throws InvalidMidiDataException {
    if (ticks == 0) {
      throw new InvalidMidiDataException("division must be above 0 ticks a quarter note");
    }
    return new SmfHead(DEFAULT_TEMPO, ticks, true, tracks);
  }

  /** Frames a second; 29 stands for 30000/1001 (drop frame), of which a tick is a part. */
  private static SmfHead smpte(int frames, int ticks, List<int[]> tracks)
      throws InvalidMidiDataException {
    if (ticks == 0) {
      throw new InvalidMidiDataException("division must be above 0 ticks a frame");
    }
    return switch (frames) {
      case 24 -> new SmfHead(125_000, 3L * ticks, false, tracks);
      case 25 -> new SmfHead(40_000, ticks, false, tracks);
      case 29 -> new SmfHead(100_100, 3L * ticks, false, tracks);
      case 30 -> new SmfHead(100_000, 3L * ticks, false, tracks);
      default ->
          throw new InvalidMidiDataException(
              "division must be 24, 25, 29 or 30 frames a second, is " + frames);
    };
  }

  private static List<int[]> tracks(byte[] file) throws InvalidMidiDataException {
    List<int[]> tracks = new ArrayList<>();
    long at = CHUNK_HEAD + length(file, 4);
    while (at + CHUNK_HEAD <= file.length) {
      int head = (int) at;
      long end = at + CHUNK_HEAD + length(file, head + 4);
      if (end > file.length) {
        throw new InvalidMidiDataException(
            "chunk at byte " + head + " ends at " + end + ", the file at " + file.length);
      }
      boolean track =
          file[head] == 'M'
              && file[head + 1] == 'T'
              && file[head + 2] == 'r'
              && file[head + 3] == 'k';
      if (track) {
        tracks.add(new int[] {head + CHUNK_HEAD, (int) end});
      }
      at = end;
    }
    return List.copyOf(tracks);
  }

  private static long length(byte[] file, int at) {
    return (long) pair(file, at) << 16 | pair(file, at + 2);
  }

  private static int pair(byte[] file, int at) {
    return (file[at] & 0xFF) << 8 | (file[at + 1] & 0xFF);
  }

  private static String beginning(byte[] file) {
    return file.length == 0
        ? "nothing"
        : '"'
            + new String(file, 0, Math.min(4, file.length), StandardCharsets.ISO_8859_1)
                .replaceAll("[^ -~]", "?")
            + '"';
  }
}
