package lumen.cluster.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What became of the checkpoints of a job since it was submitted or restored.
 *
 * @param latest the newest completed checkpoint
 */
public record CheckpointCounts(int completed, int failed, Optional<Checkpoint> latest) {

  static CheckpointCounts of(JsonNode node) {
    JsonNode latest = node.path("latest").path("completed");
    return new CheckpointCounts(
        node.path("counts").path("completed").asInt(),
        node.path("counts").path("failed").asInt(),
        latest.isObject() ? Optional.of(Checkpoint.of(latest)) : Optional.empty());
  }
}
