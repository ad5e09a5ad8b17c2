package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {
  private static final long SEED = 9;

  private final byte[] content = content();

  @Test
  void bytesComeInTheirOrder() throws IOException {
    for (int most : new int[] {1000, 65_536, 1 << 20}) {
      try (ReadAhead ahead = new ReadAhead(new TricklingInput(content, most), "test")) {
        assertThat(ahead.readAllBytes()).isEqualTo(content);
        assertThat(ahead.read(new byte[1], 0, 1)).isEqualTo(-1);
      }
    }
  }

  @Test
  void errorComesAfterTheBytesBeforeItAndStays() throws IOException {
    IOException error = new IOException("disk gone");
    InputStream failing =
        new SequenceInputStream(new ByteArrayInputStream(content), new Failing(error));
    try (ReadAhead ahead = new ReadAhead(failing, "test")) {
      assertThat(ahead.readNBytes(content.length)).isEqualTo(content);
      assertThatThrownBy(ahead::read).isSameAs(error);
      assertThatThrownBy(ahead::read).isSameAs(error);
    }
  }

  @Test
  void failureOfTheThreadReachesTheReader() throws IOException {
    InputStream broken = new Failing(null);
    try (ReadAhead ahead = new ReadAhead(broken, "test")) {
      assertThatThrownBy(ahead::read)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("bug")
          .hasCauseInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void closingEndsTheThreadAndTheStreamAndMayBeRepeated() throws IOException {
    for (int bytes : new int[] {0, 1, content.length}) {
      TricklingInput in = new TricklingInput(content, 1 << 20);
      ReadAhead ahead = new ReadAhead(in, "close " + bytes);
      assertThat(ahead.readNBytes(bytes)).hasSize(bytes);
      ahead.close();
      ahead.close();
      assertThat(in.isClosed()).isTrue();
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().equals("read-ahead close " + bytes));
      assertThatThrownBy(ahead::read).isInstanceOf(IOException.class);
    }
  }

  @Test
  void interruptedReaderStopsWithItsMarkKept() throws IOException {
    try (ReadAhead ahead = new ReadAhead(new TricklingInput(content, 1 << 20), "test")) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(ahead::read).isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static byte[] content() {
    byte[] bytes = new byte[3_000_000];
    new Random(SEED).nextBytes(bytes);
    return bytes;
  }

  /** Fails with the error, or without one by a bug. */
  private static final class Failing extends InputStream {
    private final IOException error;

    Failing(IOException error) {
      this.error = error;
    }

    @Override
    public int read() throws IOException {
      return read(new byte[1], 0, 1);
    }

    @Override
    public int read(byte[] out, int offset, int length) throws IOException {
      if (error == null) {
        throw new IllegalStateException("bug");
      }
      throw error;
    }
  }
}
