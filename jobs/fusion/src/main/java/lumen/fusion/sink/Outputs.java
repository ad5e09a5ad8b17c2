package lumen.fusion.sink;

import java.util.List;
import lumen.fusion.graph.FusionOperator;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.lines.EvidenceEntrySerializer;
import lumen.runtime.lines.EvidenceForm;
import lumen.runtime.lines.Output;
import lumen.runtime.lines.Output.Complete;
import lumen.runtime.lines.Output.Operators;
import lumen.signal.bridge.ControlFrame;
import lumen.signal.fusion.ChannelFrame;
import lumen.signal.fusion.FusedFrame;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.OutputTag;

/** The outputs of the job. */
public final class Outputs {
  /** Fused frames. */
  public static final Output<FusedFrame> FRAMES =
      Output.of(
              "frames",
              FusedFrameSerializer.TYPE,
              new FrameForm(),
              Complete.AFTER_HORIZON,
              new Operators(
                  FusionOperator.FRAMES_LEAVE, FusionOperator.ORDER_FRAMES, FusionOperator.FRAMES))
          .keptAs(OrderedLineSerializer.TYPE);

  /** Channel frames. */
  public static final Output<ChannelFrame> CHANNELS =
      Output.of(
              "channels",
              ChannelFrameSerializer.TYPE,
              new ChannelFrameForm(),
              Complete.AFTER_HORIZON,
              new Operators(
                  FusionOperator.CHANNELS_LEAVE,
                  FusionOperator.ORDER_CHANNELS,
                  FusionOperator.CHANNELS))
          .keptAs(OrderedLineSerializer.TYPE);

  /** Control frames: the ticks that leave. */
  public static final Output<ControlFrame> CONTROL =
      Output.of(
              "control",
              ControlFrameSerializer.TYPE,
              new ControlForm(),
              Complete.AT_ONCE,
              Operators.everyMark(FusionOperator.ORDER_CONTROL, FusionOperator.CONTROL))
          .keptAs(OrderedLineSerializer.TYPE);

  /** Evidence. */
  public static final Output<EvidenceEntry> EVIDENCE =
      Output.of(
              "evidence",
              EvidenceEntrySerializer.TYPE,
              new EvidenceForm(),
              Complete.AFTER_HORIZON,
              new Operators(
                  FusionOperator.EVIDENCE_LEAVES,
                  FusionOperator.ORDER_EVIDENCE,
                  FusionOperator.EVIDENCE))
          .keptAs(OrderedLineSerializer.TYPE);

  /** All that are put in order, as a run makes them. */
  public static final List<Output<?>> ORDERED = List.of(FRAMES, CHANNELS, CONTROL, EVIDENCE);

  /** Rejects, what was late, and text events. */
  public static final List<String> NOTICE_LINES = List.of("rejects", "late", "facts");

  /** What is written as it comes: notices, accounts and the log of decided events. */
  public static final List<String> LINES = List.of("rejects", "late", "facts", "accounts", "log");

  /** Text events. */
  public static final OutputTag<String> FACTS = new OutputTag<>("facts", Types.STRING);

  /** Lines of the log of decided events. */
  public static final OutputTag<String> LOG = new OutputTag<>("log", Types.STRING);

  private Outputs() {}
}
