package lumen.fusion;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lumen.fusion.ingest.Inlet;
import lumen.fusion.sink.LineSink;
import lumen.fusion.sink.Outlets;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Where the job meets the world; a test hands in its own.
 *
 * @param inlets where events come from
 * @param frames takes the frames, in order
 * @param channels takes the channel frames, in order
 * @param control takes the control frames, in order
 * @param evidence takes the evidence, in order
 * @param rejects takes lines that were not taken
 * @param late takes what came too late
 * @param facts takes text events
 * @param accounts takes the accounts
 * @param log takes the log of decided events, where the inlets give one
 * @param outlets where lines go beside
 */
public record Ports(
    List<Inlet> inlets,
    Sink<String> frames,
    Sink<String> channels,
    Sink<String> control,
    Sink<String> evidence,
    Sink<String> rejects,
    Sink<String> late,
    Sink<String> facts,
    Sink<String> accounts,
    Optional<Sink<String>> log,
    Outlets outlets) {

  /**
   * Folders of parts below one output folder.
   *
   * @param live whether the inlets may give a log of decided events
   */
  public static Ports files(List<Inlet> inlets, Path out, boolean live, Outlets outlets) {
    return new Ports(
        inlets,
        LineSink.byDay(out.resolve("frames")),
        LineSink.byDay(out.resolve("channels")),
        LineSink.byDay(out.resolve("control")),
        LineSink.byDay(out.resolve("evidence")),
        LineSink.flat(out.resolve("rejects")),
        LineSink.flat(out.resolve("late")),
        LineSink.flat(out.resolve("facts")),
        LineSink.flat(out.resolve("accounts")),
        live ? Optional.of(LineSink.flat(out.resolve("log"))) : Optional.empty(),
        outlets);
  }
}
