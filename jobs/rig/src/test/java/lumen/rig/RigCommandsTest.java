package lumen.rig;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RigCommandsTest {
  private static List<JsonNode> commands(double minutes) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> all = new ArrayList<>();
    for (String line : new Rig(new RigSettings(1, minutes, 4)).commands().lines().toList()) {
      all.add(json.readTree(line));
    }
    return all;
  }

  private static List<String> texts(List<JsonNode> commands, String field) {
    return commands.stream().map(command -> command.path(field).asText()).toList();
  }

  @Test
  void theBridgeIsReleasedOnTheBeat() throws IOException {
    List<JsonNode> commands = commands(10);
    assertThat(texts(commands, "id")).containsExactly("release-stage-a");
    assertThat(texts(commands, "type")).containsExactly("release");
    assertThat(texts(commands, "tenant")).containsOnly("stage_a");
    assertThat(texts(commands, "author")).containsOnly("simulator");
    double releaseS = commands.get(0).path("effective_ts").asDouble() - RigSettings.START_S;
    assertThat(releaseS).isBetween(430.7, 430.91);
    double cycles = Story.stageA(4).pulse().orElseThrow().cyclesAt(releaseS);
    assertThat(Math.abs(cycles - Math.rint(cycles))).isLessThan(6e-6);
  }

  @Test
  void everyTurnHasCommandsWithIdsOfItsOwn() throws IOException {
    List<JsonNode> commands = commands(31);
    assertThat(commands).hasSize(3);
    assertThat(texts(commands, "id")).doesNotHaveDuplicates().contains("release-stage-a-3");
    assertThat(commands).extracting(command -> command.path("effective_ts").asDouble()).isSorted();
  }

  @Test
  void whatComesAfterTheEndIsLeftOut() throws IOException {
    assertThat(commands(7)).isEmpty();
    assertThat(texts(commands(7.2), "id")).containsExactly("release-stage-a");
  }
}
