package lumen.connectors.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import lumen.event.RejectReason;
import lumen.intake.LiveMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFolderTest {
  private static final long START = 1_767_225_600_000_000L;
  private static final long SECOND = 1_000_000;
  private static final LogRotation NEVER = new LogRotation(Long.MAX_VALUE, Long.MAX_VALUE);
  private static final LiveStream STREAM =
      new LiveStream("osc", "rig", "stage", false, LiveClock.Factory.NONE, clock -> null);

  @TempDir private Path folder;
  private final LogLines lines = new LogLines();
  private final byte[] header = lines.header(100_000);

  @Test
  void partEndsAtItsSize() throws Exception {
    LogRotation rotation = new LogRotation(2_000, Long.MAX_VALUE);
    try (LogFolder log = open(rotation, false)) {
      for (int i = 0; i < 100; i++) {
        log.line(event(i, false));
      }
    }
    List<Path> parts = parts();
    assertThat(parts).hasSizeGreaterThan(5);
    for (Path part : parts.subList(0, parts.size() - 1)) {
      assertThat(Files.size(part)).isBetween(2_000L, 2_000L + event(0, false).length + 10);
    }
    manifestIsRight(false, 100);
  }

  @Test
  void partEndsAtItsAge() throws Exception {
    try (LogFolder log = open(new LogRotation(Long.MAX_VALUE, 10 * SECOND), false)) {
      for (int i = 0; i < 100; i++) {
        log.line(event(i, false));
      }
      manifestIsRight(true, 90);
    }
    assertThat(parts()).hasSize(10);
    manifestIsRight(false, 100);
    assertThat(manifest().path("parts").path(3).path("from").asDouble())
        .isEqualTo(START / 1e6 + 30);
    assertThat(manifest().path("parts").path(3).path("to").asDouble()).isEqualTo(START / 1e6 + 39);
  }

  @Test
  void compressedAndPlainHoldTheSame() throws Exception {
    List<List<String>> both = new ArrayList<>();
    for (boolean compressed : new boolean[] {false, true}) {
      Path its = folder.resolve("compressed-" + compressed);
      try (LogFolder log =
          LogFolder.open(its, new LogRotation(3_000, 1L << 50), compressed, header, Map.of())) {
        for (int i = 0; i < 60; i++) {
          log.line(event(i, i % 7 == 0));
        }
        assertThat(log.counts()).isEqualTo(Map.of("event", 51L, "late", 9L));
      }
      List<String> all = new ArrayList<>();
      for (Path part : parts(its)) {
        assertThat(part.toString()).endsWith(compressed ? ".ndjson.gz" : ".ndjson");
        all.addAll(content(part).lines().toList());
      }
      both.add(all);
    }
    assertThat(both.get(0)).isEqualTo(both.get(1)).hasSizeGreaterThan(62);
  }

  @Test
  void compressedPartHasItsNameOnlyWhenItIsWhole() throws Exception {
    try (LogFolder log = open(NEVER, true)) {
      log.line(event(1, false));
      log.flush();
      assertThat(parts()).isEmpty();
    }
    assertThat(parts()).hasSize(1);
    manifestIsRight(false, 1);
  }

  @Test
  void countsAreOfMessagesByWhatBecameOfThem() throws Exception {
    try (LogFolder log = open(NEVER, false)) {
      log.line(event(1, false));
      log.line(event(2, true));
      log.line(lines.counted(STREAM, "dropped", 70, START));
      log.line(lines.counted(STREAM, "filtered", 5, START));
      log.line(lines.refused(STREAM, RejectReason.MALFORMED_OSC, "\"count\":9", "2f", START));
      log.line(lines.beat(START));
    }
    JsonNode counts = manifest().path("counts");
    assertThat(counts.toString())
        .isEqualTo(
            "{\"beat\":1,\"dropped\":70,\"event\":1,\"filtered\":5,\"late\":1,\"reject\":1}");
  }

  @Test
  void nextWriterGoesOnBehindTheOneBefore() throws Exception {
    try (LogFolder log = open(new LogRotation(2_000, Long.MAX_VALUE), false)) {
      for (int i = 0; i < 50; i++) {
        log.line(event(i, false));
      }
    }
    int before = parts().size();
    byte[] first = Files.readAllBytes(parts().get(0));
    try (LogFolder log = open(new LogRotation(2_000, Long.MAX_VALUE), true)) {
      assertThat(manifest().path("open").asBoolean()).isTrue();
      for (int i = 50; i < 100; i++) {
        log.line(event(i, false));
      }
      assertThat(log.counts()).as("what it appended itself").isEqualTo(Map.of("event", 50L));
    }
    assertThat(parts()).hasSizeGreaterThan(before);
    assertThat(parts().get(before).toString())
        .endsWith("part-%08d.ndjson.gz".formatted(before + 1));
    assertThat(Files.readAllBytes(parts().get(0))).isEqualTo(first);
    manifestIsRight(false, 100);
  }

  @Test
  void partThatAKilledWriterLeftIsListedAndCounted() throws Exception {
    LogFolder killed = open(NEVER, false);
    for (int i = 0; i < 20; i++) {
      killed.line(event(i, i == 3));
    }
    killed.flush();
    Path left = parts().get(0);
    byte[] torn = event(20, false);
    Files.write(
        left, concat(Files.readAllBytes(left), new String(torn, 0, 30, StandardCharsets.UTF_8)));
    try (LogFolder log = open(NEVER, false)) {
      log.line(event(21, false));
    }
    assertThat(parts()).hasSize(2);
    manifestIsRight(false, 21);
    assertThat(manifest().path("counts").path("late").asLong()).isEqualTo(1);
  }

  private static byte[] concat(byte[] bytes, String text) {
    return (new String(bytes, StandardCharsets.UTF_8) + text).getBytes(StandardCharsets.UTF_8);
  }

  private LogFolder open(LogRotation rotation, boolean compressed) throws IOException {
    return LogFolder.open(folder, rotation, compressed, header, Map.of("made_by", "test"));
  }

  private byte[] event(int i, boolean late) {
    long at = START + i * SECOND;
    return lines.event(STREAM, new LiveMessage.Scalar("/a", i, at, at), at, late, false);
  }

  private List<Path> parts() throws IOException {
    return parts(folder);
  }

  private static List<Path> parts(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().matches(".*\\.ndjson(\\.gz)?")).sorted().toList();
    }
  }

  private JsonNode manifest() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());
  }

  private static String content(Path part) throws IOException {
    byte[] bytes = Files.readAllBytes(part);
    try (InputStream in =
        part.toString().endsWith(".gz")
            ? new GZIPInputStream(new ByteArrayInputStream(bytes))
            : new ByteArrayInputStream(bytes)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void manifestIsRight(boolean open, long messages) throws Exception {
    JsonNode manifest = manifest();
    assertThat(manifest.path("format").asText()).isEqualTo("lumen-log-1");
    assertThat(manifest.path("made_by").asText()).isEqualTo("test");
    assertThat(manifest.path("open").asBoolean(!open)).isEqualTo(open);
    long counted = 0;
    for (JsonNode count : manifest.path("counts")) {
      counted += count.asLong();
    }
    assertThat(counted).isEqualTo(messages);
    List<Path> parts = parts();
    assertThat(manifest.path("parts").size()).isEqualTo(open ? parts.size() - 1 : parts.size());
    for (int i = 0; i < manifest.path("parts").size(); i++) {
      JsonNode part = manifest.path("parts").path(i);
      byte[] bytes = Files.readAllBytes(parts.get(i));
      String content = content(parts.get(i));
      assertThat(part.path("file").asText()).isEqualTo(parts.get(i).getFileName().toString());
      assertThat(part.path("bytes").asLong()).isEqualTo(bytes.length);
      assertThat(part.path("sha256").asText())
          .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
      assertThat(part.path("lines").asLong())
          .isEqualTo(content.chars().filter(c -> c == '\n').count());
      assertThat(content).startsWith(new String(header, StandardCharsets.UTF_8) + "\n");
    }
  }
}
