package lumen.governance;

import java.nio.file.Path;
import java.util.List;
import lumen.runtime.job.Inlet;
import lumen.runtime.lines.LineOutput;
import lumen.runtime.lines.Sinks;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Where the job meets the world; a test hands in its own.
 *
 * @param inlets where lines and commands come from
 * @param sinks where outputs go
 * @param beside where they go beside that, in the same order
 */
public record GovernancePorts(List<Inlet> inlets, Sinks sinks, Beside beside) {
  /** Where outputs go beside their files. */
  public interface Beside {
    /** Adds it to the job, if the output goes there. */
    <T> void attach(DataStream<T> lines, LineOutput<T> output);
  }

  /** Nowhere: whoever replays tells nobody. */
  private static final class Nowhere implements Beside {
    @Override
    public <T> void attach(DataStream<T> lines, LineOutput<T> output) {
      // Files are enough.
    }
  }

  /** Outputs that go to sinks alone. */
  public GovernancePorts(List<Inlet> inlets, Sinks sinks) {
    this(inlets, sinks, new Nowhere());
  }

  /** Folders of parts below one output folder. */
  public static GovernancePorts files(List<Inlet> inlets, Path out) {
    return new GovernancePorts(inlets, Sinks.files(out));
  }

  /** The same with topics. */
  GovernancePorts with(Beside topics) {
    return new GovernancePorts(inlets, sinks, topics);
  }
}
