package lumen.ctl.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lumen.cluster.MetricsPorts;
import lumen.cluster.TestCluster;
import lumen.ctl.LumenctlRun;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** {@code lumenctl serve} beside a cluster and a Prometheus, held against docs/openapi.yaml. */
final class ServedAnswers implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CLUSTER = "lumen.cluster.dir";
  private static final int MOST_ALIASES = 50;

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port = TestCluster.freePort();
  private final Thread command;
  private final JsonNode contract;

  /**
   * Starts it.
   *
   * @param cluster folder of the cluster
   * @param out folder of the results
   */
  ServedAnswers(Path cluster, Path out, MetricsPorts ports, int prometheus) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(MOST_ALIASES);
    Path page = LumenHome.locate().root().resolve("docs/openapi.yaml");
    contract = Json.mapper().valueToTree(new Yaml(options).<Object>load(Files.readString(page)));
    System.setProperty(CLUSTER, cluster.toString());
    String[] arguments = {
      "serve",
      "--port=" + port,
      "--run=" + out,
      "--metrics-port-fusion=" + ports.fusion(),
      "--metrics-port-bridge=" + ports.bridge(),
      "--metrics-port-jobmanager=" + ports.jobManager(),
      "--prometheus=http://127.0.0.1:" + prometheus
    };
    command = new Thread(() -> LumenctlRun.of(arguments), "serve");
    command.start();
  }

  /** A path answers 200 soon, with what the contract promises of it. */
  JsonNode answers(String path) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(() -> assertThat(ask(path).statusCode()).as(path).isEqualTo(200));
    try {
      HttpResponse<String> answer = ask(path);
      String promised = path.replace("/gates/canary", "/gates/{name}");
      assertThat(faults(promised, answer)).as(path + " " + answer.body()).isEmpty();
      return Json.mapper().readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(path, e);
    }
  }

  private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private List<String> faults(String path, HttpResponse<String> answer) throws IOException {
    JsonNode response =
        resolved(
            contract
                .path("paths")
                .path(path)
                .path("get")
                .path("responses")
                .path(Integer.toString(answer.statusCode())));
    JsonNode schema = response.path("content").path("application/json").path("schema");
    assertThat(schema.isObject()).as(path + " must promise " + answer.statusCode()).isTrue();
    ObjectNode root = (ObjectNode) local(schema);
    root.set("$defs", local(contract.at("/components/schemas")));
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(root)
        .validate(Json.mapper().readTree(answer.body()))
        .stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  private static JsonNode local(JsonNode schema) throws IOException {
    return Json.mapper().readTree(schema.toString().replace("#/components/schemas/", "#/$defs/"));
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? contract.at(node.path("$ref").asText().substring(1)) : node;
  }

  @Override
  public void close() {
    command.interrupt();
    try {
      command.join(TimeUnit.SECONDS.toMillis(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.clearProperty(CLUSTER);
  }
}
