package lumen.fusion.sink;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.OutputTag;

/**
 * The side outputs that leave the job. All are finished lines of JSON; channel frames, control
 * frames and evidence are still to be put in order.
 */
public final class Outputs {
  /** What was not taken, came too late, and what became of the rest. */
  public static final OutputTag<NoticeLine> NOTICES =
      new OutputTag<>("notices", NoticeLineSerializer.TYPE);

  /** Text events. */
  public static final OutputTag<String> FACTS = new OutputTag<>("facts", Types.STRING);

  /** Lines of the log of decided events. */
  public static final OutputTag<String> LOG = new OutputTag<>("log", Types.STRING);

  /** Channel frames. */
  public static final OutputTag<OrderedLine> CHANNELS =
      new OutputTag<>("channels", OrderedLineSerializer.TYPE);

  /** Control frames. */
  public static final OutputTag<OrderedLine> CONTROL =
      new OutputTag<>("control", OrderedLineSerializer.TYPE);

  /** Evidence. */
  public static final OutputTag<OrderedLine> EVIDENCE =
      new OutputTag<>("evidence", OrderedLineSerializer.TYPE);

  private Outputs() {}
}
