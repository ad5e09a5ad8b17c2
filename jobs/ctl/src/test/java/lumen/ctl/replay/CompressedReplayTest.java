package lumen.ctl.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A recording is the same however it is packed and wherever it comes from. */
class CompressedReplayTest {
  @TempDir private Path temp;

  @Test
  void framesAreTheSameToTheByte() throws IOException {
    byte[] plain = recording();
    byte[] frames = frames(file("rec.ndjson", plain), "plain");
    assertThat(frames).isNotEmpty();

    assertThat(frames(file("rec.ndjson.gz", gzip(plain)), "gz")).isEqualTo(frames);
    assertThat(frames(file("rec.ndjson.zst", Zstd.compress(plain)), "zst")).isEqualTo(frames);
    assertThat(frames(file("rec.ndjson.xz", xz(plain)), "xz")).isEqualTo(frames);
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(Zstd.compress(plain)));
      assertThat(frames(Path.of("-"), "stdin")).isEqualTo(frames);
    } finally {
      System.setIn(before);
    }
    try (Stream<Path> left = Files.list(temp.resolve("stdin"))) {
      assertThat(left.filter(path -> path.toString().contains("stdin/.lumen-stdin"))).isEmpty();
    }
  }

  private byte[] frames(Path recording, String out) throws IOException {
    Path folder = temp.resolve(out);
    CommandRun run =
        LumenctlRun.of("replay", "--local", "--out", folder.toString(), recording.toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    return Files.readAllBytes(folder.resolve("frames.ndjson"));
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(temp.resolve(name), bytes);
  }

  private static byte[] recording() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 60 * 20; i++) {
      for (int source = 0; source < 2; source++) {
        lines.append(
            String.format(
                Locale.ROOT,
                "{\"ts\":%.3f,\"source\":\"s%d\",\"key\":\"x\",\"value\":%.6f}%n",
                1_767_225_600 + i * 0.05,
                source,
                StrictMath.sin(i * 0.1 + source)));
      }
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(plain);
    }
    return bytes.toByteArray();
  }

  private static byte[] xz(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream zip = new XZOutputStream(bytes, new LZMA2Options(1))) {
      zip.write(plain);
    }
    return bytes.toByteArray();
  }
}
