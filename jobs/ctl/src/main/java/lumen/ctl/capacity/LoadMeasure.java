package lumen.ctl.capacity;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import lumen.cluster.job.CheckpointSums;

/**
 * What one run of a job took.
 *
 * @param seconds from the moment all tasks run to the last frame written
 * @param finishedSeconds to the end of the job, when the last frames are committed
 * @param taskManager load of the TaskManager
 * @param jobManager load of the JobManager
 * @param heapBytes most heap in use of the TaskManager, 0 if it was never told
 * @param busiest chain with the highest mean share of time at work
 * @param busy that share, 0..1
 * @param backPressured highest mean share of time that a chain waits for the next, 0..1
 * @param checkpoints its checkpoints
 * @param taskSeconds processor time of the TaskManager by chain, compilers, collector and others;
 *     empty where the system does not tell
 */
public record LoadMeasure(
    double seconds,
    double finishedSeconds,
    ProcessUse taskManager,
    ProcessUse jobManager,
    long heapBytes,
    String busiest,
    double busy,
    double backPressured,
    CheckpointSums checkpoints,
    Map<String, Double> taskSeconds) {
  /** Keeps a copy, in its order. */
  public LoadMeasure {
    taskSeconds = Collections.unmodifiableMap(new TreeMap<>(taskSeconds));
  }
}
