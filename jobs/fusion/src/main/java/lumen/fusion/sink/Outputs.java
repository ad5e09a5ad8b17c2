package lumen.fusion.sink;

import java.util.List;
import lumen.event.Fact;
import lumen.event.FactSerializer;
import lumen.event.LogLine;
import lumen.event.LogLineSerializer;
import lumen.event.Reject;
import lumen.event.RejectSerializer;
import lumen.fusion.graph.FusionOperator;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.lines.AccountForm;
import lumen.runtime.lines.AccountNoticeSerializer;
import lumen.runtime.lines.EvidenceEntrySerializer;
import lumen.runtime.lines.EvidenceForm;
import lumen.runtime.lines.FactForm;
import lumen.runtime.lines.LateForm;
import lumen.runtime.lines.LateNoticeSerializer;
import lumen.runtime.lines.LogForm;
import lumen.runtime.lines.Notices;
import lumen.runtime.lines.Output;
import lumen.runtime.lines.Output.Complete;
import lumen.runtime.lines.Output.Operators;
import lumen.runtime.lines.RejectForm;
import lumen.runtime.lines.SortFields;
import lumen.runtime.lines.UnorderedOutput;
import lumen.runtime.notice.AccountNotice;
import lumen.runtime.notice.LateNotice;
import lumen.signal.bridge.ControlFrame;
import lumen.signal.fusion.ChannelFrame;
import lumen.signal.fusion.FusedFrame;
import lumen.signal.fusion.NowFrame;

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

  /** Frames of now. */
  public static final Output<NowFrame> NOW =
      Output.of(
              "now",
              NowFrameSerializer.TYPE,
              new NowForm(),
              Complete.AFTER_HORIZON,
              new Operators(
                  FusionOperator.NOW_LEAVES, FusionOperator.ORDER_NOW, FusionOperator.NOW))
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
  public static final List<Output<?>> ORDERED = List.of(FRAMES, CHANNELS, CONTROL, EVIDENCE, NOW);

  /** What was not taken. */
  public static final UnorderedOutput<Reject> REJECTS =
      UnorderedOutput.of("rejects", RejectSerializer.TYPE, new RejectForm(), FusionOperator.REJECTS)
          .sortedBy(SortFields.NOTICE);

  /** What came too late. */
  public static final UnorderedOutput<LateNotice> LATE =
      UnorderedOutput.of("late", LateNoticeSerializer.TYPE, new LateForm(), FusionOperator.LATE)
          .sortedBy(SortFields.NOTICE);

  /** Text events. */
  public static final UnorderedOutput<Fact> FACTS =
      UnorderedOutput.of("facts", FactSerializer.TYPE, new FactForm(), FusionOperator.FACTS)
          .sortedBy(SortFields.NOTICE);

  /** What became of events and commands. */
  public static final UnorderedOutput<AccountNotice> ACCOUNTS =
      UnorderedOutput.of(
          "accounts", AccountNoticeSerializer.TYPE, new AccountForm(), FusionOperator.ACCOUNTS);

  /** Lines of the log of decided events. */
  public static final UnorderedOutput<LogLine> LOG =
      UnorderedOutput.of("log", LogLineSerializer.TYPE, new LogForm(), FusionOperator.LOG);

  /** What every stage may have to tell. */
  public static final Notices NOTICES = Notices.of(REJECTS, LATE, ACCOUNTS);

  /** All that are written as they come. */
  public static final List<UnorderedOutput<?>> UNORDERED =
      List.of(REJECTS, LATE, FACTS, ACCOUNTS, LOG);

  private Outputs() {}
}
