package lumen.connectors.osc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Packets of other implementations, which are not part of the repository: in the folder
 * LUMEN_RECORDINGS, by default {@code ../shared/data} beside it. Without them tests are skipped,
 * but fail where CI is true.
 */
final class OscCorpus {
  /** A packet, and what a strict reader must say of it. */
  record Entry(String name, byte[] packet, boolean valid, boolean lenient, JsonNode decoded) {
    @Override
    public String toString() {
      return name;
    }
  }

  private OscCorpus() {}

  static List<Entry> entries() throws IOException {
    String folder = System.getenv("LUMEN_RECORDINGS");
    String home = System.getenv("LUMEN_HOME");
    Path root = Path.of(home == null ? ".." : home);
    Path file =
        (folder == null ? root.resolve("../shared/data") : Path.of(folder))
            .resolve("osc_corpus_a/corpus.json");
    boolean present = Files.isReadable(file);
    String absent = "corpus is absent, set LUMEN_RECORDINGS: " + file.normalize();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(present).as(absent).isTrue();
    }
    assumeTrue(present, absent);
    List<Entry> entries = new ArrayList<>();
    for (JsonNode entry : new ObjectMapper().readTree(file.toFile())) {
      entries.add(
          new Entry(
              entry.get("name").asText(),
              HexFormat.of().parseHex(entry.get("hex").asText()),
              entry.get("valid").asBoolean(),
              entry.get("lenient").asBoolean(),
              entry.get("decoded")));
    }
    return entries;
  }
}
