package lumen.ctl.capacity;

import java.nio.file.Path;
import java.util.Optional;
import lumen.ctl.replay.JobRequest;
import lumen.runtime.job.JobArguments;

/**
 * The live job under a load.
 *
 * @param config folder of its settings, absolute
 * @param out folder of its outputs, absolute
 * @param parallelism parallelism behind the sources
 */
record LoadRequest(Path config, Path out, int parallelism) implements JobRequest {
  @Override
  public String name() {
    return "capacity";
  }

  @Override
  public JobArguments job() {
    return JobArguments.with()
        .streams(true)
        .config(Optional.of(config))
        .out(out)
        .name(name())
        .parallelism(parallelism)
        .make();
  }
}
