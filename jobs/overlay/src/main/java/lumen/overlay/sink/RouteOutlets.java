package lumen.overlay.sink;

import java.util.List;
import lumen.overlay.gate.GateSettings;
import lumen.overlay.graph.OverlayOperator;
import lumen.runtime.lines.Notices;
import lumen.runtime.lines.Output;
import lumen.runtime.lines.Output.Complete;
import lumen.runtime.lines.Output.Operators;
import lumen.runtime.lines.SortFields;
import lumen.runtime.lines.Steps;
import lumen.runtime.lines.UnorderedOutput;
import org.apache.flink.util.OutputTag;

/** The outputs of the job. */
public final class RouteOutlets {
  /** Each request, decided once. */
  public static final Output<RouteLine> DECISIONS =
      output(
          "decisions",
          Complete.AT_ONCE,
          OverlayOperator.ORDER_DECISIONS,
          OverlayOperator.DECISIONS);

  /** How overlays stand. */
  public static final Output<RouteLine> VERDICTS =
      output(
          "verdicts", Complete.AT_ONCE, OverlayOperator.ORDER_VERDICTS, OverlayOperator.VERDICTS);

  /** Why something was done. */
  public static final Output<RouteLine> EVIDENCE =
      output(
          "evidence", Complete.AT_ONCE, OverlayOperator.ORDER_EVIDENCE, OverlayOperator.EVIDENCE);

  /** What became of requests; the last of a log that ended comes a step later at most. */
  public static final Output<RouteLine> ACCOUNTS =
      output(
          "accounts",
          Complete.AFTER_HORIZON,
          OverlayOperator.ORDER_ACCOUNTS,
          OverlayOperator.ACCOUNTS);

  /** All that are put in order. */
  public static final List<Output<RouteLine>> ORDERED =
      List.of(DECISIONS, VERDICTS, EVIDENCE, ACCOUNTS);

  /** What was not taken. */
  public static final UnorderedOutput<RouteReject> REJECTS =
      UnorderedOutput.of(
              "rejects", RouteRejectSerializer.TYPE, new RouteRejectForm(), OverlayOperator.REJECTS)
          .sortedBy(SortFields.NOTICE);

  /** What is seldom. */
  public static final Notices NOTICES = Notices.of(REJECTS);

  /** To the gateway: decisions in the order of their logs, and once more what is asked again. */
  public static final OutputTag<RouteLine> ANSWERS =
      new OutputTag<>("answers", RouteLineSerializer.TYPE);

  /** How long after its time an account may come, microseconds. */
  public static final long HORIZON_MICROS = GateSettings.STEP_S * 1_000_000L;

  /** Every microsecond is a step. */
  public static final Steps STEPS = RouteLineForm.STEPS;

  private RouteOutlets() {}

  private static Output<RouteLine> output(
      String name, Complete complete, OverlayOperator ordering, OverlayOperator writing) {
    return Output.of(
        name,
        RouteLineSerializer.TYPE,
        new RouteLineForm(),
        complete,
        Operators.everyMark(ordering, writing));
  }
}
