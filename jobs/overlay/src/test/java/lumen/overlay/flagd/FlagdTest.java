package lumen.overlay.flagd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lumen.overlay.flag.Features;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.flag.OverlayFlag;
import lumen.overlay.flag.RolloutBucket;
import lumen.overlay.gate.GateChanges;
import lumen.overlay.settings.CommandedTexts;
import lumen.overlay.settings.OverlayCatalogue;
import lumen.settings.Finding;
import lumen.settings.Findings;
import lumen.statistics.Murmur3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagdTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final FlagSet FLAGS =
      new FlagSet(
          Features.NONE,
          List.of(
              new OverlayFlag(
                  "zeta", List.of("s", "t"), 0.8, 12.345, true, "evidence", GateChanges.NONE),
              new OverlayFlag("alpha", List.of("é \""), 0, 0, false, "alpha", GateChanges.NONE)));

  private static List<String> found(String text) {
    Findings findings = new Findings("flags.json");
    assertThat(FlagdReader.read(text, findings)).isEmpty();
    return findings.sorted().stream().map(Finding::toString).toList();
  }

  @Test
  void flagSetHasTheFormOfFlagd() throws JsonProcessingException {
    JsonNode zeta = JSON.readTree(FlagdText.of(FLAGS)).path("flags").path("zeta");
    assertThat(zeta)
        .isEqualTo(
            JSON.readTree(
                """
                {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                 "targeting": {"if": [
                   {"and": [{"in": [{"var": "scenario_type"}, ["s", "t"]]},
                            {">=": [{"var": "confidence"}, 0.8]}]},
                   {"fractional": [{"cat": ["evidence", {"var": "targetingKey"}]},
                                   ["on", 12345], ["off", 87655]]},
                   "off"]},
                 "metadata": {"rank": 1}}
                """));
    JsonNode alpha = JSON.readTree(FlagdText.of(FLAGS)).path("flags").path("alpha");
    assertThat(alpha.path("targeting").path("if").path(0).path("and")).hasSize(1);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Findings findings = new Findings("flags.json");
    assertThat(FlagdReader.read(FlagdText.of(FLAGS), findings)).contains(FLAGS);
    assertThat(findings.sorted()).isEmpty();
  }

  /** Whatever order the file has, the rank counts. */
  @Test
  void rankIsTheOrder() throws JsonProcessingException {
    String text = FlagdText.of(FLAGS).replace("\"rank\" : 1", "\"rank\" : 7");
    assertThat(FlagdReader.read(text, new Findings("")).orElseThrow().overlays())
        .extracting(OverlayFlag::name)
        .containsExactly("alpha", "zeta");
  }

  /** Every request gets the variant that flagd's rules give it. */
  @Test
  void everyRequestGetsTheVariantOfFlagd() throws JsonProcessingException {
    long seed = 16;
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      OverlayFlag flag =
          new OverlayFlag(
              "x",
              List.of("s"),
              random.nextInt(3) / 2.0,
              random.nextInt(100_001) / 1_000.0,
              true,
              "name" + run,
              GateChanges.NONE);
      JsonNode targeting =
          JSON.readTree(FlagdText.of(new FlagSet(Features.NONE, List.of(flag))))
              .path("flags")
              .path("x")
              .path("targeting");
      for (int i = 0; i < 500; i++) {
        String key = "user" + random.nextInt();
        double confidence = random.nextBoolean() ? random.nextDouble() : Double.NaN;
        String scenario = random.nextInt(5) == 0 ? "other" : "s";
        boolean on =
            flag.isFor(scenario)
                && flag.isConfident(confidence)
                && flag.rollout().takes(RolloutBucket.of(flag.bucketName(), key));
        assertThat(variant(targeting, scenario, confidence, key))
            .as("seed %d run %d key %s", seed, run, key)
            .isEqualTo(on ? "on" : "off");
      }
    }
  }

  /**
   * 100,000 ids at 1,000 percentages: flagd's rule of what is exported takes whom the job takes.
   */
  @Test
  void everyShareTakesTheKeysOfFlagd() throws JsonProcessingException {
    long[] hashes = new long[100_000];
    int[] buckets = new int[hashes.length];
    for (int i = 0; i < hashes.length; i++) {
      String key = "req-%06d".formatted(i);
      hashes[i] = Murmur3.of("rollback_first" + key);
      buckets[i] = RolloutBucket.of("rollback_first", key);
    }
    long differ = 0;
    for (int i = 1; i <= 1_000; i++) {
      OverlayFlag flag =
          new OverlayFlag(
              "x",
              List.of("s"),
              0,
              (100 * i - i % 7) / 1_000.0,
              true,
              "rollback_first",
              GateChanges.NONE);
      JsonNode fractional =
          JSON.readTree(FlagdText.of(new FlagSet(Features.NONE, List.of(flag))))
              .at("/flags/x/targeting/if/1/fractional");
      int on = fractional.path(1).path(1).asInt();
      int total = on + fractional.path(2).path(1).asInt();
      RolloutBucket rollout = flag.rollout();
      for (int key = 0; key < hashes.length; key++) {
        boolean flagd = ((hashes[key] * total) >> 32) < on;
        differ += rollout.takes(buckets[key]) == flagd ? 0 : 1;
      }
    }
    assertThat(differ).isZero();
  }

  /** The rules as flagd evaluates them: JsonLogic, and fractional by the high bits of the hash. */
  private static String variant(
      JsonNode targeting, String scenario, double confidence, String key) {
    JsonNode branches = targeting.path("if");
    for (JsonNode condition : branches.path(0).path("and")) {
      boolean in = false;
      for (JsonNode name : condition.path("in").path(1)) {
        in |= name.asText().equals(scenario);
      }
      boolean holds =
          condition.has("in") ? in : confidence >= condition.path(">=").path(1).asDouble();
      if (!holds) {
        return branches.path(2).asText();
      }
    }
    JsonNode fractional = branches.path(1).path("fractional");
    String hashed = fractional.path(0).path("cat").path(0).asText() + key;
    int on = fractional.path(1).path(1).asInt();
    int total = on + fractional.path(2).path(1).asInt();
    return ((Murmur3.of(hashed) * total) >> 32) < on ? "on" : "off";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "\"ENABLED\"|\"ON\"|flags.json:5:17 flags.zeta.state: must be ENABLED or DISABLED, is"
            + " \"ON\"",
        "\"on\" : true|\"on\" : false|flags.zeta.variants.on: must be true, is \"false\"",
        "\"defaultVariant\" : \"off\"|\"defaultVariant\" : \"on\"|flags.zeta.defaultVariant: must"
            + " be \"off\", is \"on\"",
        "\"scenario_type\"|\"email\"|targeting.if[0].and[0].in[0].var: must be \"scenario_type\","
            + " is \"email\"",
        "87655|87654|targeting.if[1].fractional[2][1]: must be a whole number from 87655 to 87655,"
            + " is 87654",
        "\"fractional\"|\"sem_ver\"|targeting.if[1].sem_ver: must be one of fractional",
        "\"rank\" : 2|\"rank\" : 1|flags.alpha.metadata.rank: must be a rank of its own, another"
            + " flag has 1",
        "\"zeta\"|\"baseline\"|flags.baseline: must be a name of 1 to 128 characters, neither"
            + " baseline nor other",
        "\"flags\"|\"flagz\"|flags: must be given, is missing",
        "\"metadata\"|\"meta\"|flags.zeta.metadata: must be given, is missing",
        "0.8|1.5|.>=[1]: must be a number from"
      })
  void anythingElseIsFoundWithItsPlace(String right, String wrong, String finding) {
    String text = FlagdText.of(FLAGS).replace(right, wrong);
    assertThat(found(text)).anySatisfy(line -> assertThat(line).contains(finding));
    assertThat(found(text)).allSatisfy(line -> assertThat(line).startsWith("flags.json:"));
  }

  @Test
  void whatFlagdHasNoPlaceForIsTold() {
    OverlayFlag own =
        new OverlayFlag("x", List.of("s"), 0, 1, true, "x", new GateChanges(Map.of("min_n", 10.0)));
    FlagSet flags = new FlagSet(new Features(true, List.of("x")), List.of(own));
    assertThat(FlagdText.lost(flags)).containsExactly("baseline_only", "only", "overlays.x.gates");
    assertThat(FlagdText.lost(FLAGS)).isEmpty();
  }

  @Test
  void yamlIsTheSameFlags() {
    OverlayFlag own =
        new OverlayFlag(
            "own: 1",
            List.of("s"),
            0.25,
            0.001,
            true,
            "x",
            new GateChanges(
                Map.of(
                    "min_n",
                    10.0,
                    "tokens.warn_percent",
                    1.0,
                    "tokens.block_percent",
                    2.0,
                    "quality.block",
                    0.5,
                    "quality.warn",
                    Double.NaN)));
    FlagSet flags =
        new FlagSet(
            new Features(false, List.of("zeta")),
            List.of(FLAGS.overlays().get(0), own, FLAGS.overlays().get(1)));
    assertThat(
            CommandedTexts.flags(
                    FlagsYaml.of(flags),
                    OverlayCatalogue.CATALOGUE.readTexts("", Map.of()).orThrow().file().gates())
                .orThrow())
        .isEqualTo(flags);
    assertThat(FlagsYaml.of(FlagSet.NONE))
        .isEqualTo("baseline_only: false\nonly: []\noverlays: {}\n");
  }
}
