package lumen.watch.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import lumen.settings.ConfigSchema;
import lumen.settings.SettingsException;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import lumen.watch.rules.RuleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The one source of the gates, and what is made of it. */
final class GateRulesTest {
  private static final Path ROOT = LumenHome.locate().root();
  private static final Path RULES = ROOT.resolve("deploy/prometheus/rules");

  @TempDir private Path temp;

  @Test
  void rulesAreThoseOfTheFile() throws IOException {
    Gates gates = GatesCatalogue.load(ROOT.resolve("configs"));
    shipped(RULES.resolve("gates.yml"), GateRules.yaml(gates));
    shipped(RULES.resolve("host.yml"), HostRules.yaml(gates.host()));
  }

  /** A raw counter that is taken for a record of every 15 s is a day after 7.6 h. */
  @Test
  void samplesAreCountedAsOftenAsTheyCome() throws IOException {
    SampleTimes times = SampleTimes.of(RuleFile.scrapeInterval(), RuleFile.rulesOfAll());
    times.check(GatesCatalogue.load(ROOT.resolve("configs")));
    times.check(gates("gates: {g: {conditions: {c: {of: bridge_power_w, over: 1h, below: 9}}}}"));
    times.check(gates("gates: {g: {conditions: {c: {of: ure_up, at_least: 1}}}}"));
    times.check(
        gates(
            "gates: {g: {conditions: {c: {of: ure_up, take: mean, over: 1d, every: 1m, below: 9}}}}"));
    assertThatThrownBy(
            () ->
                times.check(
                    gates(
                        "gates: {g: {conditions: {c: {of: a, among: 'b{source=\"osc\"}', take: share,"
                            + " over: 1h, scope: job, below: 1}}}}")))
        .hasMessage(
            "must be every: 5s, as often as there is a sample of it (or from 1m on):"
                + " gates.g.conditions.c every=15s");
    assertThatThrownBy(
            () ->
                times.check(
                    gates(
                        "gates: {g: {conditions: {c: {of: 'fusion:q_r_ratio', over: 1h, every: 5s,"
                            + " below: 9}}}}")))
        .hasMessageContaining("must be every: 15s,");
  }

  @Test
  void schemaIsThatOfTheKeys() throws IOException {
    String schema = ConfigSchema.text(GatesCatalogue.CATALOGUE.files().get(0));
    shipped(ROOT.resolve("configs/schemas/gates.schema.json"), schema);
    JsonSchema form = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema);
    String gates = Files.readString(ROOT.resolve("configs/gates.yaml"));
    assertThat(form.validate(tree(gates))).isEmpty();
    assertThat(form.validate(tree(gates.replace("at_least:", "atleast:")))).isNotEmpty();
  }

  private static JsonNode tree(String yaml) {
    return Json.mapper().valueToTree(new Yaml().load(yaml));
  }

  private static void shipped(Path file, String text) throws IOException {
    if (Boolean.getBoolean("lumen.regenerate")) {
      Files.writeString(file, text);
    }
    assertThat(file)
        .as("made anew by: mvn -pl jobs/watch -am test -Dlumen.regenerate=true")
        .hasContent(text);
  }

  @Test
  void aPriceMakesTheRecordsOfCost() throws IOException {
    assertThat(HostRules.yaml(gates("host: {krw_per_kwh: 137.5}").host()))
        .contains("record: bridge_cost_krw_hour\n", "bridge_power_w / 1000 * 137.5\n")
        .contains("record: bridge:cost_krw_24h\n", "bridge:energy_kwh_24h * 137.5\n");
    assertThat(HostRules.yaml(gates("host: {krw_per_kwh: unset}").host())).doesNotContain("cost_");
    assertThatThrownBy(() -> gates("host: {krw_per_kwh: 0}"))
        .hasMessage("host.krw_per_kwh must be a number above 0, or unset: 0");
  }

  @Test
  void everyTakeHasItsExpression() throws IOException {
    assertThat(holds("{of: 'a:b', over: 10m, at_least: 0.9}"))
        .isEqualTo(
            "(avg by (tenant) (a:b) >= bool 0.9)"
                + " * (max by (tenant) (count_over_time(a:b[10m])) >= bool 38)");
    assertThat(holds("{of: 'a:b', take: mean, over: 7d, every: 5m, at_most: 2}"))
        .isEqualTo(
            "(avg by (tenant) (avg_over_time(a:b[7d:5m])) <= bool 2)"
                + " * (max by (tenant) (count_over_time(a:b[7d:5m])) >= bool 1915)"
                + " and on (tenant) a:b");
    assertThat(holds("{of: a, take: p95, over: 30m, every: 5s, below: 1}"))
        .isEqualTo(
            "(avg by (tenant) (quantile_over_time(0.95, a[30m])) < bool 1)"
                + " * (max by (tenant) (count_over_time(a[30m])) >= bool 342) and on (tenant) a");
    assertThat(holds("{of: a, take: max, scope: job, at_least: 3}"))
        .isEqualTo("(max(a) >= bool 3)");
    assertThat(holds("{of: a, take: share, among: b, over: 1h, scope: job, below: 0.01}"))
        .isEqualTo(
            "(sum(increase(a[1h])) / sum(increase(b[1h])) < bool 0.01)"
                + " * (max(count_over_time(b[1h])) >= bool 228) and on () b");
    assertThat(holds("{of: 'a{m=\"x\"}', take: passed, over: 7d, scope: job, at_least: 3}"))
        .isEqualTo("(count(time() - max by (mode) (a{m=\"x\"}) <= 604800) >= bool 3)");
    String recorded = "(max(count_over_time(slo:objective:ratio{slo=\"phase\"}[%s])) >= bool %d)";
    assertThat(holds("{of: 'a:b', known_for: 30d, at_least: 0.9}"))
        .isEqualTo(
            "(avg by (tenant) (a:b) >= bool 0.9) * on () group_left () "
                + recorded.formatted("30d:1h", 684));
    assertThat(holds("{of: 'a{m=\"x\"}', take: count, over: 7d, known_for: 1h, at_most: 0}"))
        .isEqualTo(
            "(((sum by (tenant) (count_over_time(a{m=\"x\"}[7d])) or on (tenant) 0 * lumen:bridge)"
                + " and on (tenant) lumen:bridge) <= bool 0) * on () group_left () "
                + recorded.formatted("1h:15s", 228));
  }

  @Test
  void keysThatDoNotGoTogetherAreRefused() {
    refused("{of: a}", "must have exactly one of at_least, at_most, below: c");
    refused(
        "{of: a, at_least: 1, below: 2}", "must have exactly one of at_least, at_most, below: c");
    refused("{of: a, take: mean, below: 2}", "must have over, such as 10m: c");
    refused(
        "{of: a, take: share, over: 1h, below: 2}",
        "must have among with take share, and with no other: c");
    refused(
        "{of: a, take: passed, at_least: 2}",
        "must be scope job with take passed, and scope tenant with take count: c");
    refused(
        "{of: a, over: 1h, known_for: 1d, at_least: 2}",
        "must have known_for without over, or with take count: c");
    refused("{of: a, over: 5s, at_least: 2}", "over must hold a sample: c over=5s every=15s");
    assertThatThrownBy(() -> condition("{of: 'a) or vector(1', at_least: 1}"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("gates.g.conditions.c.of")
        .hasMessageContaining("must be a series, with labels or without");
    assertThatThrownBy(() -> condition("{of: a, atleast: 1}"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("at_least");
    assertThatThrownBy(() -> new Gate("g", "", new TreeMap<>()))
        .hasMessage("a gate must have a condition: g");
  }

  private void refused(String condition, String message) {
    assertThatThrownBy(() -> condition(condition)).hasMessage(message);
  }

  private String holds(String condition) throws IOException {
    return new ConditionQuery(condition(condition)).holds();
  }

  private GateCondition condition(String yaml) throws IOException {
    return gates("gates: {g: {conditions: {c: " + yaml + "}}}")
        .gates()
        .get("g")
        .conditions()
        .get("c");
  }

  private Gates gates(String yaml) throws IOException {
    Files.writeString(temp.resolve("gates.yaml"), yaml);
    return GatesCatalogue.load(temp);
  }
}
