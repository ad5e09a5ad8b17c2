package lumen.cluster.job;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the registered TaskManagers offer.
 *
 * @param slots slots in all
 * @param freeSlots slots without a job
 * @param jobsRunning jobs in state RUNNING, whether or not their tasks run
 */
public record ClusterOverview(
    int taskManagers, int slots, int freeSlots, int jobsRunning, String flinkVersion) {

  static ClusterOverview of(JsonNode node) {
    return new ClusterOverview(
        node.path("taskmanagers").asInt(-1),
        node.path("slots-total").asInt(),
        node.path("slots-available").asInt(),
        node.path("jobs-running").asInt(),
        node.path("flink-version").asText());
  }
}
