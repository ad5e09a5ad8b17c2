package lumen.connectors.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import lumen.event.DecidedSample;
import lumen.event.Envelope;
import lumen.event.LogLine;
import lumen.intake.LiveInputException;
import lumen.intake.LogIntake;
import lumen.state.StateException;
import lumen.state.StateForm;
import lumen.state.StateReader;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Looks at the inputs on every beat of the heart, takes their lines as any reader of the log would,
 * and emits the watermark below the line. A poll hands out all that was judged, so the state is
 * exact between polls.
 */
final class LiveReader implements SourceReader<Envelope, LiveSplit> {
  private static final StateForm FORM = new StateForm("live-shared", 2, 1);

  private static final long MICROS_PER_MILLI = 1_000;

  /** A capture is told how far the clock has come at least this often. */
  private static final long CAPTURED_BEAT_MICROS = 200_000;

  private static final long SHOWN_MICROS = 200_000;

  private static final String NAME = "live";

  private final List<LiveStream> streams;
  private final LiveOptions options;
  private final LongSupplier clock;
  private final LiveMetrics metrics;
  private final Map<String, byte[]> clocks = new TreeMap<>();
  private final List<Envelope> chunk = new ArrayList<>();
  private final LogTaker taker = new Taker();
  private final Heartbeat heartbeat;

  private LogIntake intake;
  private LiveIngest ingest;
  private LiveEndpoint control;
  private boolean noMoreSplits;
  private boolean ended;
  private boolean capturing;
  private long startedMicros = Long.MIN_VALUE;
  private long position;
  private long shownMicros = Long.MIN_VALUE / 2;
  private long capturedMicros = Long.MIN_VALUE / 2;
  private long watermark = Long.MIN_VALUE;
  private CompletableFuture<Void> available = new CompletableFuture<>();

  LiveReader(
      List<LiveStream> streams, LiveOptions options, LongSupplier clock, LiveMetrics metrics) {
    this.streams = streams;
    this.options = options;
    this.clock = clock;
    this.metrics = metrics;
    this.capturing = options.capture();
    heartbeat = new Heartbeat(options.marks());
    intake = LogIntake.within(options.outOfOrdernessMicros(), NAME, options.rules());
  }

  @Override
  public void start() {
    // The streams come from the enumerator.
  }

  @Override
  public void addSplits(List<LiveSplit> splits) {
    for (LiveSplit split : splits) {
      if (split.stream().equals(LiveSplit.CONTROL)) {
        restore(split.state());
      } else {
        clocks.put(split.stream(), split.state());
      }
    }
  }

  private void restore(byte[] state) {
    if (state.length == 0) {
      return;
    }
    try {
      intake =
          FORM.read(
                  state,
                  in -> {
                    readHead(in.field());
                    return LogIntake.read(NAME, options.rules(), in.field());
                  },
                  in -> {
                    in.readVersion(1, 1);
                    readHead(in);
                    return LogIntake.readOlder(NAME, options.rules(), in);
                  })
              .boundBy(options.outOfOrdernessMicros());
    } catch (StateException e) {
      throw new StateException("cannot take up live inputs: " + e.getMessage(), e);
    }
  }

  private void readHead(StateReader in) {
    startedMicros = in.readLong();
    position = in.readLong();
    capturing |= in.readBoolean();
    ended = in.readBoolean();
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
    if (ended) {
      return InputStatus.END_OF_INPUT;
    }
    if (ingest == null) {
      open();
    }
    boolean ending = isOver();
    if (ending) {
      ingest.close();
    }
    boolean more = drain();
    while (ending && more) {
      more = drain();
    }
    emit(output);
    if (ending) {
      ended = true;
      control.commands().close();
      return InputStatus.END_OF_INPUT;
    }
    available =
        more
            ? CompletableFuture.completedFuture(null)
            : new CompletableFuture<Void>()
                .completeOnTimeout(null, restMillis(), TimeUnit.MILLISECONDS);
    return more ? InputStatus.MORE_AVAILABLE : InputStatus.NOTHING_AVAILABLE;
  }

  private long restMillis() {
    long line = intake.lineMicros();
    return line == LogIntake.NONE ? Heartbeat.SHORTEST_MILLIS : heartbeat.waitMillis(line);
  }

  /**
   * Opens the inputs. What cannot be opened at the very start is a mistake of the configuration,
   * and no restart mends it; later it may be a socket that a dying process still holds.
   */
  private void open() throws LiveInputException, IOException {
    ingest =
        new LiveIngest(
            streams, clocks, options.outOfOrdernessMicros(), options.maxAheadMicros(), clock);
    ingest.resume(intake.lineMicros());
    metrics.show(ingest);
    try {
      ingest.open();
      control =
          LiveEndpoint.open(options.controlAddress(), options.announceFile(), options.commands());
    } catch (LiveInputException e) {
      if (startedMicros == Long.MIN_VALUE) {
        throw new SuppressRestartsException(e);
      }
      throw e;
    }
    if (startedMicros == Long.MIN_VALUE) {
      startedMicros = clock.getAsLong();
    }
    if (capturing) {
      begin();
    }
  }

  private boolean isOver() {
    return control.endWanted()
        || (options.forMicros() > 0 && clock.getAsLong() - startedMicros >= options.forMicros());
  }

  /** Looks at the inputs once; returns whether more is waiting. */
  private boolean drain() {
    if (control.captureWanted(capturing) != capturing) {
      capturing = !capturing;
      if (capturing) {
        begin();
      }
    }
    long upTo = ingest.drain(taker);
    if (upTo == Long.MIN_VALUE) {
      takeCommands();
      return true;
    }
    intake.arrived(upTo);
    takeCommands();
    if (capturing && upTo - capturedMicros >= CAPTURED_BEAT_MICROS) {
      capturedMicros = upTo;
      captured(ingest.beat(upTo));
    }
    if (upTo - shownMicros >= SHOWN_MICROS) {
      shownMicros = upTo;
      control.show(ingest.status(), capturing);
    }
    return false;
  }

  /**
   * Takes the commands that wait. In the log they stand where it has come to: an arrival of their
   * own would move the line past messages that still wait in an input.
   */
  private void takeCommands() {
    long at = intake.positionMicros();
    if (at != LogIntake.NONE) {
      control
          .commands()
          .take(
              clock.getAsLong(),
              intake.lineMicros(),
              options.maxAheadMicros(),
              command -> take(ingest.command(command, at)));
    }
  }

  private void begin() {
    captured(ingest.header());
  }

  private void take(byte[] json) {
    intake.take(new LogPosition(NAME, json, position++), Long.MAX_VALUE);
    if (capturing) {
      captured(json);
    }
  }

  /** Numbers go their short way unless their lines are recorded anyway. */
  private final class Taker implements LogTaker {
    @Override
    public void line(byte[] json) {
      take(json);
    }

    @Override
    public void sample(DecidedSample sample, Supplier<byte[]> line) {
      if (capturing) {
        take(line.get());
      } else {
        intake.take(sample, new UnwrittenLine(NAME, line, position++));
      }
    }
  }

  private void captured(byte[] json) {
    chunk.add(new LogLine(new String(json, StandardCharsets.UTF_8)));
  }

  private void emit(ReaderOutput<Envelope> output) {
    intake.drain(chunk);
    metrics.looked(ingest, chunk);
    chunk.forEach(output::collect);
    chunk.clear();
    long line = intake.lineMicros();
    if (line == LogIntake.NONE) {
      return;
    }
    long millis = Math.floorDiv(line, MICROS_PER_MILLI) - 1;
    if (millis > watermark) {
      watermark = millis;
      output.emitWatermark(new Watermark(millis));
    }
  }

  @Override
  public List<LiveSplit> snapshotState(long checkpointId) {
    if (ingest != null) {
      clocks.putAll(ingest.clocks());
    }
    List<LiveSplit> splits = new ArrayList<>();
    splits.add(new LiveSplit(LiveSplit.CONTROL, shared()));
    clocks.forEach((stream, state) -> splits.add(new LiveSplit(stream, state)));
    return splits;
  }

  private byte[] shared() {
    return FORM.write(
        1024,
        out -> {
          out.field(
              head -> {
                head.writeLong(startedMicros);
                head.writeLong(position);
                head.writeBoolean(capturing);
                head.writeBoolean(ended);
              });
          out.field(intake::write);
        });
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public void close() {
    if (ingest != null) {
      ingest.close();
    }
    if (control != null) {
      control.close();
    }
  }
}
