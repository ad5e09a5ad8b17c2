package lumen.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.fixtures.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GainsFactsCommandTest {
  @TempDir private Path config;

  private CommandRun facts(String... arguments) {
    List<String> all = new ArrayList<>(List.of("gains", "facts", "--config", config.toString()));
    all.addAll(List.of(arguments));
    return TuneRun.of(all.toArray(String[]::new));
  }

  @Test
  void shippedGainsAreToldAtEachPointOfTheirCurves() {
    CommandRun run = facts();
    assertThat(run.err()).isEmpty();
    List<String> lines = run.out().lines().map(line -> line.replaceAll(" +", " ").strip()).toList();
    assertThat(lines)
        .hasSize(6)
        .contains("0 0.35 0.08 0.1 0.56 57 deg 7.2 26 % 26 s 1.81 12.5 0.198")
        .anyMatch(line -> line.startsWith("0.3 0.22 0.03161 0.18 0.55 63 deg 4.9 24 %"))
        .contains("at a tick of 200 ms, followed tick for tick");
  }

  @Test
  void tickAndScheduleMayBeOthers() throws IOException {
    Path fast = config.resolve("fast.yaml");
    Files.writeString(fast, "kp_curve: [[0, 1.0]]\nkd_curve: [[0, 0]]\nki_base: 0.25\n");
    assertThat(facts("--curves", fast.toString(), "--json").out())
        .containsIgnoringWhitespaces(
            "\"tick_ms\": 200.0", "\"kp\": 1.0", "\"ramp_cycles_per_hz_s\": 4.0");
    assertThat(facts("--tick", "400").out()).contains("at a tick of 400 ms");
    assertThat(facts("--tick", "5").err()).contains("--tick must be 20 to 10000 ms: 5.0");
  }

  @Test
  void whatNobodyFollowsIsNotKnownAndGainsBeyondTheirBoundsAreTold() throws IOException {
    Path file = config.resolve("odd.yaml");
    Files.writeString(file, "kp_curve: [[0, 6], [0.3, 0]]\nkd_curve: [[0, 0.1]]\nki_base: 0.08\n");
    CommandRun run = facts("--curves", file.toString());
    assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
        .contains(
            "0.3 0 0 0.1 - - - - - - - -",
            "at entropy 0 kp counts as 2.25 and ki as 0.08: up to (1 - kd) / (2 tick), and up to kp"
                + " / (4 tick)",
            "at entropy 0.3 nothing is followed: kp is 0");
    assertThat(facts("--curves", file.toString(), "--json").out())
        .containsIgnoringWhitespaces("\"settling_s\": null")
        .doesNotContain("NaN", "Infinity");
    Files.writeString(file, "kp_curve: [[0, 0.35]]\nkd_curve: [[0, 0]]\nki_base: 0\n");
    assertThat(facts("--curves", file.toString(), "--json").out())
        .containsIgnoringWhitespaces("\"ramp_cycles_per_hz_s\": null");
    String same = config.resolve("one.svg").toString();
    assertThat(facts("--bode", same, "--step", same).err())
        .contains("--bode and --step must be two files: " + same);
  }

  @Test
  void picturesHaveACurveForEachPoint() throws IOException {
    Path bode = config.resolve("pictures/bode.svg");
    Path step = config.resolve("pictures/step.svg");
    CommandRun run = facts("--bode", bode.toString(), "--step", step.toString());
    assertThat(run.err()).isEmpty();
    assertThat(Files.readString(bode)).contains("<title>Gains: the open loop</title>", "-180");
    assertThat(Files.readString(step).split("M58.0 ", -1)).hasSize(5);
    assertThat(facts("--step", step.toString()).err()).as("its own is replaced").isEmpty();
    Path other = config.resolve("other.txt");
    Files.writeString(other, "hello");
    assertThat(facts("--step", other.toString()).err()).contains("--overwrite");
  }
}
