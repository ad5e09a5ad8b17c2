package lumen.connectors.replay;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import lumen.event.LineStamp;

/**
 * When a part of a recording begins and ends, by the stamps of its lines, in their own unit.
 *
 * @param first that of the first line that has one; NaN without any
 * @param last that of the last line that has one
 */
record PartSpan(double first, double last) {
  /** So many lines at either end may tell no time. */
  private static final int LINES = 16;

  /**
   * Reads the begin of a part, or all of it.
   *
   * @param whole whether its end is looked for; else it is taken for its begin
   * @throws RecordingException where it cannot be read
   */
  static PartSpan of(Path file, boolean whole) throws RecordingException {
    Ends ends = new Ends();
    try (LineReader lines =
        new LineReader(PartContent.open(file, "", 0, false, false), 0, 0, false)) {
      for (LineReader.Found found = lines.next(); goesOn(found); found = lines.next()) {
        if (found == LineReader.Found.LINE && !lines.isBlank()) {
          ends.take(lines);
        }
        if (!whole && (ends.lines > LINES || !Double.isNaN(ends.first))) {
          break;
        }
      }
      return new PartSpan(ends.first, ends.last());
    } catch (EOFException | ZipException e) {
      // A damaged part is counted where it is read.
      return new PartSpan(ends.first, ends.last());
    } catch (IOException e) {
      throw new RecordingException("recording must be readable: " + file, e);
    }
  }

  private static boolean goesOn(LineReader.Found found) {
    return found == LineReader.Found.LINE || found == LineReader.Found.TOO_LONG;
  }

  /** Whether another part begins when at least nine tenths of this one have passed. */
  boolean isFollowedBy(PartSpan next) {
    return !(next.first < first + 0.9 * (last - first));
  }

  /** The first stamp and the last lines of a part while it is read. */
  private static final class Ends {
    private final LineStamp stamps = new LineStamp();
    private final byte[][] newest = new byte[LINES][0];
    private final int[] lengths = new int[LINES];
    private long lines;
    private double first = Double.NaN;

    void take(LineReader reader) {
      int length = reader.end() - reader.start();
      if (Double.isNaN(first) && lines <= LINES) {
        first = stamps.of(reader.buffer(), reader.start(), reader.end());
      }
      int slot = (int) (lines++ % LINES);
      if (newest[slot].length < length) {
        newest[slot] = new byte[2 * length];
      }
      System.arraycopy(reader.buffer(), reader.start(), newest[slot], 0, length);
      lengths[slot] = length;
    }

    double last() {
      for (long line = lines - 1; line >= 0 && line > lines - 1 - LINES; line--) {
        int slot = (int) (line % LINES);
        double stamp = stamps.of(newest[slot], 0, lengths[slot]);
        if (!Double.isNaN(stamp)) {
          return stamp;
        }
      }
      return first;
    }
  }
}
