package lumen.fusion.sink;

import java.util.function.LongSupplier;
import lumen.connectors.osc.OscFigures;
import lumen.signal.fusion.NowFrame;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Tells order, coherence, phase difference and error of every frame of now by OSC as it comes. What
 * is not of now any more, as behind a restore, is told to nobody.
 */
public final class NowOscSink implements Sink<NowFrame> {
  private static final long serialVersionUID = 1L;
  private static final double MICROS = 1e6;

  private final long staleMicros;
  private final PlayoutSink.Made<LongSupplier> clock;
  private final PlayoutSink.Made<OscFigures> figures;

  /**
   * Makes the sink.
   *
   * @param staleMicros a frame whose time lies further behind the clock is not told, microseconds
   * @param clock makes the wall clock, microseconds since the epoch
   * @param figures makes what tells them
   */
  public NowOscSink(
      long staleMicros,
      PlayoutSink.Made<LongSupplier> clock,
      PlayoutSink.Made<OscFigures> figures) {
    this.staleMicros = staleMicros;
    this.clock = clock;
    this.figures = figures;
  }

  @Override
  public SinkWriter<NowFrame> createWriter(WriterInitContext context) {
    return new Writer(clock.get(), figures.get());
  }

  /** Sends them. */
  private final class Writer implements SinkWriter<NowFrame> {
    private final LongSupplier now;
    private final OscFigures out;

    Writer(LongSupplier now, OscFigures out) {
      this.now = now;
      this.out = out;
    }

    @Override
    public void write(NowFrame frame, Context context) {
      if (now.getAsLong() - frame.ts() * MICROS > staleMicros) {
        return;
      }
      out.tell(frame.tenant(), "order", frame.order());
      out.tell(frame.tenant(), "coherence", frame.coherence());
      out.tell(frame.tenant(), "phase_diff", frame.phaseDiff());
      out.tell(frame.tenant(), "error", frame.errorP50());
    }

    @Override
    public void flush(boolean endOfInput) {
      // What is told is not stored anywhere.
    }

    @Override
    public void close() {
      out.close();
    }
  }
}
