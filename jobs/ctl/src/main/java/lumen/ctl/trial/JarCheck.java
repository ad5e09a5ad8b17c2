package lumen.ctl.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import lumen.cluster.job.JobSubmission;
import lumen.ctl.savepoint.SavepointFiles;
import lumen.ctl.savepoint.SavepointOperators;
import lumen.terminal.Json;

/**
 * Whether a jar can go on from a savepoint, found out beside the job that lives.
 *
 * @param operators of the savepoint and of the jar
 * @param trial what a restore came to
 */
public record JarCheck(SavepointOperators operators, TrialResult trial) {
  private static final double MILLIS = 1e3;

  /**
   * Tries it.
   *
   * @param job the jar, started from a savepoint
   * @throws lumen.terminal.CommandFailure if the savepoint is damaged, or the trial comes to no
   *     result
   */
  public static JarCheck of(JobSubmission job) {
    String savepoint = job.from().orElseThrow();
    SavepointFiles.require(savepoint);
    TrialResult trial = TrialRun.restore(job);
    return new JarCheck(SavepointOperators.compared(savepoint, trial.uids()), trial);
  }

  /** Whether nothing speaks against it. */
  public boolean passed() {
    return trial.passed() && operators.dropped().isEmpty();
  }

  /** What speaks against it. */
  public String why() {
    return !trial.uids().isEmpty() && !operators.dropped().isEmpty()
        ? "it has no operator of the uid %s, whose state would be lost"
            .formatted(String.join(", ", operators.dropped()))
        : trial.failure();
  }

  /** As it stands in {@code upgrade.json}. */
  public ObjectNode json() {
    ObjectNode node =
        Json.mapper()
            .createObjectNode()
            .put("passed", passed())
            .put("seconds", trial.millis() / MILLIS);
    if (!passed()) {
      node.put("why", why());
    }
    node.set("begun_anew", Json.mapper().valueToTree(operators.begun()));
    node.set("state_dropped", Json.mapper().valueToTree(operators.dropped()));
    return node;
  }
}
