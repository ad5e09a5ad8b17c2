package lumen.runtime.flags;

import java.util.List;
import java.util.Optional;
import lumen.event.Envelope;
import lumen.event.Reject;
import lumen.event.RejectSerializer;
import lumen.runtime.command.CommandFields;
import lumen.runtime.command.CommandHead;
import lumen.runtime.command.CommandReader;
import lumen.runtime.command.CommandShape;
import lumen.runtime.command.Range;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.job.Inlet;
import lumen.runtime.job.JobFrame;
import lumen.runtime.job.OperatorId;
import lumen.runtime.lines.EvidenceEntrySerializer;
import lumen.runtime.lines.EvidenceForm;
import lumen.runtime.lines.JsonLine;
import lumen.runtime.lines.NoticeStage;
import lumen.runtime.lines.Notices;
import lumen.runtime.lines.Output;
import lumen.runtime.lines.OutputForm;
import lumen.runtime.lines.RejectForm;
import lumen.runtime.lines.ShownLine;
import lumen.runtime.lines.SinkStage;
import lumen.runtime.lines.Sinks;
import lumen.runtime.lines.SortFields;
import lumen.runtime.lines.Steps;
import lumen.runtime.lines.UnorderedOutput;
import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.Exporter;
import lumen.runtime.metrics.MetricKind;
import lumen.runtime.metrics.MetricLabel;
import lumen.runtime.metrics.MetricScope;
import lumen.runtime.metrics.MetricSpec;
import lumen.runtime.metrics.SeriesSet;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job that is none of Lumen's: it is told to turn flags and tells what it decided. Everything
 * that is its own is in this package.
 *
 * <pre>
 *  commands (1) ── decide (1) ──┬── decisions, evidence ── order ──▶ files
 *                               └── notices ──▶ files
 * </pre>
 */
public final class FlagJob {
  private FlagJob() {}

  /** Its operators. */
  enum FlagOperator implements OperatorId {
    /** Gives commands. */
    COMMANDS("flag-commands", "commands"),
    /** Decides. */
    DECIDE("flag-decider", "decide"),
    /** Lets notices leave. */
    NOTICES_LEAVE("flag-notices", "flag notices"),
    /** Separates notices. */
    NOTICES("flag-notice-sorter", "notices"),
    /** Puts decisions in order. */
    ORDER_DECISIONS("decision-ordering", "order decisions"),
    /** Writes decisions. */
    DECISIONS("decisions-sink", "decisions"),
    /** Writes rejects. */
    REJECTS("flag-rejects-sink", "rejects");

    private final String uid;
    private final String title;

    FlagOperator(String uid, String title) {
      this.uid = uid;
      this.title = title;
    }

    @Override
    public String uid() {
      return uid;
    }

    @Override
    public String title() {
      return title;
    }
  }

  /** Where its metrics are scraped. */
  enum FlagExporter implements Exporter {
    /** The only one. */
    FLAGS;

    @Override
    public int port() {
      return 9_399;
    }

    @Override
    public String path() {
      return "/metrics_flags";
    }
  }

  /** What it tells. */
  enum FlagMetric implements ExportedMetric {
    /** Decisions about a flag. */
    DECISIONS(
        new MetricSpec(
            "flags_decisions_total",
            MetricKind.COUNTER,
            new MetricScope(List.of(MetricLabel.TENANT, new MetricLabel("flag"))),
            "decisions",
            "Decisions about a flag",
            FlagExporter.FLAGS));

    @SuppressWarnings("ImmutableEnumChecker") // a record of values
    private final MetricSpec spec;

    FlagMetric(MetricSpec spec) {
      this.spec = spec;
    }

    @Override
    public MetricSpec spec() {
      return spec;
    }
  }

  /** Its series. */
  enum FlagSeries implements SeriesSet {
    /** Of the first decision about a flag. */
    FLAG;

    @Override
    public List<FlagMetric> metrics() {
      return List.of(FlagMetric.values());
    }
  }

  /** What its evidence is about. */
  enum FlagKind implements EvidenceEntry.Kind {
    /** A flag was turned. */
    TURNED;

    @Override
    public String wireName() {
      return "turned";
    }
  }

  /** The only command that it obeys. */
  record Turn(CommandHead head, String flag, double percent) {
    static final Range PERCENT = new Range(0, 100);

    static Optional<Turn> read(CommandFields fields, CommandHead head) {
      String flag = fields.name("flag", 32);
      double percent = fields.number("percent", PERCENT);
      return fields.ifRight(() -> new Turn(head, flag, percent));
    }
  }

  /** Reads its commands. */
  static final CommandReader<Turn> COMMANDS =
      new CommandReader<>(
          List.of(new CommandShape<>("turn", List.of("flag", "percent"), Turn::read)),
          (word, known) -> "");

  /** What it decides. */
  public record Decision(String tenant, long second, String flag, double percent) {}

  /** How decisions are shown. */
  private static final class DecisionForm implements OutputForm<Decision> {
    private static final long serialVersionUID = 1L;

    @Override
    public long micros(Decision value, Steps steps) {
      return steps.floorMicros(value.second());
    }

    @Override
    public long step(Decision value) {
      return value.second();
    }

    @Override
    public String tenant(Decision value) {
      return value.tenant();
    }

    @Override
    public String id(Decision value) {
      return value.flag();
    }

    @Override
    public SortFields sortedBy() {
      return SortFields.byTenant("second", "flag", "");
    }

    @Override
    public String line(Decision value) {
      return new JsonLine()
          .number("second", value.second())
          .text("tenant", value.tenant())
          .text("flag", value.flag())
          .number("percent", value.percent())
          .end();
    }

    @Override
    public Decision read(String line) {
      ShownLine shown = ShownLine.of(line);
      return new Decision(
          shown.text("tenant"), shown.whole("second"), shown.text("flag"), shown.number("percent"));
    }
  }

  /** Decisions; every watermark counts. */
  static final Output<Decision> DECISIONS =
      Output.of(
          "decisions",
          TypeInformation.of(Decision.class),
          new DecisionForm(),
          Output.Complete.AT_ONCE,
          Output.Operators.everyMark(FlagOperator.ORDER_DECISIONS, FlagOperator.DECISIONS));

  /** Evidence, under names made of its own. */
  static final Output<EvidenceEntry> EVIDENCE =
      Output.of("flag-evidence", EvidenceEntrySerializer.TYPE, new EvidenceForm());

  /** Commands that it does not obey. */
  static final UnorderedOutput<Reject> REJECTS =
      UnorderedOutput.of("rejects", RejectSerializer.TYPE, new RejectForm(), FlagOperator.REJECTS);

  /** What it tells beside. */
  static final Notices NOTICES = Notices.of(REJECTS);

  /** Whole seconds. */
  private record Seconds() implements Steps {
    private static final long serialVersionUID = 1L;

    @Override
    public long floorStep(long micros) {
      return Math.floorDiv(micros, 1_000_000);
    }

    @Override
    public long floorMicros(long step) {
      return step * 1_000_000;
    }
  }

  /** Adds the whole job to the environment. */
  static void build(StreamExecutionEnvironment env, Inlet inlet, Sinks sinks) {
    JobFrame.begin(env, 2);
    DataStream<Envelope> events = inlet.attach(env);
    SingleOutputStreamOperator<Void> decided =
        events
            .process(new FlagDecider(), Types.VOID)
            .uid(FlagOperator.DECIDE.uid())
            .name(FlagOperator.DECIDE.title())
            .setParallelism(1);
    SinkStage.attach(
        decided.getSideOutput(DECISIONS.tag()), DECISIONS, new Seconds(), 1_000_000, sinks);
    SinkStage.attach(
        decided.getSideOutput(EVIDENCE.tag()), EVIDENCE, new Seconds(), 1_000_000, sinks);
    NoticeStage.attach(
        NOTICES.leaving(decided, FlagOperator.NOTICES_LEAVE), NOTICES, FlagOperator.NOTICES, sinks);
  }

  /** Labels of the series of a decision. */
  static List<String> labels(Decision decision) {
    return List.of(decision.tenant(), decision.flag());
  }
}
