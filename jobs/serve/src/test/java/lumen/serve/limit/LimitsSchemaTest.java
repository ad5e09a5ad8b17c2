package lumen.serve.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lumen.settings.ConfigSchema;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The schema of mt_limits.yaml; run with -Dlumen.regenerate=true to make it anew. */
final class LimitsSchemaTest {
  private static final Path CONFIGS = LumenHome.locate().root().resolve("configs");

  @Test
  void schemaIsThatOfTheKeys() throws IOException {
    Path file = CONFIGS.resolve("schemas").resolve(LimitsFile.MT_LIMITS.schemaName());
    String schema = ConfigSchema.text(LimitsFile.MT_LIMITS);
    if (Boolean.getBoolean("lumen.regenerate")) {
      Files.writeString(file, schema);
    }
    assertThat(file)
        .as("made anew by: mvn -pl jobs/serve -am test -Dlumen.regenerate=true")
        .hasContent(schema);
    JsonSchema form = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema);
    String limits = Files.readString(CONFIGS.resolve(LimitsFile.NAME));
    assertThat(form.validate(tree(limits))).isEmpty();
    assertThat(form.validate(tree(limits.replace("burst:", "bursts:")))).isNotEmpty();
    assertThat(form.validate(tree("tenants: {a: {per_second: 0}}"))).isNotEmpty();
  }

  private static JsonNode tree(String yaml) {
    return Json.mapper().valueToTree(new Yaml().load(yaml));
  }
}
