package lumen.fusion;

import java.nio.file.Path;
import lumen.event.Envelope;
import lumen.fusion.sink.LineSink;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/**
 * Where the job meets the world; a test hands in its own.
 *
 * @param source where events come from
 * @param frames takes the frames, in order
 * @param channels takes the channel frames, in order
 * @param rejects takes lines that were not taken
 * @param late takes what came too late
 * @param facts takes text events
 * @param accounts takes the accounts
 */
public record Ports(
    Source<Envelope, ?, ?> source,
    Sink<String> frames,
    Sink<String> channels,
    Sink<String> rejects,
    Sink<String> late,
    Sink<String> facts,
    Sink<String> accounts) {

  /** Folders of parts below one output folder. */
  public static Ports files(Source<Envelope, ?, ?> source, Path out) {
    return new Ports(
        source,
        LineSink.byDay(out.resolve("frames")),
        LineSink.byDay(out.resolve("channels")),
        LineSink.flat(out.resolve("rejects")),
        LineSink.flat(out.resolve("late")),
        LineSink.flat(out.resolve("facts")),
        LineSink.flat(out.resolve("accounts")));
  }
}
