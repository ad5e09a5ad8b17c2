package lumen.ctl.trial;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * In the place of a sink's writer or committer: takes everything and does nothing. What these have
 * kept, such as files of a job that lives, is not restored: to finish it would be to take it from
 * that job.
 *
 * @param <I> what comes
 * @param <O> what never leaves
 */
final class SilentOperator<I, O> extends AbstractStreamOperator<O>
    implements OneInputStreamOperator<I, O> {
  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(StreamRecord<I> element) {
    // Nothing is written.
  }
}
