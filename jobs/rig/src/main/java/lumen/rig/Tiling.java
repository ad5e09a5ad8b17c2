package lumen.rig;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/**
 * Repeats a recording in time until it has a wanted number of events.
 *
 * <p>Copy k is the recording with every time stamp later by k times a whole number of seconds, the
 * first that is longer than the recording. Lines without a readable time stamp are repeated as they
 * are. Streaming, on bytes; memory is that of the longest line.
 */
final class Tiling {
  private static final int FLUSH = 1 << 20;
  private static final long MAX_AHEAD_S = 86_400;
  private final Path recording;
  private final TimestampShift shift = new TimestampShift();

  /**
   * What was written.
   *
   * @param events lines with a time stamp
   * @param lines all lines
   * @param copies copies of the recording, the last one perhaps cut
   * @param shiftS seconds from one copy to the next
   */
  public record Tiled(long events, long lines, long copies, long shiftS) {}

  /** Tiles this recording, ndjson, compressed if its name ends in {@code .gz}. */
  public Tiling(Path recording) {
    this.recording = recording;
  }

  /**
   * Writes copies until there are {@code events} lines with a time stamp.
   *
   * @param out takes the lines; not closed
   * @param progress told the number of events now and then
   */
  public Tiled write(long events, OutputStream out, LongConsumer progress) throws IOException {
    if (events < 1) {
      throw new IllegalArgumentException("events must be > 0: " + events);
    }
    long shiftS = lengthS();
    ByteBlock block = new ByteBlock(2 * FLUSH);
    long done = 0;
    long lines = 0;
    long copies = 0;
    while (done < events) {
      try (InputStream in = open()) {
        LineScanner reader = new LineScanner(in);
        while (done < events && reader.next()) {
          lines++;
          done += copy(reader, copies * shiftS, block);
          if (block.size() >= FLUSH) {
            block.drainTo(out);
            progress.accept(done);
          }
        }
      }
      copies++;
    }
    block.drainTo(out);
    progress.accept(done);
    return new Tiled(done, lines, copies, shiftS);
  }

  private int copy(LineScanner line, long shiftS, ByteBlock block) {
    boolean found = shift.find(line.buffer(), line.from(), line.to());
    if (found) {
      shift.write(line.buffer(), line.from(), line.to(), shiftS, block);
    } else {
      block.append(line.buffer(), line.from(), line.to() - line.from());
    }
    block.append((byte) '\n');
    return found ? 1 : 0;
  }

  /**
   * The first whole number of seconds that is longer than the recording; a stray time far ahead
   * does not count.
   */
  private long lengthS() throws IOException {
    long first = Long.MIN_VALUE;
    long newest = Long.MIN_VALUE;
    try (InputStream in = open()) {
      LineScanner reader = new LineScanner(in);
      while (reader.next()) {
        if (!shift.find(reader.buffer(), reader.from(), reader.to())) {
          continue;
        }
        if (first == Long.MIN_VALUE) {
          first = shift.seconds();
          newest = first;
        } else if (shift.seconds() <= newest + MAX_AHEAD_S) {
          newest = Math.max(newest, shift.seconds());
        }
      }
    }
    if (first == Long.MIN_VALUE) {
      throw new IOException("recording must have events with a time stamp: " + recording);
    }
    return newest - first + 1;
  }

  private InputStream open() throws IOException {
    InputStream file = Files.newInputStream(recording);
    if (recording.toString().endsWith(".gz")) {
      return new GZIPInputStream(file, 1 << 16);
    }
    return new BufferedInputStream(file, 1 << 16);
  }
}
