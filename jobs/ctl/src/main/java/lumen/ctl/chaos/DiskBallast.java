package lumen.ctl.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that takes all the room of its disk, until it is closed. */
public final class DiskBallast implements AutoCloseable {
  private static final String NAME = ".lumen-ballast";
  private static final int BLOCK_BYTES = 1 << 16;

  private final Path file;
  private final long bytes;
  private final boolean full;

  private DiskBallast(Path file, long bytes, boolean full) {
    this.file = file;
    this.bytes = bytes;
    this.full = full;
  }

  /**
   * Fills the disk of a folder to the last byte.
   *
   * @param most bytes that it writes at most
   */
  public static DiskBallast fill(Path folder, long most) throws IOException {
    Path file = folder.resolve(NAME);
    byte[] block = new byte[BLOCK_BYTES];
    long written = 0;
    boolean full = false;
    try (OutputStream out = Files.newOutputStream(file)) {
      int size = BLOCK_BYTES;
      while (!full && written < most) {
        try {
          out.write(block, 0, size);
          written += size;
        } catch (IOException e) {
          full = size == 1;
          size = Math.max(1, size / 2);
        }
      }
    }
    return new DiskBallast(file, written, full);
  }

  /** How much it took. */
  public long bytes() {
    return bytes;
  }

  /** Whether no byte was left. */
  public boolean full() {
    return full;
  }

  /** Gives the room back. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
