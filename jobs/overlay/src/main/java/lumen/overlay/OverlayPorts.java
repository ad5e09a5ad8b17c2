package lumen.overlay;

import java.nio.file.Path;
import java.util.List;
import lumen.overlay.sink.RouteLine;
import lumen.runtime.job.Inlet;
import lumen.runtime.lines.Sinks;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Where the job meets the world; a test hands in its own.
 *
 * @param inlets where lines come from
 * @param sinks where outputs go
 * @param answers where answers go to the gateway
 */
public record OverlayPorts(List<Inlet> inlets, Sinks sinks, Answers answers) {
  /** Where answers go. */
  @FunctionalInterface
  public interface Answers {
    /** Nowhere: whoever replays has no gateway. */
    Answers NONE = answers -> {};

    /** Adds it to the job. */
    void attach(DataStream<RouteLine> answers);
  }

  /** Folders of parts below one output folder. */
  public static OverlayPorts files(List<Inlet> inlets, Path out) {
    return new OverlayPorts(inlets, Sinks.files(out), Answers.NONE);
  }
}
