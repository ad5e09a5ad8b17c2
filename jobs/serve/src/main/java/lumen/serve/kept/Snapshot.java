package lumen.serve.kept;

/**
 * A state that a job may go on from.
 *
 * @param name of its folder: that of a checkpoint with its job's id before it
 * @param kind {@code savepoint} or {@code checkpoint}
 * @param made when it was complete, milliseconds since the epoch
 * @param bytes of its own files; what an incremental checkpoint shares is not counted
 * @param job name or id of the job
 * @param last whether it was taken with drain, so that no job may go on from it
 */
public record Snapshot(String name, String kind, long made, long bytes, String job, boolean last) {}
