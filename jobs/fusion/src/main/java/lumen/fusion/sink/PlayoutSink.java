package lumen.fusion.sink;

import java.io.Serializable;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import lumen.connectors.playout.Playout;
import lumen.connectors.playout.PlayoutOptions;
import lumen.connectors.playout.Tick;
import lumen.connectors.playout.TickPlayer;
import lumen.signal.bridge.ControlFrame;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Plays the bridge's ticks, in the states in which its outputs are on; one whose entropy ratio is
 * not known is not played. What would sound too late, as after a restore, is dropped: a rhythm
 * cannot be made up for.
 */
public final class PlayoutSink implements Sink<ControlFrame> {
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
    return new Writer(new Playout(options, player.get(), clock.get(), name));
  }

  /** Hands ticks to the playout. */
  private final class Writer implements SinkWriter<ControlFrame> {
    private final Playout playout;

    Writer(Playout playout) {
      this.playout = playout;
    }

    @Override
    public void write(ControlFrame tick, Context context) {
      playout.submit(
          Tick.of(
              tick.tenant(),
              tick.micros() + aheadMicros,
              tick.entropyRatio(),
              tick.syncQuality(),
              !tick.state().outputsOn() || Double.isNaN(tick.entropyRatio())));
    }

    @Override
    public void flush(boolean endOfInput) {
      // What is played is not stored anywhere.
    }

    @Override
    public void close() {
      playout.close();
    }
  }
}
