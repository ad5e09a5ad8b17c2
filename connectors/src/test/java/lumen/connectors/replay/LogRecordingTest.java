package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs among recordings. */
class LogRecordingTest {
  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void makeFolder() throws Exception {
    log = Files.createDirectories(folder.resolve("cap"));
  }

  @Test
  void folderWhoseManifestSaysSoIsALog() throws Exception {
    Path first = part("part-00000001.ndjson.gz", true);
    Path second = part("part-00000002.ndjson", true);
    manifest("{\"format\":\"lumen-log-1\",\"open\":true,\"parts\":[]}");

    assertThat(RecordingFiles.find(List.of(log)))
        .containsExactly(
            new RecordedParts("cap", true, List.of(first.toString(), second.toString())));
  }

  @Test
  void folderWithAnotherManifestIsARecordingInItsOrder() throws Exception {
    Path first = part("b.ndjson", false);
    Path second = part("a.ndjson", false);
    manifest("{\"parts\":[{\"file\":\"b.ndjson\"},{\"file\":\"a.ndjson\"}]}");

    assertThat(RecordingFiles.find(List.of(log)))
        .containsExactly(
            new RecordedParts("cap", false, List.of(first.toString(), second.toString())));
  }

  @Test
  void fileThatBeginsWithTheHeaderIsALog() throws Exception {
    assertThat(RecordingFiles.find(List.of(part("one.ndjson.gz", true))).get(0).log()).isTrue();
    assertThat(RecordingFiles.find(List.of(part("two.ndjson", true))).get(0).log()).isTrue();
    assertThat(RecordingFiles.find(List.of(part("three.ndjson", false))).get(0).log()).isFalse();
  }

  @Test
  void partOfALogIsFoundByItsReader() throws Exception {
    part("part-00000001.ndjson", true);
    part("part-00000002.ndjson.gz", true);
    manifest("{\"format\":\"lumen-log-1\",\"open\":false,\"parts\":[]}");
    RecordedParts found = RecordingFiles.find(List.of(log)).get(0);
    ReplaySplit split = new ReplaySplit(found.stream(), found.files(), new byte[0]);

    assertThat(LogText.play(split, 100, true).samples().get("default/s_a/k")).hasSize(2);
  }

  private Path part(String name, boolean withHeader) throws Exception {
    long at = LogText.START + name.hashCode() % 1_000;
    String event = LogText.event("a", 1, at);
    byte[] content = LogText.bytes(withHeader ? List.of(LogText.HEADER, event) : List.of(event));
    return Playback.write(log, name, name.endsWith(".gz") ? Playback.gzip(content) : content);
  }

  private void manifest(String json) throws Exception {
    Files.writeString(log.resolve("manifest.json"), json);
  }
}
