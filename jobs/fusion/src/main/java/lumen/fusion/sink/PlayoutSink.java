package lumen.fusion.sink;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import lumen.connectors.playout.Playout;
import lumen.connectors.playout.PlayoutOptions;
import lumen.connectors.playout.Tick;
import lumen.connectors.playout.TickPlayer;
import lumen.fusion.metrics.DroppedTicks;
import lumen.runtime.state.Frontier;
import lumen.signal.bridge.ControlFrame;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Plays those of the bridge's ticks that are to be heard. What would sound too late, as after a
 * restore, is dropped: a rhythm cannot be made up for. How each bridge is, it tells in every state,
 * every second.
 */
public final class PlayoutSink
    implements Sink<ControlFrame>, SupportsWriterState<ControlFrame, KeptSign> {
  private static final long serialVersionUID = 1L;

  private final PlayoutOptions options;
  private final long aheadMicros;
  private final String name;
  private final Made<LongSupplier> clock;
  private final Made<TickPlayer> player;

  /** Makes something where it runs. */
  public interface Made<T> extends Supplier<T>, Serializable {}

  /**
   * Makes the sink.
   *
   * @param aheadMicros how long after its own time a tick is known
   * @param name what sounds
   * @param clock makes the wall clock, microseconds since the epoch
   * @param player makes what sounds
   */
  public PlayoutSink(
      PlayoutOptions options,
      long aheadMicros,
      String name,
      Made<LongSupplier> clock,
      Made<TickPlayer> player) {
    this.options = options;
    this.aheadMicros = aheadMicros;
    this.name = name;
    this.clock = clock;
    this.player = player;
  }

  @Override
  public SinkWriter<ControlFrame> createWriter(WriterInitContext context) {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<ControlFrame, KeptSign> restoreWriter(
      WriterInitContext context, Collection<KeptSign> kept) {
    return new Writer(new DroppedTicks(context.metricGroup(), name), kept);
  }

  @Override
  public SimpleVersionedSerializer<KeptSign> getWriterStateSerializer() {
    return new KeptSign.Form();
  }

  /** Hands ticks to the playout. */
  private final class Writer implements StatefulSinkWriter<ControlFrame, KeptSign> {
    private final DroppedTicks dropped;
    private final Playout playout;
    private final LifeSigns signs = new LifeSigns(aheadMicros);

    Writer(DroppedTicks dropped, Collection<KeptSign> kept) {
      this.dropped = dropped;
      playout = new Playout(options, player.get(), clock.get(), name, dropped::dropped);
      kept.forEach(signs::take);
    }

    @Override
    public List<KeptSign> snapshotState(long checkpoint) {
      return signs.kept();
    }

    @Override
    public void write(ControlFrame tick, Context context) {
      dropped.known(tick.tenant());
      signs.heard(tick, playout::submit);
      playout.submit(
          Tick.of(
              tick.tenant(),
              tick.micros() + aheadMicros,
              spread(tick),
              tick.syncQuality(),
              !tick.played()));
    }

    /** What follows a published rate, or goes on alone, has no errors that could be spread. */
    private static double spread(ControlFrame tick) {
      return Double.isNaN(tick.entropyRatio()) ? 0 : tick.entropyRatio();
    }

    @Override
    public void writeWatermark(Watermark watermark) {
      long frontier = Frontier.ofWatermark(watermark.getTimestamp());
      if (frontier != Long.MAX_VALUE && frontier != Long.MIN_VALUE) {
        signs.passed(frontier, playout::submit);
      }
    }

    @Override
    public void flush(boolean endOfInput) {
      // What is played is not stored anywhere, but how the bridges were last.
    }

    @Override
    public void close() {
      playout.close();
    }
  }
}
