package lumen.runtime.lines;

import lumen.runtime.state.Frontier;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Lets pass all elements, and of the watermarks only those that matter to what is behind: live
 * inputs give one on every beat, and each wakes every task that it reaches. Stands in the chain of
 * the task that gives the elements. The last watermark always passes.
 *
 * @param <T> the elements
 */
final class SeldomMarksOperator<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {
  private static final long serialVersionUID = 1L;

  /** What is between two steps waits at most so long, in event time. */
  private static final long LONGEST_MICROS = 200_000;

  /** Null where no watermark matters. */
  private final Steps steps;

  private final long horizonMicros;

  private transient long lastStep;
  private transient long lastFrontier;

  private SeldomMarksOperator(Steps steps, long horizonMicros) {
    this.steps = steps;
    this.horizonMicros = horizonMicros;
  }

  /** For those behind who have no use of event time: only the last one passes. */
  static <T> SeldomMarksOperator<T> last() {
    return new SeldomMarksOperator<>(null, 0);
  }

  /**
   * For those who wait for steps: the first watermark by which one more step is complete passes at
   * once, and others 0.2 s of event time after the one before.
   *
   * @param steps the steps
   * @param horizonMicros how far the watermark is past a step when it is complete
   */
  static <T> SeldomMarksOperator<T> perStep(Steps steps, long horizonMicros) {
    return new SeldomMarksOperator<>(steps, horizonMicros);
  }

  @Override
  public void open() throws Exception {
    super.open();
    lastStep = Long.MIN_VALUE;
    lastFrontier = Long.MIN_VALUE;
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    output.collect(element);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long frontier = Frontier.ofWatermark(mark.getTimestamp());
    if (frontier == Long.MAX_VALUE || matters(frontier)) {
      super.processWatermark(mark);
    }
  }

  private boolean matters(long frontier) {
    if (steps == null || frontier == Long.MIN_VALUE) {
      return false;
    }
    long step = steps.floorStep(frontier - horizonMicros - 1);
    if (step == lastStep && frontier - lastFrontier < LONGEST_MICROS) {
      return false;
    }
    lastStep = step;
    lastFrontier = frontier;
    return true;
  }
}
