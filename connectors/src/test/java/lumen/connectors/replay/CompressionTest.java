package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import lumen.event.RejectReason;
import org.junit.jupiter.api.Test;

class CompressionTest {
  private static final long SEED = 7;
  private static final List<Compression> BLOCKWISE = List.of(Compression.ZSTD, Compression.XZ);

  /** More than two blocks of zstd. */
  private final byte[] content = content(300_000);

  private final byte[] small = content(700);

  @Test
  void isToldByTheFirstBytes() throws IOException {
    assertThat(Compression.of(Playback.gzip(small))).contains(Compression.GZIP);
    assertThat(Compression.of(Playback.zstd(small))).contains(Compression.ZSTD);
    assertThat(Compression.of(joined(skippable(9), Playback.zstd(small))))
        .contains(Compression.ZSTD);
    assertThat(Compression.of(Playback.xz(small))).contains(Compression.XZ);
    assertThat(Compression.of(Playback.lines("{}"))).isEmpty();
    assertThat(Compression.of(new byte[0])).isEmpty();
  }

  @Test
  void severalFramesAreReadToTheEnd() throws IOException {
    for (int most : new int[] {1, 7, 1000, 1 << 20}) {
      for (Compression kind : BLOCKWISE) {
        byte[] zipped = joined(zip(kind, small), zip(kind, new byte[0]), zip(kind, content));
        Read read = read(kind, zipped, most);
        assertThat(read.error).as("%s %d", kind, most).isNull();
        assertThat(read.bytes).as("%s %d", kind, most).isEqualTo(joined(small, content));
      }
    }
  }

  @Test
  void skippableFramesAndPaddingArePassed() throws IOException {
    byte[] frames =
        joined(
            skippable(5), Playback.zstd(small), skippable(0), Playback.zstd(small), skippable(9));
    assertThat(read(Compression.ZSTD, frames, 100).bytes).isEqualTo(joined(small, small));
    assertThat(read(Compression.ZSTD, frames, 100).error).isNull();

    byte[] padded = joined(Playback.xz(small), new byte[8], Playback.xz(small));
    assertThat(read(Compression.XZ, padded, 100).bytes).isEqualTo(joined(small, small));
    assertThat(read(Compression.XZ, padded, 100).error).isNull();
  }

  @Test
  void endAnywhereIsTheSameErrorHoweverItIsAskedFor() throws IOException {
    for (Compression kind : BLOCKWISE) {
      byte[] zipped = zip(kind, small);
      for (int cut = 1; cut < zipped.length; cut++) {
        byte[] part = Arrays.copyOf(zipped, cut);
        Read whole = read(kind, part, 1 << 20);
        assertThat(whole.error)
            .as("%s cut at %d", kind, cut)
            .isInstanceOf(DamagedPartException.class);
        assertThat(whole.bytes)
            .as("%s cut at %d", kind, cut)
            .isEqualTo(Arrays.copyOf(small, whole.bytes.length));
        for (int size : new int[] {1, 300}) {
          assertThat(read(kind, part, size)).as("%s %d %d", kind, cut, size).satisfies(whole::same);
        }
      }
    }
  }

  @Test
  void allButTheDamagedBlockIsHandedOut() throws IOException {
    byte[] zstd = Playback.zstd(content);
    Read read = read(Compression.ZSTD, Arrays.copyOf(zstd, zstd.length - 1), 4096);
    assertThat(read.bytes).isEqualTo(content);
    assertThat(read.error.reason()).isEqualTo(RejectReason.DAMAGED_ZSTD);

    byte[] xz = Playback.xz(content);
    read = read(Compression.XZ, Arrays.copyOf(xz, xz.length * 9 / 10), 4096);
    assertThat(read.bytes.length).isBetween(content.length / 2, content.length);
    assertThat(read.bytes).isEqualTo(Arrays.copyOf(content, read.bytes.length));
    assertThat(read.error.reason()).isEqualTo(RejectReason.DAMAGED_XZ);
  }

  @Test
  void damageAtEveryByteIsFoundAndTheSameHoweverItIsAskedFor() throws IOException {
    Random random = new Random(SEED);
    for (Compression kind : BLOCKWISE) {
      byte[] zipped = zip(kind, small);
      for (int at = 0; at < zipped.length; at++) {
        byte[] damaged = zipped.clone();
        damaged[at] ^= (byte) (1 << random.nextInt(8));
        Read whole = read(kind, damaged, 1 << 20);
        assertThat(whole.error != null || Arrays.equals(whole.bytes, small))
            .as("%s byte %d, seed %d", kind, at, SEED)
            .isTrue();
        for (int size : new int[] {1, 1 + random.nextInt(600)}) {
          assertThat(read(kind, damaged, size))
              .as("%s %d %d", kind, at, size)
              .satisfies(whole::same);
        }
      }
    }
  }

  @Test
  void damageBetweenBlocksIsTheSameHoweverItIsAskedFor() throws IOException {
    Random random = new Random(SEED);
    for (Compression kind : BLOCKWISE) {
      byte[] zipped = joined(zip(kind, content), zip(kind, small));
      for (int round = 0; round < 40; round++) {
        byte[] damaged = zipped.clone();
        damaged[random.nextInt(zipped.length)] ^= (byte) (1 + random.nextInt(255));
        Read whole = read(kind, damaged, 1 << 20);
        for (int size : new int[] {1 + random.nextInt(300), 65_536}) {
          assertThat(read(kind, damaged, size))
              .as("%s round %d seed %d size %d", kind, round, SEED, size)
              .satisfies(whole::same);
        }
      }
    }
  }

  @Test
  void garbageBehindTheFirstBytesIsNoMoreThanDamage() throws IOException {
    Random random = new Random(SEED);
    for (Compression kind : BLOCKWISE) {
      byte[] magic = Arrays.copyOf(zip(kind, small), kind == Compression.XZ ? 12 : 4);
      for (int round = 0; round < 300; round++) {
        byte[] garbage = new byte[random.nextInt(2000)];
        random.nextBytes(garbage);
        assertThat(read(kind, joined(magic, garbage), 4096).error)
            .as("%s round %d seed %d", kind, round, SEED)
            .isNotNull();
      }
    }
  }

  @Test
  void whatNeedsMuchMemoryIsRefused() throws IOException {
    byte[] frame = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, (byte) 168, 1, 0, 0};
    assertThat(read(Compression.ZSTD, frame, 100).error)
        .hasMessageStartingWith(
            "compressed part must need at most 128 MiB of memory to be read: a frame needs 2048"
                + " MiB");

    byte[] xz = Playback.xz(small);
    int header = 4 * (xz[12] + 1);
    xz[16] = 36;
    CRC32 crc = new CRC32();
    crc.update(xz, 12, header - 4);
    ByteBuffer.wrap(xz)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(12 + header - 4, (int) crc.getValue());
    assertThat(read(Compression.XZ, xz, 100).error)
        .hasMessageStartingWith(
            "compressed part must need at most 65 MiB of memory to be read: a stream needs 1025"
                + " MiB");
  }

  private record Read(byte[] bytes, DamagedPartException error) {
    void same(Read other) {
      assertThat(other.bytes).isEqualTo(bytes);
      assertThat(other.error == null ? "" : other.error.getMessage())
          .isEqualTo(error == null ? "" : error.getMessage());
    }
  }

  private static Read read(Compression kind, byte[] zipped, int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[size];
    try (InputStream in = kind.open(new ByteArrayInputStream(zipped), false)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
      return new Read(bytes.toByteArray(), null);
    } catch (DamagedPartException e) {
      return new Read(bytes.toByteArray(), e);
    }
  }

  private static byte[] zip(Compression kind, byte[] plain) throws IOException {
    return kind == Compression.ZSTD ? Playback.zstd(plain) : Playback.xz(plain);
  }

  private static byte[] skippable(int length) {
    return ByteBuffer.allocate(8 + length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0x184D2A53)
        .putInt(length)
        .array();
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
