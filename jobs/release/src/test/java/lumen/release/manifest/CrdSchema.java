package lumen.release.manifest;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The published form of a custom resource, with unknown fields forbidden: as published it takes any
 * misspelt key. No part of the repository.
 */
final class CrdSchema {
  private static final int LARGEST = 4_000_000;

  private static final Map<String, String> FILES =
      new TreeMap<>(
          Map.of(
              "FlinkDeployment", "flinkdeployments.flink.apache.org-v1.yml.gz",
              "FlinkSessionJob", "flinksessionjobs.flink.apache.org-v1.yml.gz",
              "FlinkStateSnapshot", "flinkstatesnapshots.flink.apache.org-v1.yml.gz",
              "PodMonitor", "monitoring.coreos.com_podmonitors.yml.gz",
              "PrometheusRule", "monitoring.coreos.com_prometheusrules.yml.gz",
              "AnalysisTemplate", "analysis-template-crd.yml.gz",
              "AnalysisRun", "analysis-run-crd.yml.gz"));

  private final String apiVersion;
  private final JsonSchema schema;

  private CrdSchema(String apiVersion, JsonSchema schema) {
    this.apiVersion = apiVersion;
    this.schema = schema;
  }

  /** Whether a kind is a custom resource. */
  static boolean has(String kind) {
    return FILES.containsKey(kind);
  }

  /** Where it is absent, skips the calling test, or fails it under {@code CI}. */
  static CrdSchema require(String kind) throws IOException {
    Path folder =
        Optional.ofNullable(System.getenv("LUMEN_SCHEMAS"))
            .map(Path::of)
            .orElseGet(() -> LumenHome.locate().root().resolve("../shared/schemas"));
    Path file = folder.resolve("crds").resolve(FILES.get(kind));
    if (!Files.isRegularFile(file)) {
      String message =
          file.getFileName() + " is absent: LUMEN_SCHEMAS must name the folder of crds";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      abort(message);
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST);
    try (InputStream text = new GZIPInputStream(Files.newInputStream(file))) {
      JsonNode crd = Json.mapper().valueToTree(new Yaml(new SafeConstructor(options)).load(text));
      JsonNode version = crd.at("/spec/versions/0");
      JsonNode form = version.at("/schema/openAPIV3Schema");
      for (String name : List.of("apiVersion", "kind", "metadata")) {
        ((ObjectNode) form.path("properties")).putIfAbsent(name, Json.mapper().createObjectNode());
      }
      close(form);
      return new CrdSchema(
          crd.at("/spec/group").asText() + "/" + version.path("name").asText(),
          JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(form));
    }
  }

  /** Forbids what is not listed wherever something is. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")
        && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      object.put("additionalProperties", false);
    }
    node.forEach(CrdSchema::close);
  }

  /** What of a manifest does not keep to it. */
  List<String> faults(JsonNode manifest) {
    if (!manifest.path("apiVersion").asText().equals(apiVersion)) {
      return List.of("apiVersion must be " + apiVersion);
    }
    return schema.validate(manifest).stream().map(ValidationMessage::getMessage).toList();
  }
}
