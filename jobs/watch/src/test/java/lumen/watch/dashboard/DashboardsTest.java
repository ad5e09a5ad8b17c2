package lumen.watch.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import lumen.watch.rules.RuleFile;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The shipped files of the dashboards, without a Grafana. */
final class DashboardsTest {
  private static final Path FOLDER = LumenHome.locate().root().resolve("dashboards");

  private static List<Dashboard> all() throws IOException {
    return Dashboards.all(RuleFile.rulesOfAll());
  }

  @Test
  void filesAreThoseOfTheDescription() throws IOException {
    for (Dashboard dashboard : all()) {
      Path file = FOLDER.resolve(dashboard.fileName());
      if (Boolean.getBoolean("lumen.regenerate")) {
        Files.writeString(file, DashboardJson.of(dashboard));
      }
      assertThat(file)
          .as("made anew by: mvn -pl jobs/watch -am test -Dlumen.regenerate=true")
          .hasContent(DashboardJson.of(dashboard));
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "fusion-min.json",
              "bridge-min.json",
              "fusion-sre.json",
              "slo.json",
              "evidence.json",
              "overlay.json",
              "governance.json",
              "provisioning");
    }
  }

  @Test
  void theyAreOfTheFormOfGrafana() throws IOException {
    GrafanaSchema schema = GrafanaSchema.require();
    for (Dashboard dashboard : all()) {
      assertThat(schema.faults(json(dashboard))).as(dashboard.uid()).isEmpty();
    }
    ObjectNode misspelt = (ObjectNode) json(all().get(0));
    ((ObjectNode) misspelt.path("panels").path(0)).put("tilte", "a");
    assertThat(schema.faults(misspelt)).isNotEmpty();
  }

  @Test
  void theyKeepTheRulesOfTheLinter() throws IOException {
    for (Dashboard dashboard : all()) {
      assertThat(DashboardLint.faults(json(dashboard))).as(dashboard.uid()).isEmpty();
    }
    assertThat(all().stream().map(Dashboard::uid)).doesNotHaveDuplicates();
  }

  @Test
  void whatTheLinterForbidsIsFound() throws IOException {
    Map.of(
            "sum(rate(fusion_frames_total{tenant=~\\\"$tenant\\\"}[$__rate_interval]))",
            List.of(
                "sum(fusion_frames_total{tenant=~\\\"$tenant\\\"})",
                "sum(rate(fusion_frames_total{tenant=~\\\"$tenant\\\"}[5m]))",
                "sum(rate(fusion_frames_total[$__rate_interval]))"))
        .forEach(
            (good, bad) -> {
              assertThat(DashboardLint.faults(asking(good))).isEmpty();
              bad.forEach(expr -> assertThat(DashboardLint.faults(asking(expr))).isNotEmpty());
            });
    for (String key : List.of("\"unit\"", "\"title\"", "\"description\"", "\"datasource\"")) {
      String text = DashboardJson.of(all().get(0));
      int at = text.indexOf(key, text.indexOf("\"panels\""));
      String without = text.substring(0, at) + "\"x\"" + text.substring(at + key.length());
      assertThat(DashboardLint.faults(Json.mapper().readTree(without))).as(key).isNotEmpty();
    }
    String open =
        DashboardJson.of(all().get(0)).replace("\"editable\" : false", "\"editable\" : true");
    assertThat(DashboardLint.faults(Json.mapper().readTree(open))).containsExactly("editable");
  }

  private static JsonNode asking(String expr) {
    try {
      String text = DashboardJson.of(all().get(0));
      return Json.mapper().readTree(text.replaceFirst("\"expr\" : \"[^\\n]*\",", quoted(expr)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String quoted(String expr) {
    return Matcher.quoteReplacement("\"expr\" : \"" + expr + "\",");
  }

  @Test
  void whatIsRedIsWhatWakesSomebody() throws IOException {
    AlertLevels levels = new AlertLevels(RuleFile.rulesOfAll());
    assertThat(levels.of("FusionCoherenceLow"))
        .containsExactly(
            new Step(Double.NEGATIVE_INFINITY, Step.CRITICAL), new Step(0.86, Step.GOOD));
    assertThat(levels.of("EntropySpike"))
        .containsExactly(
            new Step(Double.NEGATIVE_INFINITY, Step.GOOD),
            new Step(0.18, Step.WARNING),
            new Step(0.22, Step.CRITICAL));
    assertThat(levels.of("JobNotReady")).extracting(Step::from).contains(30.0);
    assertThat(levels.of("OverlayQualityLow"))
        .containsExactly(
            new Step(Double.NEGATIVE_INFINITY, Step.WARNING), new Step(-0.02, Step.GOOD));
    assertThatThrownBy(() -> levels.of("Nobody"))
        .hasMessage("must be an alert of the rules: Nobody");
    assertThatThrownBy(() -> levels.of("FusionCoherenceLow", "EntropySpike"))
        .hasMessage("must all be above, or all below: FusionCoherenceLow, EntropySpike");
  }

  /** Grafana finds them by these files; both name the folder that operations.md says to copy to. */
  @Test
  void provisioningNamesAPrometheusAndAFolder() throws IOException {
    Map<String, Object> source = yaml("datasources/lumen.yaml");
    assertThat(source.get("apiVersion")).isEqualTo(1);
    assertThat(((List<?>) source.get("datasources")).get(0).toString())
        .contains("type=prometheus", "url=http://127.0.0.1:9090", "editable=false");
    Map<String, Object> pages = yaml("dashboards/lumen.yaml");
    assertThat(((List<?>) pages.get("providers")).get(0).toString())
        .contains("type=file", "path=/var/lib/grafana/dashboards/lumen");
    assertThat(LumenHome.locate().root().resolve("docs/operations.md"))
        .content()
        .contains("/var/lib/grafana/dashboards/lumen", "not loaded in a Grafana");
  }

  private static Map<String, Object> yaml(String file) throws IOException {
    return new Yaml().load(Files.readString(FOLDER.resolve("provisioning").resolve(file)));
  }

  private static JsonNode json(Dashboard dashboard) throws IOException {
    return Json.mapper().readTree(DashboardJson.of(dashboard));
  }
}
