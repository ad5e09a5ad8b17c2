package lumen.release.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each line of the JSON log is an object, whatever is logged. */
final class JsonLogTest {
  private static final Path SHIPPED =
      LumenHome.locate().root().resolve("deploy/log4j-json.properties");

  @TempDir private Path temp;

  private List<JsonNode> lines(Path config) throws IOException {
    Path file = temp.resolve("a.log");
    System.setProperty("log.file", file.toString());
    try (LoggerContext context = Configurator.initialize("json", null, config.toUri())) {
      Logger logger = context.getLogger("lumen.connectors.osc.OscReceiver");
      logger.info("said \"so\" \\ and\n\ton {}", "\u00e9 %d ${env:HOME}");
      logger.error("broke", new IllegalStateException("line 1\nline \"2\""));
      logger.debug("is not told");
      context.getLogger("org.apache.kafka.clients.consumer.ConsumerConfig").info("password=x");
    } finally {
      System.clearProperty("log.file");
    }
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(Json.mapper().readTree(line));
    }
    return lines;
  }

  @Test
  void eachLineIsAnObject() throws IOException {
    List<JsonNode> lines = lines(SHIPPED);
    assertThat(lines).hasSize(2);
    JsonNode first = lines.get(0);
    assertThat(first.path("message").asText())
        .isEqualTo("said \"so\" \\ and\n\ton \u00e9 %d ${env:HOME}");
    assertThat(first.path("logger").asText()).isEqualTo("lumen.connectors.osc.OscReceiver");
    assertThat(first.path("level").asText()).isEqualTo("INFO");
    assertThat(first.path("thrown").asText()).isEmpty();
    assertThat(Instant.parse(first.path("ts").asText())).isAfter(Instant.EPOCH);
    assertThat(lines.get(1).path("thrown").asText().strip())
        .startsWith("java.lang.IllegalStateException: line 1\nline \"2\"")
        .contains("\tat lumen.release.manifest.JsonLogTest");
  }

  /** What is told, and by whom, is as in the plain log. */
  @Test
  void levelsAreThoseOfTheLocalCluster() throws IOException {
    Path local = SHIPPED.resolveSibling("local/log4j.properties");
    assertThat(levels(SHIPPED)).isEqualTo(levels(local)).hasSizeGreaterThan(10);
  }

  private static List<String> levels(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("logger.") || line.startsWith("rootLogger.level"))
        .toList();
  }
}
