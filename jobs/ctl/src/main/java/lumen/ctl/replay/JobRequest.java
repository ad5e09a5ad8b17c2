package lumen.ctl.replay;

import java.nio.file.Path;
import java.util.List;
import lumen.jobs.JobKind;
import lumen.runtime.job.JobArguments;

/** A run of a job that a command waits for. */
public interface JobRequest {
  /** Name of the job. */
  String name();

  /** Folder of the results, absolute. */
  Path out();

  /** Parallelism behind the sources. */
  int parallelism();

  /** Which job it is. */
  default JobKind kind() {
    return JobKind.FUSION;
  }

  /** What the job is told. */
  JobArguments job();

  /** What it reads to its end, absolute; empty: it goes on until it is ended. */
  default List<Path> recordings() {
    return List.of();
  }

  /** The program arguments of the job. */
  default List<String> arguments() {
    return job().toArgs();
  }
}
