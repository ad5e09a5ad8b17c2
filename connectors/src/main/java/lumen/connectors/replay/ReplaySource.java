package lumen.connectors.replay;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import lumen.event.Envelope;
import lumen.intake.ReplayOptions;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Plays recordings (ndjson, plain or compressed) as a FLIP-27 source: parallelism 1, one reader,
 * one split for each stream.
 *
 * <p>The reader always advances the stream that is furthest behind in event time, and emits
 * watermarks itself, after the blocks of a chunk and strictly below every stream's line of
 * lateness; so the order of reading makes nothing late. Use it with {@code
 * WatermarkStrategy.noWatermarks()}. Its position is exact in every checkpoint.
 */
public final class ReplaySource implements Source<Envelope, ReplaySplit, List<ReplaySplit>> {
  private static final long serialVersionUID = 1L;

  private final List<RecordedParts> parts;
  private final LinePlay play;
  private final CommandFile control;

  /**
   * Makes the source.
   *
   * @param parts the streams to play side by side, with unique names
   * @param options how they are read
   */
  public ReplaySource(List<RecordedParts> parts, ReplayOptions options) {
    this(parts, options, CommandFile.NONE);
  }

  /**
   * Makes the source.
   *
   * @param parts the streams to play side by side, with unique names
   * @param options how they are read
   * @param control commands that are handed out before them
   */
  public ReplaySource(List<RecordedParts> parts, ReplayOptions options, CommandFile control) {
    this(parts, LinePlay.of(options), control);
  }

  /**
   * Makes the source.
   *
   * @param parts the streams to play side by side, with unique names
   * @param play how they are played
   * @param control commands that are handed out before them
   */
  public ReplaySource(List<RecordedParts> parts, LinePlay play, CommandFile control) {
    this.parts = List.copyOf(parts);
    this.play = play;
    this.control = control;
  }

  @Override
  public Boundedness getBoundedness() {
    return play.follow() ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Envelope, ReplaySplit> createReader(SourceReaderContext context) {
    Map<String, RecordedParts> byName =
        parts.stream().collect(Collectors.toMap(RecordedParts::stream, Function.identity()));
    return new ReplayReader(context, play, byName, control, System::nanoTime);
  }

  @Override
  public SplitEnumerator<ReplaySplit, List<ReplaySplit>> createEnumerator(
      SplitEnumeratorContext<ReplaySplit> context) {
    List<ReplaySplit> splits =
        parts.stream().map(p -> new ReplaySplit(p.stream(), p.files(), new byte[0])).toList();
    return new ReplayEnumerator(context, splits);
  }

  @Override
  public SplitEnumerator<ReplaySplit, List<ReplaySplit>> restoreEnumerator(
      SplitEnumeratorContext<ReplaySplit> context, List<ReplaySplit> unassigned) {
    return new ReplayEnumerator(context, unassigned);
  }

  @Override
  public SimpleVersionedSerializer<ReplaySplit> getSplitSerializer() {
    return new ReplaySplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<List<ReplaySplit>> getEnumeratorCheckpointSerializer() {
    return new ReplayEnumeratorSerializer();
  }
}
