package lumen.cluster.job;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A completed checkpoint or savepoint of a job.
 *
 * @param id counts up through the life of the job
 * @param path URI of the folder that holds it
 * @param completedMillis when the last task acknowledged it, since the epoch
 * @param durationMillis from the trigger to the last acknowledgement
 * @param bytes size of the state it refers to
 */
public record Checkpoint(
    long id, String path, long completedMillis, long durationMillis, long bytes) {

  static Checkpoint of(JsonNode node) {
    return new Checkpoint(
        node.path("id").asLong(),
        node.path("external_path").asText(),
        node.path("latest_ack_timestamp").asLong(),
        node.path("end_to_end_duration").asLong(),
        node.path("state_size").asLong());
  }
}
