package lumen.ctl.live;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.ctl.replay.JobRequest;

/**
 * A live run.
 *
 * @param config config folder; empty: defaults
 * @param log folder of a log that is followed instead of opening sockets and devices
 * @param out folder for the results
 * @param name name of the job
 * @param seconds how long to listen, 0: until interrupted
 * @param parallelism parallelism behind the sources
 * @param channels whether channel frames are written
 * @param capture whether the input is recorded from the beginning
 */
record RunRequest(
    Optional<Path> config,
    Optional<Path> log,
    Path out,
    String name,
    double seconds,
    int parallelism,
    boolean channels,
    boolean capture)
    implements JobRequest {

  /** Makes all paths absolute, since the job runs in another folder. */
  RunRequest {
    config = config.map(RunRequest::absolute);
    log = log.map(RunRequest::absolute);
    out = absolute(out);
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  @Override
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (log.isPresent()) {
      arguments.addAll(List.of("--input", log.get().toString(), "--follow"));
    } else {
      arguments.add("--streams");
    }
    config.ifPresent(folder -> arguments.addAll(List.of("--config", folder.toString())));
    arguments.addAll(
        List.of(
            "--out", out.toString(),
            "--name", name,
            "--for", Double.toString(seconds),
            "--parallelism", Integer.toString(parallelism)));
    if (channels) {
      arguments.add("--channels");
    }
    if (capture) {
      arguments.add("--capture");
    }
    return arguments;
  }
}
