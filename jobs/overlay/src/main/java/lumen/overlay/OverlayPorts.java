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
 * @param answers where answers go to the gateway, as they are given
 * @param decisions where decisions go beside their files, in their order
 */
public record OverlayPorts(List<Inlet> inlets, Sinks sinks, Outlet answers, Outlet decisions) {
  /** Where lines go. */
  @FunctionalInterface
  public interface Outlet {
    /** Nowhere: whoever replays has no gateway. */
    Outlet NONE = lines -> {};

    /** Adds it to the job. */
    void attach(DataStream<RouteLine> lines);
  }

  /** Folders of parts below one output folder. */
  public static OverlayPorts files(List<Inlet> inlets, Path out) {
    return new OverlayPorts(inlets, Sinks.files(out), Outlet.NONE, Outlet.NONE);
  }

  /** The same with topics. */
  OverlayPorts with(Outlet answering, Outlet deciding) {
    return new OverlayPorts(inlets, sinks, answering, deciding);
  }
}
