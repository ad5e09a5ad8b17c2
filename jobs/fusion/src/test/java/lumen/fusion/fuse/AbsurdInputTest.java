package lumen.fusion.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import lumen.connectors.playout.Tick;
import lumen.fusion.ShortWindows;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.tenant.AlignedBlock;
import lumen.fusion.tenant.CommandInput;
import lumen.fusion.tenant.FactInput;
import lumen.fusion.tenant.ReferenceBlock;
import lumen.fusion.tenant.TenantInput;
import lumen.runtime.lines.OrderedLine;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, what goes to an actuator stays inside its ranges. */
class AbsurdInputTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long STEPS = 400;
  private static final List<String> KEYS =
      List.of(
          "/ure/tick",
          "/ure/tick_age",
          "ure_hz",
          "ure_residual_entropy_last",
          "ure_coherence_level",
          "ure_phase_diff_mean",
          "ure_harmony_index");
  private static final double[] ABSURD = {
    0, -0.0, 1, -1, 5, 1e-300, -1e-300, 1e9, -1e9, 1e300, -1e300, Double.MAX_VALUE, Double.MIN_VALUE
  };
  private static final List<String> COMMANDS =
      List.of(
          "\"type\":\"release\"",
          "\"type\":\"weights\",\"ure\":0.9,\"sensors\":0.1",
          "\"type\":\"tick_limits\",\"min_tick_ms\":20,\"max_tick_ms\":10000",
          "\"type\":\"tick_limits\",\"min_tick_ms\":399,\"max_tick_ms\":400",
          "\"type\":\"curves\",\"kp_curve\":[[0,10]],\"kd_curve\":[[0,10]],\"ki_base\":10",
          "\"type\":\"curves\",\"kp_curve\":[[0,0]],\"kd_curve\":[[0,0]],\"ki_base\":0");

  @TempDir private static Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void actuatorsStayInsideTheirRanges(long seed) throws Exception {
    Random random = new Random(seed);
    LumenSettings settings = ShortWindows.settings(folder.resolve("config-" + seed));
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(
                Files.readString(
                    Path.of(System.getenv("LUMEN_HOME"), "configs/schemas/control.json")));
    try (FuserRun run = FuserRun.of(settings)) {
      for (long from = 0; from < STEPS; from += 10) {
        for (int i = random.nextInt(12); i >= 0; i--) {
          run.take(input(random, from));
        }
        run.frontier(AlignedRig.micros(from + 10));
      }
      run.end();
      List<OrderedLine> ticks = run.control.get("a");
      assertThat(ticks).as("seed %d", seed).hasSizeGreaterThan(20);
      long before = Long.MIN_VALUE;
      for (OrderedLine tick : ticks) {
        assertThat(tick.micros()).as("seed %d", seed).isGreaterThan(before);
        before = tick.micros();
        JsonNode frame = JSON.readTree(tick.line());
        assertThat(schema.validate(frame)).as("seed %d: %s", seed, frame).isEmpty();
        Tick played =
            Tick.of(
                "a",
                tick.micros(),
                frame.path("entropy_ratio").asDouble(Double.NaN),
                frame.path("sync_quality").asDouble(Double.NaN),
                false);
        assertThat(played.velocity()).isBetween(0, Tick.MAX_VELOCITY);
        assertThat(played.noteLenS()).isBetween(Tick.MIN_NOTE_S, Tick.MAX_NOTE_S);
      }
      assertThat(run.stateEntries()).isZero();
      assertThat(run.evidence.get("a")).as("seed %d", seed).isNotEmpty();
    }
  }

  private static TenantInput input(Random random, long from) {
    long begin = AlignedRig.micros(from);
    int n = 1 + random.nextInt(40);
    switch (random.nextInt(4)) {
      case 0 -> {
        return aligned(random, from, "s" + random.nextInt(3));
      }
      case 1 -> {
        long at = begin + random.nextInt(2_000_000);
        String id = "c" + random.nextInt(30);
        String says = COMMANDS.get(random.nextInt(COMMANDS.size()));
        String json =
            "{\"id\":\"%s\",\"author\":\"fuzz\",\"tenant\":\"a\",\"effective_ts\":%d.%06d,%s}"
                .formatted(id, at / 1_000_000, at % 1_000_000, says);
        return new CommandInput("a", id, "fuzz", at, json);
      }
      case 2 -> {
        String text = random.nextInt(3) == 0 ? "" : "\u0000\uFFFF take x ".repeat(n);
        return new FactInput(
            "a", "s", "x", "k", begin + random.nextInt(2_000_000), text, random.nextInt(5));
      }
      default -> {
        return reference(random, begin, n);
      }
    }
  }

  private static ReferenceBlock reference(Random random, long begin, int n) {
    long[] micros = new long[n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      micros[i] = begin + random.nextInt(2_000_000);
      values[i] = ABSURD[random.nextInt(ABSURD.length)];
    }
    Arrays.sort(micros);
    for (int i = 1; i < n; i++) {
      micros[i] = Math.max(micros[i], micros[i - 1] + 1);
    }
    return new ReferenceBlock("a", "ure", KEYS.get(random.nextInt(KEYS.size())), micros, values);
  }

  private static AlignedBlock aligned(Random random, long from, String source) {
    int n = 10;
    double[] value = new double[n];
    double[] phase = new double[n];
    double[] envelope = new double[n];
    for (int i = 0; i < n; i++) {
      value[i] = ABSURD[random.nextInt(ABSURD.length)];
      phase[i] = random.nextInt(4) == 0 ? Double.NaN : random.nextDouble() - 0.5;
      envelope[i] = Math.abs(ABSURD[random.nextInt(ABSURD.length)]);
    }
    return new AlignedBlock("a", source, "x", AlignedRig.G0 + from, value, phase, envelope);
  }
}
