package lumen.ctl.upgrade;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import lumen.cluster.job.JobStatus;
import lumen.jobs.JobKind;

/**
 * What is to be done.
 *
 * @param job the job that lives
 * @param kind which it is; empty: none of ours, of whose outputs nothing is known
 * @param before its version
 * @param after the version that is to take its place
 * @param checkOnly whether it ends behind the check
 * @param gate the gate that has to be open; empty: none
 * @param observeSeconds how long the new version is watched, 0: until its first checkpoint
 * @param prometheus whom gates are asked of; empty: the frames that were committed
 * @param config folder of gates.yaml
 * @param despiteFreeze why it goes on although the budgets are overspent; empty: it does not
 * @param command the command as it was typed
 */
record UpgradeRequest(
    JobStatus job,
    Optional<JobKind> kind,
    Version before,
    Version after,
    boolean checkOnly,
    Optional<String> gate,
    double observeSeconds,
    Optional<URI> prometheus,
    Path config,
    Optional<String> despiteFreeze,
    String command) {}
