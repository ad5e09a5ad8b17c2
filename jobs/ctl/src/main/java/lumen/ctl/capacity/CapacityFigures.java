package lumen.ctl.capacity;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The runs of one sitting.
 *
 * @param events events of the recording
 * @param runs what each took, at least one
 */
record CapacityFigures(long events, List<LoadMeasure> runs) {
  CapacityFigures {
    runs = List.copyOf(runs);
  }

  /** Events per second. */
  Figures rate() {
    return of(run -> events / run.seconds());
  }

  Figures seconds() {
    return of(LoadMeasure::seconds);
  }

  Figures finishedSeconds() {
    return of(LoadMeasure::finishedSeconds);
  }

  /** Mean share of the machine's processors that the TaskManager used. */
  Figures taskManagerCpu() {
    return of(run -> run.taskManager().meanCpu());
  }

  Figures taskManagerCpuP95() {
    return of(run -> run.taskManager().p95Cpu());
  }

  Figures jobManagerCpu() {
    return of(run -> run.jobManager().meanCpu());
  }

  Figures taskManagerBytes() {
    return of(run -> run.taskManager().peakBytes());
  }

  Figures jobManagerBytes() {
    return of(run -> run.jobManager().peakBytes());
  }

  Figures heapBytes() {
    return of(LoadMeasure::heapBytes);
  }

  Figures busy() {
    return of(LoadMeasure::busy);
  }

  Figures backPressured() {
    return of(LoadMeasure::backPressured);
  }

  Figures completedCheckpoints() {
    return of(run -> run.checkpoints().completed());
  }

  Figures failedCheckpoints() {
    return of(run -> run.checkpoints().failed());
  }

  Figures checkpointSeconds() {
    return of(run -> run.checkpoints().longestMillis() / 1e3);
  }

  Figures stateBytes() {
    return of(run -> run.checkpoints().largestBytes());
  }

  Figures checkpointedBytes() {
    return of(run -> run.checkpoints().writtenBytes());
  }

  private Figures of(ToDoubleFunction<LoadMeasure> figure) {
    return new Figures(runs.stream().mapToDouble(figure).toArray());
  }
}
