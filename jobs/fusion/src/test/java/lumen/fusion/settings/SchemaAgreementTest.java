package lumen.fusion.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lumen.settings.Findings;
import lumen.settings.LoadedConfig;
import lumen.settings.Numbers;
import lumen.settings.YamlNode;
import lumen.settings.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lint and the schema files say the same of single values, by an independent validator. */
class SchemaAgreementTest {
  private static final Path SCHEMAS = Repository.root().resolve("configs/schemas");

  private static JsonSchema schema(String name) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
        .getSchema(Files.readString(SCHEMAS.resolve(name)));
  }

  private static JsonNode json(String yaml) {
    Findings findings = new Findings("text");
    JsonNode node =
        YamlReader.read(yaml, findings)
            .map(SchemaAgreementTest::json)
            .orElse(JsonNodeFactory.instance.nullNode());
    assertThat(findings.sorted()).isEmpty();
    return node;
  }

  private static JsonNode json(YamlNode node) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (node instanceof YamlNode.Mapping mapping) {
      ObjectNode object = nodes.objectNode();
      mapping.entries().forEach(entry -> object.set(entry.key().text(), json(entry.value())));
      return object;
    }
    if (node instanceof YamlNode.Sequence sequence) {
      ArrayNode array = nodes.arrayNode();
      sequence.elements().forEach(element -> array.add(json(element)));
      return array;
    }
    YamlNode.Scalar scalar = (YamlNode.Scalar) node;
    if (scalar.empty()) {
      return nodes.nullNode();
    }
    if (scalar.plain() && (scalar.text().equals("true") || scalar.text().equals("false"))) {
      return nodes.booleanNode(Boolean.parseBoolean(scalar.text()));
    }
    return scalar.plain() && Numbers.parse(scalar.text()).isPresent()
        ? nodes.numberNode(Double.parseDouble(scalar.text()))
        : nodes.textNode(scalar.text());
  }

  private static void agree(ConfigFile file, String yaml, boolean accepted) throws IOException {
    LoadedConfig<LumenSettings> config = SettingsLoader.readTexts("", Map.of(file, yaml));
    assertThat(config.usable()).as("lint: %s", config.findings()).isEqualTo(accepted);
    var messages = schema(file.schemaName()).validate(json(yaml));
    assertThat(messages.isEmpty())
        .as("schema (GeneratedFilesTest writes it with -Dlumen.regenerate=true): %s", messages)
        .isEqualTo(accepted);
  }

  @ParameterizedTest
  @EnumSource(ConfigFile.class)
  void shippedFileIsAccepted(ConfigFile file) throws IOException {
    agree(
        file,
        Files.readString(Repository.root().resolve("configs").resolve(file.fileName())),
        true);
  }

  @ParameterizedTest
  @EnumSource(ConfigFile.class)
  void emptyFileIsAcceptedAndAnUnknownKeyIsNot(ConfigFile file) throws IOException {
    agree(file, "", true);
    agree(file, file.listing().isPresent() ? "[]" : "{}", true);
    agree(file, file.listing().isPresent() ? "[{nonsense: 1}]" : "nonsense: 1", false);
    agree(file, file.listing().isPresent() ? "{}" : "[]", false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "FUSION~clip:~true",
        "FUSION~clip: {p_low: }~false",
        "FUSION~clip: {p_low: 0}~true",
        "FUSION~clip: {p_low: 1}~false",
        "FUSION~clip: {p_low: \"0\"}~false",
        "FUSION~clip: {method: hampel}~true",
        "FUSION~clip: {method: Hampel}~false",
        "FUSION~clip: {min_samples: 20.0}~true",
        "FUSION~clip: {min_samples: 20.5}~false",
        "FUSION~band: {taps: 51}~true",
        "FUSION~band: {taps: 52}~false",
        "FUSION~weights: {ure: 0.95}~false",
        "FUSION~fusion: {tick_ms: 0}~true",
        "FUSION~fusion: {tick_ms: 300}~true",
        "FUSION~fusion: {tick_ms: 1}~false",
        "FUSION~fusion: {tick_ms: 200.5}~false",
        "FUSION~fusion: {tick_ms: \"0\"}~false",
        "FUSION~exporter: {path: metrics}~false",
        "FUSION~exporter: {http_port: 70000}~false",
        "FUSION~outputs: {kafka: {create: true}}~true",
        "FUSION~outputs: {kafka: {create: \"true\"}}~false",
        "FUSION~outputs: {kafka: {create: yes}}~false",
        "FUSION~outputs: {kafka: {create: 1}}~false",
        "SENSORS~sources: {belt: , a b: {weight: 2}}~true",
        "SENSORS~sources: {belt: {weight: 0}}~false",
        "SENSORS~sources: {belt: {rate_hz: 1e6, keys: ['acc*'], interpolation: onset}}~true",
        "SENSORS~sources: {belt: {clip: {window_s: -1}}}~false",
        "SENSORS~sources: {belt: {angle: degrees, samples: packet, stamp: first}}~true",
        "SENSORS~sources: {belt: {angle: gon}}~false",
        "SENSORS~sources: {belt: {interpolation: onset, onset: {missed: 1.6}}}~true",
        "SENSORS~sources: {belt: {onset: {missed: 1}}}~false",
        "SENSORS~sources: {belt: {min_distinct: 257}}~false",
        "SENSORS~sources: {belt: {clock: {mode: fixed, offset_s: -3.5, t_ref: 1.7e9}}}~true",
        "SENSORS~sources: [belt]~false",
        "SENSORS~streams:~true",
        "SENSORS~streams: [{name: a, type: osc, addr: \"h:1\", keys: [/x], timetag: clamp}]~true",
        "SENSORS~streams: [{name: a, type: osc}]~false",
        "SENSORS~streams: [{name: a, type: osc, addr: h}]~false",
        "SENSORS~streams: [{name: a, type: file, path: x, addr: \"h:1\"}]~false",
        "SENSORS~streams: [{name: a, type: kafka, bootstrap: \"a:1,b:2\", topic: t}]~true",
        "SENSORS~streams: [{name: a, type: kafka, bootstrap: \"a\", topic: t}]~false",
        "SENSORS~streams: [{name: a}]~false",
        "SENSORS~streams: [{name: a, type: radio}]~false",
        "BRIDGE~safety: {hard_stop_on: []}~true",
        "BRIDGE~safety: {hard_stop_on: [entropy_ratio >= 0.4]}~true",
        "BRIDGE~safety: {hard_stop_on: [entropy >= 0.4]}~false",
        "BRIDGE~ure: {metrics_url: \"https://ure:9305/m\"}~true",
        "BRIDGE~ure: {metrics_url: \"http://[::1]:9305/m?x=a@b\"}~true",
        "BRIDGE~ure: {metrics_url: \"http://ann:hunter2@ure:9305/m\"}~false",
        "BRIDGE~ure: {metrics_url: \"ure:9305/m\"}~false",
        "RISK_AUTOTUNE~kp_curve: [[0, 1]]~true",
        "RISK_AUTOTUNE~kp_curve: []~false",
        "RISK_AUTOTUNE~kp_curve: [[0, 1, 2]]~false",
        "RISK_AUTOTUNE~kp_curve: [[0, 11]]~false",
        "RISK_AUTOTUNE~kp_curve: [0, 1]~false",
        "RISK_MAP~[{if: q > 1, risk: a}, {if: 'q > 1', risk: b, repeat_s: 5, id: b.2}]~true",
        "RISK_MAP~[{if: q > 1}]~false",
        "RISK_MAP~[{risk: a}]~false",
        "RISK_MAP~[{if: q > 1, risk: a b}]~false",
        "RISK_MAP~[{if: q > 1, risk: a, repeat_s: 0.5}]~false",
        "RISK_MAP~[q > 1]~false",
        "RISK_MAP~[{if: q > 1, risk: a, action: alert crit}]~true",
        "RISK_MAP~[{if: q > 1, risk: a, action: []}]~false",
        "RISK_MAP~[{if: '', risk: a}]~false",
        "QUOTE_RULES~[{match: a b, quote: A.}, {match: a b, quote: A., order: any, id: x}]~true",
        "QUOTE_RULES~[{match: a b, quote: A., order: all}]~false",
        "QUOTE_RULES~[{match: a b}]~false",
        "QUOTE_RULES~[{quote: A.}]~false",
      })
  void lintAndSchemaAgree(ConfigFile file, String yaml, boolean accepted) throws IOException {
    agree(file, yaml, accepted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ts\": 1760000000.5, \"source\": \"s\", \"key\": \"k\", \"value\": 1}",
        "{\"ts\": \"2026-01-01T00:00:00.25Z\", \"source\": \"s\", \"key\": \"k\", \"value\": 1}",
        "{\"ts\": \"2026-01-01 00:00:00,25+0100\", \"source\": \"s\", \"key\": \"k\", \"value\":"
            + " 1}",
        "{\"ts\": 1, \"source\": \"s\", \"key\": \"k\", \"value\": \"text\", \"meta\": {}}",
        "{\"ts\": 1, \"source\": \"s\", \"key\": \"k\", \"value\": [null, 2]}",
        "{\"ts\": 1, \"source\": \"s\", \"key\": \"k\", \"value\": {\"x\": 1, \"y\": true}}",
        "{\"ts\": 1, \"source\": \"s\", \"key\": \"k\", \"value\": 1, \"meta\": {\"tenant\":"
            + " \"t\"}}",
      })
  void eventIsAccepted(String event) throws IOException {
    assertThat(schema("sensor_event.json").validate(new ObjectMapper().readTree(event))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"source\": \"s\", \"key\": \"k\", \"value\": 1}",
        "{\"ts\": \"2026-01-01T00:00:00\", \"source\": \"s\", \"key\": \"k\", \"value\": 1}",
        "{\"ts\": \"1767225600.5\", \"source\": \"s\", \"key\": \"k\", \"value\": 1}",
        "{\"ts\": \"2026-01-01T24:00:00Z\", \"source\": \"s\", \"key\": \"k\", \"value\": 1}",
        "{\"ts\": 0, \"source\": \"s\", \"key\": \"k\", \"value\": 1}",
        "{\"ts\": 1760000000000, \"source\": \"s\", \"key\": \"k\", \"value\": 1}",
        "{\"ts\": 1, \"source\": 2, \"key\": \"k\", \"value\": 1}",
        "{\"ts\": 1, \"source\": \"s\", \"key\": \"k\", \"value\": null}",
        "{\"ts\": 1, \"source\": \"s\", \"key\": \"k\", \"value\": true}",
        "{\"ts\": 1, \"source\": \"s\", \"key\": \"k\", \"value\": []}",
        "{\"ts\": 1, \"source\": \"s\", \"key\": \"k\", \"value\": {\"x\": null}}",
        "{\"ts\": 1, \"source\": \"s\", \"key\": \"k\", \"value\": 1, \"meta\": 3}",
        "{\"ts\": 1, \"source\": \"s\", \"key\": \"k\", \"value\": 1, \"meta\": {\"tenant\": 3}}",
        "[]",
      })
  void eventIsRefused(String event) throws IOException {
    assertThat(schema("sensor_event.json").validate(new ObjectMapper().readTree(event)))
        .isNotEmpty();
  }

  @Test
  void schemaOfEventsIsDraftSeven() throws IOException {
    assertThat(Files.readString(SCHEMAS.resolve("sensor_event.json")))
        .contains("http://json-schema.org/draft-07/schema#");
  }
}
