package lumen.ctl.capacity;

import java.util.List;
import lumen.cluster.job.CheckpointSums;

/**
 * What a live job took under a load.
 *
 * @param load the load
 * @param seconds how long it was measured
 * @param taskManager its processor and memory
 * @param cpuSpans share of the machine that the TaskManager used, of each fifth of that time
 * @param jobManager as the TaskManager
 * @param sent what was sent, from the beginning to the end
 * @param received events that the job received in that time
 * @param lost of these, those that it did not use: late, dropped, rejected
 * @param frames how late frames were
 * @param scrapes how long scrapes took
 * @param backPressured highest mean share of time that a chain waits for the next, 0..1
 * @param checkpoints its checkpoints
 * @param ticks packets that were heard of it
 * @param recoveries seconds from each kill of the TaskManager to a new frame that can be read
 */
record LiveMeasure(
    LiveLoad load,
    double seconds,
    ProcessUse taskManager,
    List<Double> cpuSpans,
    ProcessUse jobManager,
    LoadSent sent,
    long received,
    long lost,
    FrameDelays frames,
    ScrapeLoop.Scrapes scrapes,
    double backPressured,
    CheckpointSums checkpoints,
    long ticks,
    List<Double> recoveries) {
  private static final double LAG_SECONDS = 1;
  private static final double SENDER_SECONDS = 0.1;

  LiveMeasure {
    cpuSpans = List.copyOf(cpuSpans);
    recoveries = List.copyOf(recoveries);
  }

  /**
   * Whether the job kept up: frames came, none of the last later than a second, and nothing was
   * lost. What nobody could send in time nobody has held.
   */
  boolean held() {
    return frames.frames() > 0 && frames.lateP99() <= LAG_SECONDS && lost == 0 && senderKeptUp();
  }

  /** Whether the senders were in time, so that what was late was the job's doing. */
  boolean senderKeptUp() {
    return sent.lateSeconds() <= SENDER_SECONDS;
  }
}
