package lumen.watch.dashboard;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import lumen.terminal.LumenHome;

/** Grafana's form of a dashboard, made of its own types; no part of the repository. */
final class GrafanaSchema {
  private static final String FILE = "grafana-dashboard.schema.json.gz";

  private final JsonSchema schema;

  private GrafanaSchema(JsonSchema schema) {
    this.schema = schema;
  }

  /** Where it is absent, skips the calling test, or fails it under {@code CI}. */
  static GrafanaSchema require() throws IOException {
    Path folder =
        Optional.ofNullable(System.getenv("LUMEN_SCHEMAS"))
            .map(Path::of)
            .orElseGet(() -> LumenHome.locate().root().resolve("../shared/schemas"));
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      String message = FILE + " is absent: LUMEN_SCHEMAS must name the folder that holds it";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      abort(message);
    }
    try (InputStream text = new GZIPInputStream(Files.newInputStream(file))) {
      return new GrafanaSchema(JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(text));
    }
  }

  /** What does not keep to it. */
  List<String> faults(JsonNode dashboard) {
    return schema.validate(dashboard).stream().map(ValidationMessage::getMessage).toList();
  }
}
