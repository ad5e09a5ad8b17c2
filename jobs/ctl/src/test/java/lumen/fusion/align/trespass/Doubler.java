package lumen.fusion.align.trespass;

import org.apache.flink.api.common.functions.RichMapFunction;

/** A function of Flink whose name hides it. */
public final class Doubler extends RichMapFunction<Long, Long> {
  private static final long serialVersionUID = 1L;

  @Override
  public Long map(Long value) {
    return 2 * value;
  }
}
