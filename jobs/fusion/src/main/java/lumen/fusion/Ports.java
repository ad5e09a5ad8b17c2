package lumen.fusion;

import java.nio.file.Path;
import java.util.List;
import lumen.fusion.sink.Outlets;
import lumen.runtime.job.Inlet;
import lumen.runtime.lines.Sinks;

/**
 * Where the job meets the world; a test hands in its own.
 *
 * @param inlets where events come from
 * @param sinks where outputs go
 * @param logs whether the inlets may give a log of decided events
 * @param outlets where values go beside
 */
public record Ports(List<Inlet> inlets, Sinks sinks, boolean logs, Outlets outlets) {

  /**
   * Folders of parts below one output folder.
   *
   * @param live whether the inlets may give a log of decided events
   */
  public static Ports files(List<Inlet> inlets, Path out, boolean live, Outlets outlets) {
    return new Ports(inlets, Sinks.files(out), live, outlets);
  }
}
