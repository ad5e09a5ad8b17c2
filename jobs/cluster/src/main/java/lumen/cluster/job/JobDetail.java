package lumen.cluster.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A job and its chains of operators, sources first. */
public record JobDetail(JobStatus status, List<JobVertex> vertices) {
  public JobDetail {
    vertices = List.copyOf(vertices);
  }

  static JobDetail of(JsonNode node) {
    List<JobVertex> vertices = new ArrayList<>();
    int running = 0;
    int finished = 0;
    int total = 0;
    for (JsonNode vertex : node.path("vertices")) {
      vertices.add(JobVertex.of(vertex));
      running += vertex.path("tasks").path("RUNNING").asInt();
      finished += vertex.path("tasks").path("FINISHED").asInt();
      total += vertex.path("parallelism").asInt();
    }
    JobStatus status =
        new JobStatus(
            node.path("jid").asText(),
            node.path("name").asText(),
            node.path("state").asText(),
            node.path("start-time").asLong(),
            node.path("duration").asLong(),
            running,
            finished,
            total);
    return new JobDetail(status, vertices);
  }

  /** Records that left the sources in this attempt. */
  public long sourceRecords() {
    return vertices.stream()
        .filter(vertex -> vertex.recordsIn() == 0)
        .mapToLong(JobVertex::recordsOut)
        .sum();
  }
}
