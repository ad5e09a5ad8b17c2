package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import lumen.event.EventLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedLinesTest {
  @TempDir private Path folder;

  @Test
  void linesOfAllPartsComeInOrderWhateverTheirForm() throws IOException {
    Path plain = Files.writeString(folder.resolve("a.ndjson"), "one\n\nlast of its part");
    Path packed = folder.resolve("b.ndjson.gz");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(("x".repeat(3 << 20) + "\ngröße\n").getBytes(StandardCharsets.UTF_8));
    }
    Files.write(packed, bytes.toByteArray());
    List<String> read = new ArrayList<>();
    try (RecordedLines lines =
        new RecordedLines(new RecordedParts("s", List.of(plain.toString(), packed.toString())))) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        read.add(new String(line, StandardCharsets.UTF_8));
      }
      assertThat(lines.next()).isNull();
    }
    assertThat(read).hasSize(5).containsSubsequence("one", "", "last of its part", "größe");
    assertThat(read.get(3)).hasSize(EventLimits.MAX_LINE_BYTES + 1);
  }
}
