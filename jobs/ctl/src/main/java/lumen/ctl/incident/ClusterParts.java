package lumen.ctl.incident;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lumen.cluster.ClusterStatus;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.CheckpointCounts;
import lumen.cluster.job.JobFailure;
import lumen.cluster.job.JobStatus;
import lumen.terminal.Json;

/** What the session cluster knows of an incident. */
final class ClusterParts {
  private ClusterParts() {}

  static void bring(IncidentFolder incident, SessionCluster cluster) {
    Path folder = cluster.directory().root();
    incident.bring(
        "cluster.json", () -> incident.text("cluster.json", Json.text(ClusterStatus.of(cluster))));
    incident.bring("failures.json", () -> incident.text("failures.json", failures(cluster)));
    incident.bring(
        "logs",
        () -> incident.tails("logs", folder.resolve("log"), List.of(".log", ".out", ".out.1")));
    incident.bring(
        "cluster-conf",
        () ->
            incident.tails(
                "cluster-conf",
                folder.resolve("conf"),
                List.of(".yaml", ".properties", ".options")));
  }

  private static String failures(SessionCluster cluster) throws IOException {
    ArrayNode all = Json.mapper().createArrayNode();
    for (JobStatus job : cluster.rest().jobs()) {
      ObjectNode one = all.addObject();
      one.put("id", job.id()).put("name", job.name()).put("state", job.words());
      ArrayNode failures = one.putArray("failures");
      for (JobFailure failure : cluster.rest().failures(job.id())) {
        failures
            .addObject()
            .put("millis", failure.millis())
            .put("cause", failure.cause())
            .put("stack_trace", failure.stackTrace());
      }
      CheckpointCounts counts = cluster.rest().checkpoints(job.id());
      ObjectNode checkpoints = one.putObject("checkpoints");
      checkpoints.put("completed", counts.completed()).put("failed", counts.failed());
      counts
          .latest()
          .ifPresent(latest -> checkpoints.set("latest", Json.mapper().valueToTree(latest)));
    }
    return Json.text(all);
  }
}
