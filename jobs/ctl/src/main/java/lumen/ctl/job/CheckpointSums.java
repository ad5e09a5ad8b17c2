package lumen.ctl.job;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * All checkpoints of a job taken together.
 *
 * @param longestMillis longest one from its trigger to the last acknowledgement
 * @param largestBytes size of the largest state that one refers to
 * @param writtenBytes what all of them wrote, without what they share with earlier ones
 */
public record CheckpointSums(
    int completed, int failed, long longestMillis, long largestBytes, long writtenBytes) {

  static CheckpointSums of(JsonNode node) {
    int completed = node.path("counts").path("completed").asInt();
    JsonNode summary = node.path("summary");
    return new CheckpointSums(
        completed,
        node.path("counts").path("failed").asInt(),
        Math.max(0, summary.path("end_to_end_duration").path("max").asLong()),
        Math.max(0, summary.path("state_size").path("max").asLong()),
        Math.max(0, completed * summary.path("checkpointed_size").path("avg").asLong()));
  }
}
