package lumen.cluster.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import lumen.terminal.Json;
import org.junit.jupiter.api.Test;

class CheckpointSumsTest {
  private static CheckpointSums sums(String json, long untilMillis) throws JsonProcessingException {
    return CheckpointSums.of(Json.mapper().readTree(json), untilMillis);
  }

  @Test
  void failuresOfTheLastMomentDoNotCount() throws JsonProcessingException {
    String json =
        """
        {"counts": {"completed": 3, "failed": 2},
         "summary": {"checkpointed_size": {"avg": 400}, "state_size": {"max": 900},
                     "end_to_end_duration": {"max": 1039}},
         "history": [{"status": "FAILED", "trigger_timestamp": 5000},
                     {"status": "COMPLETED", "trigger_timestamp": 5000},
                     {"status": "FAILED", "trigger_timestamp": 2000}]}
        """;
    assertThat(sums(json, 4000)).isEqualTo(new CheckpointSums(3, 1, 1039, 900, 1200));
    assertThat(sums(json, 9000).failed()).isEqualTo(2);
  }

  @Test
  void withoutACheckpointAllIsZero() throws JsonProcessingException {
    assertThat(sums("{\"counts\": {\"completed\": 0, \"failed\": 0}}", 0))
        .isEqualTo(new CheckpointSums(0, 0, 0, 0, 0));
  }
}
