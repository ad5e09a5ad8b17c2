package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GzipInputTest {
  private static final long SEED = 5;

  private final byte[] content = content(300_000);

  @Test
  void readsOneMember() throws IOException {
    for (int most : new int[] {1, 7, 1000, 1 << 20}) {
      assertThat(readAll(Playback.gzip(content), most)).isEqualTo(content);
    }
    assertThat(readAll(Playback.gzip(new byte[0]), 100)).isEmpty();
  }

  @Test
  void readsSeveralMembersWithPaddingAfterThem() throws IOException {
    byte[] a = content(1000);
    byte[] members =
        joined(Playback.gzip(a), Playback.gzip(new byte[0]), Playback.gzip(content), new byte[600]);

    for (int most : new int[] {1, 19, 1 << 20}) {
      assertThat(readAll(members, most)).isEqualTo(joined(a, content));
    }
  }

  @Test
  void passesHeadersWithAllFields() throws IOException {
    byte[] plain = Playback.gzip(content);
    byte[] header = Arrays.copyOf(plain, 10);
    header[3] = 2 + 4 + 8 + 16;
    byte[] extra = {3, 0, 'a', 'b', 0};
    byte[] name = {'w', 'a', 'l', 'k', 0};
    byte[] comment = {'c', 0};
    byte[] headerCrc = {1, 2};
    byte[] full =
        joined(
            header, extra, name, comment, headerCrc, Arrays.copyOfRange(plain, 10, plain.length));

    for (int most : new int[] {1, 3, 1 << 20}) {
      assertThat(readAll(full, most)).isEqualTo(content);
    }
  }

  @Test
  void endWithinAMemberIsAnErrorAfterAllThatIsThere() throws IOException {
    byte[] zipped = Playback.gzip(content);
    for (int length :
        new int[] {5, 10, 200, zipped.length - 9, zipped.length - 8, zipped.length - 1}) {
      Read read = read(Arrays.copyOf(zipped, length), 4096);
      assertThat(read.error).isInstanceOf(EOFException.class);
      assertThat(read.bytes).isEqualTo(Arrays.copyOf(content, read.bytes.length));
    }
    assertThat(read(Arrays.copyOf(zipped, zipped.length - 8), 4096).bytes).isEqualTo(content);
  }

  @Test
  void whatFollowsAMemberMustBeOne() throws IOException {
    byte[] zipped = Playback.gzip(content);

    Read read = read(joined(zipped, Playback.lines("garbage that is no gzip")), 4096);

    assertThat(read.bytes).isEqualTo(content);
    assertThat(read.error)
        .isInstanceOf(ZipException.class)
        .hasMessage("gzip must be undamaged: something else follows a member");
    assertThat(read(joined(zipped, new byte[] {0x1F}), 4096).error)
        .isInstanceOf(EOFException.class);
  }

  @Test
  void wrongChecksumIsAnError() throws IOException {
    byte[] zipped = Playback.gzip(content);
    zipped[zipped.length - 8] ^= 1;

    Read read = read(zipped, 4096);

    assertThat(read.bytes).isEqualTo(content);
    assertThat(read.error).hasMessage("gzip must be undamaged: its checksum or length differs");
  }

  @Test
  void bytesBeforeADamagedPlaceDoNotDependOnHowTheyAreAskedFor() throws IOException {
    Random random = new Random(SEED);
    byte[] zipped = Playback.gzip(content);
    for (int round = 0; round < 200; round++) {
      byte[] damaged = zipped.clone();
      damaged[20 + random.nextInt(zipped.length - 20)] ^= (byte) (1 << random.nextInt(8));
      Read whole = read(damaged, 1 << 20);
      assertThat(whole.error).as("seed %d round %d", SEED, round).isNotNull();
      for (int size : new int[] {1 + random.nextInt(300), 8192, 65_536}) {
        Read other = read(damaged, size);
        assertThat(other.bytes)
            .as("seed %d round %d size %d", SEED, round, size)
            .isEqualTo(whole.bytes);
        assertThat(other.error).hasMessage(whole.error.getMessage());
      }
    }
  }

  @Test
  void errorStays() throws IOException {
    try (GzipInput in =
        new GzipInput(new ByteArrayInputStream(Arrays.copyOf(Playback.gzip(content), 50)), false)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(in::readAllBytes).isInstanceOf(EOFException.class);
      }
    }
  }

  @Test
  void growingFileIsReadFurtherWhereverItEndedBefore() throws IOException {
    byte[] small = content(2000);
    byte[] zipped = joined(Playback.gzip(small), Playback.gzip(small));
    for (int first = 2; first < zipped.length; first++) {
      GrowingInput raw = new GrowingInput();
      raw.add(Arrays.copyOf(zipped, first));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GzipInput in = new GzipInput(raw, true)) {
        in.transferTo(bytes);
        raw.add(Arrays.copyOfRange(zipped, first, zipped.length));
        in.transferTo(bytes);
      }
      assertThat(bytes.toByteArray()).as("cut at %d", first).isEqualTo(joined(small, small));
    }
  }

  private record Read(byte[] bytes, IOException error) {}

  private static Read read(byte[] zipped, int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[size];
    try (GzipInput in = new GzipInput(new ByteArrayInputStream(zipped), false)) {
      while (true) {
        int n;
        try {
          n = in.read(buffer, 0, size);
        } catch (IOException e) {
          return new Read(bytes.toByteArray(), e);
        }
        if (n < 0) {
          return new Read(bytes.toByteArray(), null);
        }
        bytes.write(buffer, 0, n);
      }
    }
  }

  private static byte[] readAll(byte[] zipped, int most) throws IOException {
    try (InputStream in = new GzipInput(new TricklingInput(zipped, most), false)) {
      return in.readAllBytes();
    }
  }

  private static byte[] content(int length) {
    Random random = new Random(SEED);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(5));
    }
    return bytes;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
