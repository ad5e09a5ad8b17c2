package lumen.governance;

import java.nio.file.Path;
import java.util.List;
import lumen.runtime.job.Inlet;
import lumen.runtime.lines.Sinks;

/**
 * Where the job meets the world; a test hands in its own.
 *
 * @param inlets where lines come from
 * @param sinks where outputs go
 */
public record GovernancePorts(List<Inlet> inlets, Sinks sinks) {
  /** Folders of parts below one output folder. */
  public static GovernancePorts files(List<Inlet> inlets, Path out) {
    return new GovernancePorts(inlets, Sinks.files(out));
  }
}
