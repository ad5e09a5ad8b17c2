package lumen.ctl.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lumen.terminal.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run is judged by stands in its summary, for reports that are made later. */
class LevelsOfARunTest {
  @TempDir private Path folder;
  private Path config;
  private OutputFolder out;

  @BeforeEach
  void makeFolders() throws IOException {
    config = Files.createDirectory(folder.resolve("config"));
    out = new OutputFolder(Files.createDirectory(folder.resolve("out")));
  }

  private JsonNode levels(RunResults results) throws IOException {
    results.write(1);
    return Json.mapper().readTree(out.file("summary.json").toFile()).get("levels");
  }

  @Test
  void summaryTellsTheLevelsOfTheConfigThatTheRunBeganWith() throws IOException {
    Path file = config.resolve("fusion.yaml");
    Files.writeString(file, "fusion: {target_coherence: 0.61}\n");
    RunResults results = new RunResults(out, Optional.of(config));
    Files.writeString(file, "fusion: {target_coherence: 0.99}\n");
    JsonNode levels = levels(results);
    assertThat(levels.at("/targets/0").toString())
        .isEqualTo(
            "{\"key\":\"fusion.target_coherence\",\"metric\":\"fusion_coherence_level\","
                + "\"at_least\":0.61,\"bridged\":false}");
    assertThat(levels.at("/targets/3/bridged").booleanValue()).isTrue();
    assertThat(levels.at("/alerts/2").toString())
        .isEqualTo(
            "{\"alert\":\"FusionPhaseDriftFast\",\"key\":\"burn_rate_thresholds.phase.fast\","
                + "\"metric\":\"fusion_phase_diff_mean\",\"above\":0.03,\"severity\":\"critical\"}");
  }

  @Test
  void runWithoutAConfigIsJudgedByTheDefaults() throws IOException {
    JsonNode levels = levels(new RunResults(out, Optional.empty()));
    assertThat(levels.at("/targets/0/at_least").doubleValue()).isEqualTo(0.87);
    assertThat(levels.get("alerts")).hasSize(7);
  }
}
