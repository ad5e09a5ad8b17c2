package lumen.connectors.kafka;

import java.io.Serializable;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source that ends by itself at a time of the wall clock, whatever it has not read by then; a
 * restart in between does not move that time. It also tells downstream which splits are read, in
 * line with their elements. Its state is that of the source within.
 *
 * @param <T> elements
 * @param <S> splits of the source within
 * @param <E> enumerator state of the source within
 */
public final class EndingSource<T, S extends SourceSplit, E> implements Source<T, S, E> {
  /** The end of a source that does not end. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final double MILLIS = 1e3;

  /** When an input ends that is listened to from now on; {@link #NEVER} for 0 seconds. */
  public static long endMillis(double seconds) {
    return seconds == 0 ? NEVER : System.currentTimeMillis() + Math.round(seconds * MILLIS);
  }

  private static final long serialVersionUID = 1L;

  private final Source<T, S, E> source;
  private final long endMillis;
  private final SplitMark<T, S> mark;

  /**
   * What goes downstream when a reader is given a split, before the split's first element.
   *
   * @param <T> elements
   * @param <S> splits
   */
  @FunctionalInterface
  public interface SplitMark<T, S> extends Serializable {
    /** The element that stands for the split. */
    T of(S split);
  }

  /**
   * Wraps a source of whose splits nothing is told.
   *
   * @param endMillis when it ends, milliseconds since the epoch, or {@link #NEVER}
   */
  public EndingSource(Source<T, S, E> source, long endMillis) {
    this(source, endMillis, null);
  }

  /**
   * Wraps a source.
   *
   * @param endMillis when it ends, milliseconds since the epoch, or {@link #NEVER}
   * @param mark what is told of a split
   */
  public EndingSource(Source<T, S, E> source, long endMillis, SplitMark<T, S> mark) {
    this.source = source;
    this.endMillis = endMillis;
    this.mark = mark;
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SourceReader<T, S> createReader(SourceReaderContext context) throws Exception {
    return new EndingReader<>(
        source.createReader(context), endMillis, mark, System::currentTimeMillis);
  }

  @Override
  public SplitEnumerator<S, E> createEnumerator(SplitEnumeratorContext<S> context)
      throws Exception {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<S, E> restoreEnumerator(SplitEnumeratorContext<S> context, E state)
      throws Exception {
    return source.restoreEnumerator(context, state);
  }

  @Override
  public SimpleVersionedSerializer<S> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<E> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }
}
