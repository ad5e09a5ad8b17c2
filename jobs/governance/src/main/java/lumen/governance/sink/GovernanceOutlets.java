package lumen.governance.sink;

import java.util.List;
import lumen.governance.run.GovernanceOperator;
import lumen.runtime.lines.Notices;
import lumen.runtime.lines.Output;
import lumen.runtime.lines.Output.Complete;
import lumen.runtime.lines.Output.Operators;
import lumen.runtime.lines.RowReject;
import lumen.runtime.lines.RowRejectForm;
import lumen.runtime.lines.RowRejectSerializer;
import lumen.runtime.lines.SortFields;
import lumen.runtime.lines.Steps;
import lumen.runtime.lines.ToldLine;
import lumen.runtime.lines.ToldLineForm;
import lumen.runtime.lines.ToldLineSerializer;
import lumen.runtime.lines.UnorderedOutput;

/** The outputs of the job. */
public final class GovernanceOutlets {
  /** All figures of a service, hourly. */
  public static final Output<ToldLine> SCORECARDS =
      output("scorecard", GovernanceOperator.ORDER_SCORECARDS, GovernanceOperator.SCORECARDS);

  /** Changes of state of canary, policy and rollback. */
  public static final Output<ToldLine> DECISIONS =
      output("decisions", GovernanceOperator.ORDER_DECISIONS, GovernanceOperator.DECISIONS);

  /** The feedback graph. */
  public static final Output<ToldLine> EDGES =
      output("edges", GovernanceOperator.ORDER_EDGES, GovernanceOperator.EDGES);

  /** Why something was told or done. */
  public static final Output<ToldLine> EVIDENCE =
      output("evidence", GovernanceOperator.ORDER_EVIDENCE, GovernanceOperator.EVIDENCE);

  /** The commands of operators, with the times from which they counted: a control file. */
  public static final Output<ToldLine> COMMANDS =
      output("commands", GovernanceOperator.ORDER_COMMANDS, GovernanceOperator.OBEYED);

  /** All that are put in order. */
  public static final List<Output<ToldLine>> ORDERED =
      List.of(SCORECARDS, DECISIONS, EDGES, EVIDENCE, COMMANDS);

  /** What was not taken. */
  public static final UnorderedOutput<RowReject> REJECTS =
      UnorderedOutput.of(
              "rejects", RowRejectSerializer.TYPE, new RowRejectForm(), GovernanceOperator.REJECTS)
          .sortedBy(SortFields.NOTICE);

  /** What came too late. */
  public static final UnorderedOutput<RowReject> LATE =
      UnorderedOutput.of(
              "late", RowRejectSerializer.TYPE, new RowRejectForm(), GovernanceOperator.LATE)
          .sortedBy(SortFields.NOTICE);

  /** What became of the lines of a stream, and what was done for a service. */
  public static final UnorderedOutput<ToldLine> ACCOUNTS =
      UnorderedOutput.of(
              "accounts", ToldLineSerializer.TYPE, new ToldLineForm(), GovernanceOperator.ACCOUNTS)
          .sortedBy(new SortFields("tenant", "stream", "", "", ""));

  /** All that was not taken. */
  public static final List<UnorderedOutput<RowReject>> NOT_TAKEN = List.of(REJECTS, LATE);

  /** What is seldom. */
  public static final Notices NOTICES = Notices.of(REJECTS, LATE, ACCOUNTS);

  /** Every microsecond is a step. */
  public static final Steps STEPS = ToldLineForm.STEPS;

  private GovernanceOutlets() {}

  private static Output<ToldLine> output(
      String name, GovernanceOperator ordering, GovernanceOperator writing) {
    return Output.of(
        name,
        ToldLineSerializer.TYPE,
        new ToldLineForm(),
        Complete.AT_ONCE,
        Operators.everyMark(ordering, writing));
  }
}
