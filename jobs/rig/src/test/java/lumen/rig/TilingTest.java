package lumen.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TilingTest {
  private static final String RECORDING =
      """
      {"ts":1000.250000,"source":"a","key":"x","value":1}
      not an event
      {"source":"a","meta":{"ts":7},"key":"ts","value":1, "ts" : 1000.75}
      {"ts":1760000000123,"source":"a","key":"x","value":1}
      {"ts":1002.5,"source":"a","key":"x","value":{"ts":3}}
      {"ts":99999999,"source":"far ahead","key":"x","value":1}
      """;

  @TempDir private Path dir;

  @Test
  void copiesFollowEachOtherByWholeSeconds() throws IOException {
    Tiled tiled = tile(plain(RECORDING), 7);
    assertThat(tiled.lines)
        .containsExactly(
            "{\"ts\":1000.250000,\"source\":\"a\",\"key\":\"x\",\"value\":1}",
            "not an event",
            "{\"source\":\"a\",\"meta\":{\"ts\":7},\"key\":\"ts\",\"value\":1, \"ts\" : 1000.75}",
            "{\"ts\":1760000000123,\"source\":\"a\",\"key\":\"x\",\"value\":1}",
            "{\"ts\":1002.5,\"source\":\"a\",\"key\":\"x\",\"value\":{\"ts\":3}}",
            "{\"ts\":99999999,\"source\":\"far ahead\",\"key\":\"x\",\"value\":1}",
            "{\"ts\":1003.250000,\"source\":\"a\",\"key\":\"x\",\"value\":1}",
            "not an event",
            "{\"source\":\"a\",\"meta\":{\"ts\":7},\"key\":\"ts\",\"value\":1, \"ts\" : 1003.75}",
            "{\"ts\":1760000000123,\"source\":\"a\",\"key\":\"x\",\"value\":1}",
            "{\"ts\":1005.5,\"source\":\"a\",\"key\":\"x\",\"value\":{\"ts\":3}}");
    assertThat(tiled.counts).isEqualTo(new Tiling.Tiled(7, 11, 2, 3));
  }

  @Test
  void aCompressedRecordingIsTheSame() throws IOException {
    Path compressed = dir.resolve("r.ndjson.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      out.write(RECORDING.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(tile(compressed, 20).lines).isEqualTo(tile(plain(RECORDING), 20).lines);
  }

  @Test
  void linesLongerThanTheBufferPass() throws IOException {
    String text = "x".repeat(3_000_000);
    String line = "{\"ts\":5,\"source\":\"a\",\"key\":\"x\",\"value\":\"" + text + "\"}";
    Tiled tiled = tile(plain(line + "\n{\"ts\":6,\"value\":1}"), 3);
    assertThat(tiled.lines).hasSize(3);
    assertThat(tiled.lines.get(0)).isEqualTo(line);
    assertThat(tiled.lines.get(2)).startsWith("{\"ts\":7,").hasSize(line.length());
  }

  @Test
  void aRecordingWithoutEventsIsRefused() throws IOException {
    Path empty = plain("\nnothing\n");
    assertThatThrownBy(() -> tile(empty, 1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("recording must have events with a time stamp: ");
    assertThatThrownBy(() -> tile(empty, 0)).hasMessage("events must be > 0: 0");
  }

  private record Tiled(List<String> lines, Tiling.Tiled counts) {}

  private static Tiled tile(Path recording, long events) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Tiling.Tiled counts = new Tiling(recording).write(events, out, done -> {});
    return new Tiled(out.toString(StandardCharsets.UTF_8).lines().toList(), counts);
  }

  private Path plain(String text) throws IOException {
    return Files.writeString(dir.resolve("r.ndjson"), text);
  }
}
