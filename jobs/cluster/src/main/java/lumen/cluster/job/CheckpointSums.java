package lumen.cluster.job;

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

  static CheckpointSums of(JsonNode node, long untilMillis) {
    int late = 0;
    for (JsonNode checkpoint : node.path("history")) {
      boolean failed = checkpoint.path("status").asText().equals("FAILED");
      late += failed && checkpoint.path("trigger_timestamp").asLong() >= untilMillis ? 1 : 0;
    }
    int completed = node.path("counts").path("completed").asInt();
    JsonNode summary = node.path("summary");
    return new CheckpointSums(
        completed,
        node.path("counts").path("failed").asInt() - late,
        Math.max(0, summary.path("end_to_end_duration").path("max").asLong()),
        Math.max(0, summary.path("state_size").path("max").asLong()),
        Math.max(0, completed * summary.path("checkpointed_size").path("avg").asLong()));
  }
}
