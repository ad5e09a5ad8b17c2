package lumen.connectors.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import lumen.event.Envelope;
import lumen.event.Reject;
import lumen.event.Row;
import lumen.event.SampleBlock;
import lumen.intake.LineIntake;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.ExceptionUtils;

/**
 * Reads the streams side by side: a chunk of the one furthest behind in event time, then the
 * watermark below the lowest line. A poll reads a slice of a chunk, or hands out one; a checkpoint
 * ends the chunk, and what is left of it stands in its stream's state, which so is exact between
 * polls.
 *
 * <p>Paced replay keeps absolute deadlines: event time t is due at wall0 + (t - t0)/speed, anchored
 * when every stream has shown its first event, and anew after a restore, at the newest event of the
 * stream furthest behind. A pause is caught up.
 */
final class ReplayReader implements SourceReader<Envelope, ReplaySplit> {
  private static final long MICROS_PER_MILLI = 1_000;
  private static final long FOLLOW_POLL_MILLIS = 50;

  /** So many compressed streams are decompressed in threads of their own. */
  private static final int READ_AHEAD_STREAMS = 4;

  private static final Comparator<RecordedStream> BY_POSITION =
      Comparator.comparingLong(RecordedStream::positionMicros).thenComparing(RecordedStream::name);

  private final LinePlay play;
  private final Map<String, RecordedParts> parts;
  private final CommandFile control;
  private final List<RecordedStream> streams = new ArrayList<>();
  private final HandOut handOut = new HandOut();
  private final Pace pace;
  private final Counter samples;

  /** Flink's own of any source; how much of a recording is still to come nobody has counted. */
  private final Counter errors;

  /** The stream of which a chunk has been begun, null where none has. */
  private RecordedStream begun;

  private CompletableFuture<Void> available = new CompletableFuture<>();
  private boolean noMoreSplits;

  /** The commands that were handed out, by their digest. */
  private String handedOut = "";

  private long watermark = Long.MIN_VALUE;

  /**
   * Makes the reader.
   *
   * @param play how they are played
   * @param parts where the parts of the streams lie now; a stream that is taken up again is read
   *     from there, so a recording may have been moved since
   * @param control commands that come before all streams
   */
  ReplayReader(
      SourceReaderContext context,
      LinePlay play,
      Map<String, RecordedParts> parts,
      CommandFile control,
      LongSupplier nanoClock) {
    this.play = play;
    this.parts = parts;
    this.control = control;
    this.pace = new Pace(play.speed(), nanoClock);
    this.samples = context.metricGroup().addGroup("replay").counter("samples");
    this.errors = context.metricGroup().getNumRecordsInErrorsCounter();
  }

  @Override
  public void start() {
    // The streams come from the enumerator.
  }

  @Override
  public void addSplits(List<ReplaySplit> splits) {
    try {
      for (ReplaySplit split : splits) {
        handedOut = split.commands().isEmpty() ? handedOut : split.commands();
        boolean readAhead = streams.size() < READ_AHEAD_STREAMS;
        RecordedParts found = parts.get(split.stream());
        boolean log = found != null && found.log();
        streams.add(RecordedStream.open(located(split, found), play, readAhead, log));
        handOut.resume(split.stream(), split.rest());
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot take up a recording: " + e.getMessage(), e);
    }
  }

  private static ReplaySplit located(ReplaySplit split, RecordedParts found) {
    List<String> now = found == null ? split.parts() : found.files();
    if (found != null && found.log()) {
      return split.of(grown(split.parts(), now));
    }
    return now.size() < split.parts().size() ? split : split.of(now);
  }

  /** The parts of a log that are known, and those that have come since; old ones may be gone. */
  private static List<String> grown(List<String> known, List<String> now) {
    List<String> parts = new ArrayList<>(known);
    String last = parts.get(parts.size() - 1);
    now.stream().filter(part -> part.compareTo(last) > 0).forEach(parts::add);
    return parts;
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    available.complete(null);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Envelope> output) throws Exception {
    if (!noMoreSplits) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    if (control.isDue(handedOut)) {
      handOutCommands(output);
      return InputStatus.MORE_AVAILABLE;
    }
    if (handOut.hasMore()) {
      emit(output);
      return InputStatus.MORE_AVAILABLE;
    }
    if (begun != null) {
      read(begun, output);
      return InputStatus.MORE_AVAILABLE;
    }
    if (pace.isPaced()) {
      anchor();
    }
    streams.sort(BY_POSITION);
    for (RecordedStream stream : streams) {
      if (read(stream, output)) {
        return InputStatus.MORE_AVAILABLE;
      }
    }
    if (streams.stream().allMatch(RecordedStream::isFinished)) {
      return InputStatus.END_OF_INPUT;
    }
    pause();
    return InputStatus.NOTHING_AVAILABLE;
  }

  /** Reads a slice, and hands out the chunk where it ends; whether anything was read. */
  private boolean read(RecordedStream stream, ReaderOutput<Envelope> output) throws IOException {
    long bytes = stream.readSlice(pace.untilMicros(), handOut.chunk(stream.name()));
    begun = stream.isReading() ? stream : null;
    if (begun == null && bytes > 0) {
      emit(output);
    }
    return bytes > 0;
  }

  /** Hands out all commands, before the first line of any stream is read. */
  private void handOutCommands(ReaderOutput<Envelope> output) throws IOException {
    control.envelopes().forEach(output::collect);
    handedOut = control.digest();
  }

  /** Anchors the pace, and anew where a stream's first stamp turned out to be a stray. */
  private void anchor() {
    long first = Long.MAX_VALUE;
    for (RecordedStream stream : streams) {
      if (!stream.isFinished()) {
        first = Math.min(first, stream.newestMicros());
      }
    }
    if (first != LineIntake.NONE && first != Long.MAX_VALUE && pace.isBefore(first)) {
      pace.anchor(first);
    }
  }

  /** Hands out a slice, and the watermark behind the last of a chunk. */
  private void emit(ReaderOutput<Envelope> output) {
    handOut.slice(
        envelope -> {
          if (envelope instanceof SampleBlock block) {
            samples.inc(block.size());
          } else if (envelope instanceof Reject || isRejected(envelope)) {
            errors.inc();
          }
          output.collect(envelope);
        });
    if (!handOut.hasMore()) {
      emitWatermark(output);
    }
  }

  private static boolean isRejected(Envelope envelope) {
    return envelope instanceof Row row && row.kind() == Row.Kind.REJECT;
  }

  private void emitWatermark(ReaderOutput<Envelope> output) {
    long line = Long.MAX_VALUE;
    for (RecordedStream stream : streams) {
      if (!stream.isFinished()) {
        line = Math.min(line, stream.lineMicros());
      }
    }
    if (line == LineIntake.NONE || line == Long.MAX_VALUE) {
      return;
    }
    long millis = Math.floorDiv(line, MICROS_PER_MILLI) - 1;
    if (millis > watermark) {
      watermark = millis;
      output.emitWatermark(new Watermark(millis));
    }
  }

  private void pause() {
    long due = Long.MAX_VALUE;
    for (RecordedStream stream : streams) {
      if (!stream.isFinished() && stream.dueMicros() != Long.MIN_VALUE) {
        due = Math.min(due, stream.dueMicros());
      }
    }
    long millis = due == Long.MAX_VALUE ? FOLLOW_POLL_MILLIS : pace.millisUntil(due);
    available =
        new CompletableFuture<Void>()
            .completeOnTimeout(
                null,
                play.follow() ? Math.min(millis, FOLLOW_POLL_MILLIS) : millis,
                TimeUnit.MILLISECONDS);
  }

  @Override
  public List<ReplaySplit> snapshotState(long checkpointId) {
    if (begun != null) {
      begun.cut(handOut.chunk(begun.name()));
      begun = null;
    }
    return streams.stream()
        .map(stream -> stream.snapshot().beside(handedOut).before(handOut.rest(stream.name())))
        .toList();
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (RecordedStream stream : streams) {
      try {
        stream.close();
      } catch (IOException e) {
        failure = ExceptionUtils.firstOrSuppressed(e, failure);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
