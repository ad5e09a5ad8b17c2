package lumen.release.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import lumen.watch.gate.GatesCatalogue;
import lumen.watch.rules.RuleFile;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What manifests say of each other and of the rest of the repository. */
final class ManifestsMeetTest {
  private static final Path ROOT = LumenHome.locate().root();
  private static final Pattern REPORTER = Pattern.compile("metrics\\.reporter\\.(\\w+)\\.port");

  @Test
  void thoseThatAreMadeOfOthersAreUpToDate() throws IOException {
    shipped("prometheusrule.yaml", PrometheusRuleManifest.yaml(RuleFile.all()));
    shipped(
        "analysis-template.yaml",
        AnalysisManifest.yaml(GatesCatalogue.load(ROOT.resolve("configs"))));
  }

  private static void shipped(String name, String text) throws IOException {
    Path file = Manifest.FOLDER.resolve(name);
    if (Boolean.getBoolean("lumen.regenerate")) {
      Files.writeString(file, text);
    }
    assertThat(file)
        .as("made anew by: mvn -pl jobs/release -am test -Dlumen.regenerate=true")
        .hasContent(text);
  }

  @Test
  void groupsAreThoseOfTheRules() throws IOException {
    JsonNode spec = Manifest.of("PrometheusRule").findFirst().orElseThrow().tree().path("spec");
    List<JsonNode> groups = new ArrayList<>();
    for (RuleFile file : RuleFile.all()) {
      JsonNode rules = Json.mapper().valueToTree(new Yaml().load(Files.readString(file.path())));
      rules.path("groups").forEach(groups::add);
    }
    assertThat(spec.path("groups")).containsExactlyElementsOf(groups);
  }

  @Test
  void versionsAreThoseOfTheBuild() throws IOException {
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    String version =
        found(pom, "<artifactId>lumen-parent</artifactId>\\s*<version>(.*?)</version>");
    String flink = found(pom, "<flink.version>(.*?)</flink.version>");
    for (Manifest manifest : Manifest.all()) {
      for (JsonNode image : manifest.tree().findValues("image")) {
        assertThat(image.asText()).as(manifest.toString()).isEqualTo("lumen:" + version);
      }
      for (JsonNode told : manifest.tree().findValues("flinkVersion")) {
        assertThat(told.asText())
            .isEqualTo("v" + flink.replaceFirst("\\.\\d+$", "").replace('.', '_'));
      }
    }
    assertThat(ROOT.resolve("deploy/Dockerfile")).content().contains("\nFROM flink:" + flink + "-");
  }

  /** What is scraped is a port of a container, and that is what a reporter listens on. */
  @Test
  void portsAreThoseOfTheReporters() throws IOException {
    Set<String> local = reporters(local());
    Set<String> scraped = new TreeSet<>();
    Manifest.of("PodMonitor")
        .forEach(one -> one.tree().findValues("port").forEach(port -> scraped.add(port.asText())));
    assertThat(scraped)
        .containsExactly("api", "bridge", "fusion", "governance", "jobmanager", "overlay");
    for (Manifest deployment : Manifest.of("FlinkDeployment").toList()) {
      JsonNode flink = deployment.tree().at("/spec/flinkConfiguration");
      Map<String, Integer> told = new TreeMap<>();
      deployment
          .tree()
          .findValues("ports")
          .forEach(
              ports ->
                  ports.forEach(
                      port ->
                          told.put(
                              port.path("name").asText(), port.path("containerPort").asInt())));
      Map<String, Integer> listening = new TreeMap<>();
      flink
          .properties()
          .forEach(
              field -> {
                var reporter = REPORTER.matcher(field.getKey());
                if (reporter.matches()) {
                  listening.put(reporter.group(1), field.getValue().asInt());
                }
              });
      assertThat(told).as(deployment.toString()).isEqualTo(listening);
      assertThat(Set.of(flink.path("metrics.reporters").asText().split(",")))
          .isEqualTo(listening.keySet());
      assertThat(local).containsAll(listening.keySet());
      assertThat(scraped).containsAll(listening.keySet());
      assertThat(listening).containsAllEntriesOf(Map.of("fusion", 9310, "bridge", 9306));
    }
  }

  /** The filters of a pod's reporters are those of this machine's cluster. */
  @Test
  void filtersAreThoseOfTheLocalCluster() throws IOException {
    JsonNode local = local();
    for (Manifest deployment : Manifest.of("FlinkDeployment").toList()) {
      deployment
          .tree()
          .at("/spec/flinkConfiguration")
          .properties()
          .forEach(
              field -> {
                String[] parts = field.getKey().split("\\.", 4);
                if (parts.length == 4
                    && parts[1].equals("reporter")
                    && !Set.of("host", "port", "allowed-hosts").contains(parts[3])) {
                  assertThat(field.getValue().asText())
                      .as(field.getKey())
                      .isEqualTo(
                          local.path("metrics.reporter." + parts[2]).path(parts[3]).asText());
                }
              });
    }
  }

  private static JsonNode local() throws IOException {
    return Json.mapper()
        .valueToTree(new Yaml().load(Files.readString(ROOT.resolve("deploy/local/config.yaml"))));
  }

  private static Set<String> reporters(JsonNode config) {
    String prefix = "metrics.reporter.";
    Set<String> names = new TreeSet<>();
    config
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (name.startsWith(prefix)) {
                names.add(name.substring(prefix.length()));
              }
            });
    return names;
  }

  @Test
  void whatIsNamedIsThere() throws IOException {
    Set<String> there = new TreeSet<>();
    Set<String> named = new TreeSet<>();
    for (Manifest manifest : Manifest.all()) {
      there.add(manifest.kind() + " " + manifest.name());
      names(manifest, "serviceAccountName", "ServiceAccount", named);
      names(manifest, "serviceAccount", "ServiceAccount", named);
      names(manifest, "claimName", "PersistentVolumeClaim", named);
      names(manifest, "deploymentName", "FlinkDeployment", named);
      assertThat(manifest.tree().at("/metadata/namespace").asText())
          .as(manifest.toString())
          .isEqualTo("lumen");
      assertThat(manifest.tree().at("/metadata/labels/app.kubernetes.io~1part-of").asText())
          .as(manifest.toString())
          .isEqualTo("lumen");
    }
    assertThat(named).hasSizeGreaterThan(3);
    assertThat(there).containsAll(named);
  }

  private static void names(Manifest manifest, String field, String kind, Set<String> into) {
    manifest.tree().findValues(field).forEach(name -> into.add(kind + " " + name.asText()));
  }

  /** No pod runs as root, writes to its image or gains a right; of none is a secret in a file. */
  @Test
  void podsMayLittle() throws IOException {
    for (Manifest manifest : Manifest.all()) {
      List<JsonNode> pods = new ArrayList<>();
      for (JsonNode security : manifest.tree().findValues("securityContext")) {
        pods.add(security);
      }
      boolean hasPods =
          Set.of("FlinkDeployment", "Deployment", "CronJob").contains(manifest.kind());
      assertThat(pods).as(manifest.toString()).hasSize(hasPods ? 2 : 0);
      if (hasPods) {
        assertThat(pods).anyMatch(one -> one.path("runAsNonRoot").asBoolean());
        assertThat(pods)
            .anyMatch(
                one ->
                    one.path("readOnlyRootFilesystem").asBoolean()
                        && one.path("capabilities").path("drop").path(0).asText().equals("ALL")
                        && one.path("allowPrivilegeEscalation").isBoolean()
                        && !one.path("allowPrivilegeEscalation").asBoolean());
      }
      assertThat(manifest.kind()).isNotEqualTo("Secret");
    }
  }

  /** hadolint, as far as it has something to say of so short a file. */
  @Test
  void imageIsPinnedAndNotOfRoot() throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve("deploy/Dockerfile"));
    List<String> steps = lines.stream().filter(line -> line.matches("[A-Z]+ .*")).toList();
    assertThat(steps.get(0)).as("DL3006, DL3007").matches("FROM flink:[0-9][^ ]*");
    assertThat(steps).as("DL3020").noneMatch(step -> step.startsWith("ADD "));
    assertThat(steps).as("DL3000").contains("WORKDIR /opt/flink");
    assertThat(steps.get(steps.size() - 1)).as("DL3002").matches("USER [1-9][0-9]*:[1-9][0-9]*");
    assertThat(steps).allMatch(step -> step.matches("(FROM|COPY|WORKDIR|USER) .*"));
  }

  private static String found(String text, String pattern) {
    var found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern).isTrue();
    return found.group(1);
  }
}
