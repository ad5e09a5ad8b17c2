package lumen.connectors.replay;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import lumen.connectors.midi.SmfEvents;

/** How many lines recordings hold, about: their first ones tell how long the rest are. */
public final class LineEstimate {
  /** So much of each part is read, decompressed. */
  static final int SAMPLE_BYTES = 1 << 20;

  private LineEstimate() {}

  /**
   * Lines of all parts. A part no longer than the sample is counted.
   *
   * @throws IOException if a part cannot be read
   */
  public static double lines(List<RecordedParts> recordings) throws IOException {
    double lines = 0;
    for (RecordedParts recording : recordings) {
      for (String file : recording.files()) {
        lines += lines(Path.of(file), recording.stream());
      }
    }
    return lines;
  }

  private static double lines(Path file, String stream) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        InputStream raw = new SmallSteps(Channels.newInputStream(channel))) {
      byte[] first = raw.readNBytes(Compression.MAGIC_BYTES);
      channel.position(0);
      if (SmfEvents.isSmf(first)) {
        return rendered(file, stream);
      }
      Optional<Compression> compression = Compression.of(first);
      try (InputStream content =
          compression.isPresent() ? compression.get().open(raw, false) : raw) {
        byte[] sample = sample(content);
        double part = (double) channel.position() / Math.max(1, channel.size());
        return sample.length < SAMPLE_BYTES ? lines(sample) : lines(sample) / part;
      }
    }
  }

  /** The beginning, or what there is of it before a damaged place. */
  private static byte[] sample(InputStream content) throws IOException {
    byte[] sample = new byte[SAMPLE_BYTES];
    int length = 0;
    try {
      int read = 0;
      while (read >= 0 && length < SAMPLE_BYTES) {
        read = content.read(sample, length, SAMPLE_BYTES - length);
        length += Math.max(0, read);
      }
    } catch (DamagedPartException | EOFException | ZipException e) {
      // A damaged part ends where it is damaged.
    }
    return Arrays.copyOf(sample, length);
  }

  /** A file that is never read far ahead of what is asked for, whatever buffer its reader has. */
  private static final class SmallSteps extends FilterInputStream {
    private static final int STEP_BYTES = 1 << 12;

    SmallSteps(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] out, int offset, int length) throws IOException {
      return super.read(out, offset, Math.min(length, STEP_BYTES));
    }
  }

  /** A performance is short, and its lines are longer than its bytes. */
  private static double rendered(Path file, String stream) throws IOException {
    try (InputStream content = PartContent.open(file, stream, 0, false, false)) {
      return lines(content.readAllBytes());
    }
  }

  private static long lines(byte[] content) {
    long lines = 0;
    for (byte one : content) {
      lines += one == '\n' ? 1 : 0;
    }
    boolean open = content.length > 0 && content[content.length - 1] != '\n';
    return lines + (open ? 1 : 0);
  }
}
