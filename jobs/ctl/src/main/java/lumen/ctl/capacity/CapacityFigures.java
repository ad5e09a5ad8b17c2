package lumen.ctl.capacity;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
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
  RunFigure rate() {
    return of(run -> events / run.seconds());
  }

  RunFigure seconds() {
    return of(LoadMeasure::seconds);
  }

  RunFigure finishedSeconds() {
    return of(LoadMeasure::finishedSeconds);
  }

  /** Mean share of the machine's processors that the TaskManager used. */
  RunFigure taskManagerCpu() {
    return of(run -> run.taskManager().meanCpu());
  }

  RunFigure taskManagerCpuP95() {
    return of(run -> run.taskManager().p95Cpu());
  }

  RunFigure jobManagerCpu() {
    return of(run -> run.jobManager().meanCpu());
  }

  RunFigure taskManagerBytes() {
    return of(run -> run.taskManager().peakBytes());
  }

  RunFigure jobManagerBytes() {
    return of(run -> run.jobManager().peakBytes());
  }

  RunFigure heapBytes() {
    return of(LoadMeasure::heapBytes);
  }

  RunFigure busy() {
    return of(LoadMeasure::busy);
  }

  RunFigure backPressured() {
    return of(LoadMeasure::backPressured);
  }

  RunFigure completedCheckpoints() {
    return of(run -> run.checkpoints().completed());
  }

  RunFigure failedCheckpoints() {
    return of(run -> run.checkpoints().failed());
  }

  RunFigure checkpointSeconds() {
    return of(run -> run.checkpoints().longestMillis() / 1e3);
  }

  RunFigure stateBytes() {
    return of(run -> run.checkpoints().largestBytes());
  }

  RunFigure checkpointedBytes() {
    return of(run -> run.checkpoints().writtenBytes());
  }

  /** What processor time the TaskManager spent on, in order; of all runs. */
  SortedSet<String> tasks() {
    SortedSet<String> names = new TreeSet<>();
    runs.forEach(run -> names.addAll(run.taskSeconds().keySet()));
    return names;
  }

  /** Processor time of one of {@link #tasks} in seconds. */
  RunFigure taskSeconds(String task) {
    return of(run -> run.taskSeconds().getOrDefault(task, 0.0));
  }

  private RunFigure of(ToDoubleFunction<LoadMeasure> figure) {
    return new RunFigure(runs.stream().mapToDouble(figure).toArray());
  }
}
