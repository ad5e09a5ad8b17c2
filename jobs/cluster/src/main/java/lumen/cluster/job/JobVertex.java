package lumen.cluster.job;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A chain of operators of a job.
 *
 * @param recordsIn records read from other chains by all its subtasks in this attempt
 * @param recordsOut records written to other chains by all its subtasks in this attempt
 */
public record JobVertex(
    String id, String name, int parallelism, String state, long recordsIn, long recordsOut) {

  static JobVertex of(JsonNode node) {
    JsonNode metrics = node.path("metrics");
    return new JobVertex(
        node.path("id").asText(),
        node.path("name").asText(),
        node.path("parallelism").asInt(),
        node.path("status").asText(),
        metrics.path("read-records").asLong(),
        metrics.path("write-records").asLong());
  }
}
