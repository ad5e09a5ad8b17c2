package lumen.fusion.align.trespass;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** An operator of Flink whose name hides it. */
public final class Passer extends AbstractStreamOperator<Long>
    implements OneInputStreamOperator<Long, Long> {
  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(StreamRecord<Long> element) {
    output.collect(element);
  }
}
