package lumen.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import lumen.event.Envelope;
import lumen.event.SampleBlock;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source whose progress is watched and held, and whose blocks may be cut: with a seed, every
 * block leaves in pieces of random length, and most watermarks are withheld.
 */
final class RecutSource<S extends SourceSplit, C> implements Source<Envelope, S, C> {
  private static final long serialVersionUID = 1L;
  private static final AtomicLong CHUNKS = new AtomicLong();
  private static final AtomicLong HELD_AT = new AtomicLong(Long.MAX_VALUE);
  private static final long PAUSE_MILLIS = 5;

  private final Source<Envelope, S, C> source;
  private final boolean cut;
  private final long seed;

  private RecutSource(Source<Envelope, S, C> source, OptionalLong seed) {
    this.source = source;
    this.cut = seed.isPresent();
    this.seed = seed.orElse(0);
  }

  static <S extends SourceSplit, C> RecutSource<S, C> of(
      Source<Envelope, S, C> source, OptionalLong seed) {
    return new RecutSource<>(source, seed);
  }

  /** How many chunks were played in this process; at a held end it goes on counting. */
  static long chunks() {
    return CHUNKS.get();
  }

  /** Lets the source go on by so many chunks, and hold there; held at its end, it does not end. */
  static void holdAfter(long chunks) {
    HELD_AT.set(CHUNKS.get() + chunks);
  }

  /** Lets the source go on to its end. */
  static void release() {
    HELD_AT.set(Long.MAX_VALUE);
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SourceReader<Envelope, S> createReader(SourceReaderContext context) throws Exception {
    return new Reader<>(source.createReader(context), cut ? new Random(seed) : null);
  }

  @Override
  public SplitEnumerator<S, C> createEnumerator(SplitEnumeratorContext<S> context)
      throws Exception {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<S, C> restoreEnumerator(SplitEnumeratorContext<S> context, C checkpoint)
      throws Exception {
    return source.restoreEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<S> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<C> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }

  private static final class Reader<S extends SourceSplit> implements SourceReader<Envelope, S> {
    private final SourceReader<Envelope, S> reader;
    private final Random random;
    private boolean held;

    Reader(SourceReader<Envelope, S> reader, Random random) {
      this.reader = reader;
      this.random = random;
    }

    @Override
    public void start() {
      reader.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Envelope> output) throws Exception {
      held = CHUNKS.get() >= HELD_AT.get();
      if (held) {
        return InputStatus.NOTHING_AVAILABLE;
      }
      InputStatus status = reader.pollNext(random == null ? output : new Cutter(output, random));
      if (status != InputStatus.NOTHING_AVAILABLE) {
        CHUNKS.incrementAndGet();
      }
      held = status == InputStatus.END_OF_INPUT && HELD_AT.get() < Long.MAX_VALUE;
      return held ? InputStatus.NOTHING_AVAILABLE : status;
    }

    @Override
    public List<S> snapshotState(long checkpointId) {
      return reader.snapshotState(checkpointId);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return held
          ? new CompletableFuture<Void>()
              .completeOnTimeout(null, PAUSE_MILLIS, TimeUnit.MILLISECONDS)
          : reader.isAvailable();
    }

    @Override
    public void addSplits(List<S> splits) {
      reader.addSplits(splits);
    }

    @Override
    public void notifyNoMoreSplits() {
      reader.notifyNoMoreSplits();
    }

    @Override
    public void close() throws Exception {
      reader.close();
    }
  }

  private record Cutter(ReaderOutput<Envelope> output, Random random)
      implements ReaderOutput<Envelope> {
    private static final int LONGEST = 40;

    @Override
    public void collect(Envelope envelope) {
      if (envelope instanceof SampleBlock block) {
        for (SampleBlock piece : pieces(block)) {
          output.collect(piece);
        }
      } else {
        output.collect(envelope);
      }
    }

    private List<SampleBlock> pieces(SampleBlock block) {
      List<SampleBlock> pieces = new ArrayList<>();
      int from = 0;
      while (from < block.size()) {
        int to = Math.min(block.size(), from + 1 + random.nextInt(LONGEST));
        pieces.add(
            new SampleBlock(
                block.stream(),
                block.tenant(),
                block.source(),
                block.key(),
                Arrays.copyOfRange(block.micros(), from, to),
                Arrays.copyOfRange(block.values(), from, to)));
        from = to;
      }
      return pieces;
    }

    @Override
    public void collect(Envelope envelope, long timestamp) {
      collect(envelope);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      if (random.nextInt(3) == 0) {
        output.emitWatermark(watermark);
      }
    }

    @Override
    public void markIdle() {
      output.markIdle();
    }

    @Override
    public void markActive() {
      output.markActive();
    }

    @Override
    public SourceOutput<Envelope> createOutputForSplit(String splitId) {
      return output.createOutputForSplit(splitId);
    }

    @Override
    public void releaseOutputForSplit(String splitId) {
      output.releaseOutputForSplit(splitId);
    }
  }
}
