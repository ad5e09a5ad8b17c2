package lumen.fusion.sink;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.OutputTag;

/**
 * The side outputs that leave the job. All are finished lines of JSON; channel frames, control
 * frames and evidence are still to be put in order.
 */
public final class Outputs {
  /** Lines and events that were not taken. */
  public static final OutputTag<String> REJECTS = new OutputTag<>("rejects", Types.STRING);

  /** Events and samples that came too late. */
  public static final OutputTag<String> LATE = new OutputTag<>("late", Types.STRING);

  /** Text events. */
  public static final OutputTag<String> FACTS = new OutputTag<>("facts", Types.STRING);

  /** Accounts of what became of the events. */
  public static final OutputTag<String> ACCOUNTS = new OutputTag<>("accounts", Types.STRING);

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
