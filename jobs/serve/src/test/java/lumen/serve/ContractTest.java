package lumen.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import lumen.fixtures.RawHttp;
import lumen.serve.limit.RequestLimits;
import lumen.serve.limit.RequestRate;
import lumen.serve.live.LiveFigure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** docs/openapi.yaml holds: every path with every status is provoked, and its body validated. */
@Timeout(120)
final class ContractTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode CONTRACT = contract();

  @TempDir private Path folder;

  private static JsonNode contract() {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(50);
    try (InputStream in =
        ContractTest.class.getResourceAsStream("/lumen/serve/page/openapi.yaml")) {
      return JSON.valueToTree(new Yaml(options).load(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Path and status, as the contract names them. */
  private static Set<String> promised() {
    Set<String> all = new TreeSet<>();
    CONTRACT
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .path("get")
                    .path("responses")
                    .fieldNames()
                    .forEachRemaining(status -> all.add(path.getKey() + " " + status)));
    return all;
  }

  private static Set<String> paths() {
    Set<String> paths = new TreeSet<>();
    CONTRACT.path("paths").fieldNames().forEachRemaining(paths::add);
    return paths;
  }

  @Test
  void pathsOfTheContractAreThoseOfTheServer() throws IOException {
    assertThat(paths()).isEqualTo(ServeFixture.routes(folder).handlers().keySet());
  }

  @Test
  void everyPathHasEveryStatusThatIsPromisedAndNoOther() throws Exception {
    Map<String, String> seen = new TreeMap<>();
    evidence();
    try (ServeFixture serve = new ServeFixture(folder, ServeFixture.unlimited())) {
      serve.until(200, "/readyz");
      for (String path : paths()) {
        String asked = path.replace("{name}", "canary");
        take(seen, path, serve.get(asked));
        take(seen, path, serve.get(asked + "?nonsense=1"));
        take(seen, path, serve.get(asked, "X-Tenant: " + "x".repeat(513)));
        take(seen, path, serve.ask("POST", asked));
        take(
            seen, path, RawHttp.send(serve.port(), "", "GET " + asked + " HTTP/1.1", "Host: evil"));
      }
      take(seen, "/v1/gates/{name}", serve.get("/v1/gates/canry"));
      take(seen, "/v1/gates/{name}", serve.get("/v1/gates/"));
      serve.broken = true;
      serve.until(503, "/readyz");
      for (String name : ServeRoutes.METRICS) {
        serve.until(503, "/metrics_" + name);
      }
      for (String path : paths()) {
        take(seen, path, serve.get(path.replace("{name}", "canary")));
      }
    }
    RequestLimits none =
        new RequestLimits(ServeFixture.MUCH, new RequestRate(0.001, 1), new TreeMap<>());
    try (ServeFixture serve = new ServeFixture(folder.resolve("none"), none)) {
      serve.get("/");
      for (String path : paths()) {
        take(seen, path, serve.get(path.replace("{name}", "canary")));
      }
    }
    try (ServeFixture serve = new ServeFixture(folder.resolve("bare"), ServeFixture.unlimited())) {
      take(seen, "/evidence/bundle", serve.get("/evidence/bundle"));
    }
    assertThat(seen.keySet()).isEqualTo(promised());
  }

  private void evidence() throws IOException {
    Path day = Files.createDirectories(folder.resolve("run/evidence/2026-01-01"));
    Files.writeString(
        day.resolve("part-x-0"), "{\"id\":\"a/r/1\",\"ts\":1767225600.5,\"tenant\":\"a\"}\n");
    Path savepoint = Files.createDirectories(folder.resolve("savepoints/savepoint-abc-1"));
    Files.writeString(savepoint.resolve("_metadata"), "state");
    Path checkpoint = Files.createDirectories(folder.resolve("checkpoints/0f/chk-7"));
    Files.writeString(checkpoint.resolve("_metadata"), "state");
    Files.createDirectories(folder.resolve("checkpoints/0f/chk-8"));
  }

  /** Notes a status; its body must be as the contract says. */
  private static void take(Map<String, String> seen, String path, String answer)
      throws IOException {
    String status = Integer.toString(RawHttp.status(answer));
    JsonNode response =
        resolved(CONTRACT.path("paths").path(path).path("get").path("responses").path(status));
    assertThat(response.isObject()).as(path + " must promise " + status).isTrue();
    String type = answer.replaceFirst("(?is).*?content-type: ([^;\r]*).*", "$1");
    JsonNode content = response.path("content").path(type);
    assertThat(content.isObject()).as(path + " " + status + " must promise " + type).isTrue();
    if (type.equals("application/json")) {
      assertThat(errors(content.path("schema"), RawHttp.body(answer)))
          .as(path + " " + status + " " + RawHttp.body(answer))
          .isEmpty();
    }
    response
        .path("headers")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.startsWith("X-")) {
                assertThat(answer.toLowerCase(Locale.ROOT))
                    .as(path + " " + status)
                    .contains("\n" + name.toLowerCase(Locale.ROOT) + ": ");
              }
            });
    seen.put(path + " " + status, answer);
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? CONTRACT.at(node.path("$ref").asText().substring(1)) : node;
  }

  private static List<String> errors(JsonNode schema, String body) throws IOException {
    String text = schema.toString().replace("#/components/schemas/", "#/$defs/");
    ObjectNode root = (ObjectNode) JSON.readTree(text);
    root.set(
        "$defs",
        JSON.readTree(
            CONTRACT
                .at("/components/schemas")
                .toString()
                .replace("#/components/schemas/", "#/$defs/")));
    JsonSchema validator =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
    List<String> errors = new ArrayList<>();
    validator.validate(JSON.readTree(body)).forEach(error -> errors.add(error.getMessage()));
    return errors;
  }

  /** A job that makes figures of now breaks no contract: each that there is has been told. */
  @Test
  void figuresOfTheContractAreThoseThatAreTold() throws Exception {
    List<String> known = Arrays.stream(LiveFigure.values()).map(LiveFigure::key).toList();
    JsonNode figures =
        CONTRACT.at("/components/schemas/Live/properties/tenants/items/properties/figures");
    assertThat(JSON.convertValue(figures.at("/propertyNames/enum"), String[].class))
        .containsExactlyElementsOf(known);
    try (ServeFixture serve = new ServeFixture(folder, ServeFixture.unlimited())) {
      serve.until(200, "/readyz");
      String body = RawHttp.body(serve.get("/v1/live"));
      Set<String> told = new TreeSet<>();
      JSON.readTree(body).at("/tenants/0/figures").fieldNames().forEachRemaining(told::add);
      assertThat(told).containsExactlyInAnyOrderElementsOf(known);
    }
  }

  @Test
  void alertsAreToldAndSoIsThatNobodyKnows() throws Exception {
    Map<String, String> seen = new TreeMap<>();
    try (ServeFixture serve = new ServeFixture(folder, ServeFixture.unlimited())) {
      serve.firing = List.of(new FiringAlert("FusionStreamLoss", "warning", "", "belt"));
      String told = serve.untilSaid("FusionStreamLoss", "/v1/live");
      take(seen, "/v1/live", told);
      assertThat(RawHttp.body(told))
          .contains(
              "\"alerts\":[{\"alert\":\"FusionStreamLoss\",\"severity\":\"warning\",\"tenant\":\"\","
                  + "\"about\":\"belt\"}],\"alerts_trouble\":\"\"");
      serve.broken = true;
      String unknown = serve.untilSaid("Prometheus must answer", "/v1/live");
      take(seen, "/v1/live", unknown);
      assertThat(RawHttp.body(unknown)).contains("\"alerts\":[],");
    }
  }

  @Test
  void requestsAreCountedByPathAndStatus() throws Exception {
    try (ServeFixture serve = new ServeFixture(folder, ServeFixture.unlimited())) {
      serve.get("/healthz");
      serve.get("/healthz");
      serve.get("/v1/gates/canry");
      serve.get("/v1/gates/canry?a=1");
      serve.get("/nowhere/at/all");
      serve.ask("POST", "/v1/live");
      assertThat(RawHttp.body(serve.get("/metrics_api")))
          .contains("# TYPE lumen_api_requests_total counter\n")
          .contains("{path=\"/healthz\",code=\"200\"} 2\n")
          .contains("{path=\"/v1/gates/{name}\",code=\"404\"} 1\n")
          .contains("{path=\"/v1/gates/{name}\",code=\"400\"} 1\n")
          .contains("{path=\"other\",code=\"404\"} 1\n")
          .contains("{path=\"/v1/live\",code=\"405\"} 1\n")
          .contains("{path=\"/v1/live\",code=\"200\"} 0\n");
    }
  }

  @Test
  void snapshotsTellNoPath() throws Exception {
    evidence();
    try (ServeFixture serve = new ServeFixture(folder, ServeFixture.unlimited())) {
      String body = RawHttp.body(serve.get("/v1/snapshots"));
      assertThat(body)
          .contains("\"name\":\"savepoint-abc-1\",\"kind\":\"savepoint\"")
          .contains("\"name\":\"0f/chk-7\"")
          .doesNotContain("chk-8")
          .doesNotContain(folder.toString());
      String bundle = serve.get("/evidence/bundle?tenant=a");
      assertThat(RawHttp.body(bundle)).contains("\"id\":\"a/r/1\"");
    }
  }
}
