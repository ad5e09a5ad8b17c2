package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import lumen.fusion.graph.FusionOperator;
import lumen.fusion.sink.GridSteps;
import lumen.fusion.sink.Outputs;
import lumen.runtime.lines.LineForm;
import lumen.runtime.lines.NoticeStage;
import lumen.runtime.lines.Notices;
import lumen.runtime.lines.Output;
import lumen.runtime.lines.OutputForm;
import lumen.runtime.lines.SinkStage;
import lumen.runtime.lines.Sinks;
import lumen.runtime.lines.SortFields;
import lumen.runtime.lines.Steps;
import lumen.runtime.lines.UnorderedOutput;
import lumen.signal.grid.TargetGrid;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A further output costs its declaration and the place that emits it; order, files and uids follow.
 */
class FurtherOutputTest {
  @RegisterExtension static final EmbeddedCluster CLUSTER = new EmbeddedCluster();

  private static final GridSteps STEPS = new GridSteps(TargetGrid.ofHz(5));
  private static final String TENANT = "stage";

  /** The first file: what is shown of whole steps. */
  private static final class WholeSteps implements OutputForm<Long> {
    static final Output<Long> OUTPUT = Output.of("steps", Types.LONG, new WholeSteps());

    private static final long serialVersionUID = 1L;

    @Override
    public long micros(Long step, Steps steps) {
      return steps.floorMicros(step);
    }

    @Override
    public long step(Long step) {
      return step;
    }

    @Override
    public String tenant(Long step) {
      return TENANT;
    }

    @Override
    public SortFields sortedBy() {
      return new SortFields("tenant", "", "grid", "", "");
    }

    @Override
    public String line(Long step) {
      return "{\"tenant\":\"" + TENANT + "\",\"grid\":" + step + '}';
    }

    @Override
    public Long read(String line) {
      return Long.valueOf(line.substring(line.lastIndexOf(':') + 1, line.length() - 1));
    }
  }

  /** The second file: what emits them, here in no order. */
  private static final class Emitter extends ProcessFunction<Long, Void> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Long step, Context context, Collector<Void> out) {
      context.output(WholeSteps.OUTPUT.tag(), step ^ 1);
    }
  }

  /** The first file of one that is seldom: what is told of odd steps. */
  private static final class OddSteps implements LineForm<Long> {
    static final UnorderedOutput<Long> OUTPUT =
        UnorderedOutput.of("odd", Types.LONG, new OddSteps());

    static final Notices NOTICES = Notices.of(Outputs.REJECTS, OUTPUT);

    private static final long serialVersionUID = 1L;

    @Override
    public String line(Long step) {
      return "{\"odd\":" + step + '}';
    }

    @Override
    public String tenant(Long step) {
      return null;
    }
  }

  /** The second file: what emits them, on the edge of all notices. */
  private static final class Teller extends ProcessFunction<Long, Void> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Long step, Context context, Collector<Void> out) {
      if (step % 2 == 1) {
        context.output(OddSteps.NOTICES.tag(), OddSteps.OUTPUT.notice(step));
      }
    }
  }

  @Test
  void noticeIsSortedOutWrittenAndNamed(@TempDir Path folder) throws Exception {
    StreamExecutionEnvironment env = EmbeddedCluster.environment(folder);
    env.setParallelism(2);
    var teller =
        env.fromSequence(1, 20).uid("numbers").process(new Teller(), Types.VOID).uid("teller");
    NoticeStage.attach(
        OddSteps.NOTICES.leaving(teller, FusionOperator.FUSE_NOTICES),
        OddSteps.NOTICES,
        FusionOperator.NOTICES,
        Sinks.files(folder.resolve("out")));
    assertThat(env.getStreamGraph(false).getStreamNodes())
        .extracting(node -> node.getTransformationUID())
        .contains("tenant-notices", "notices", "odd-sink", "rejects-sink");
    CLUSTER.await(CLUSTER.submit(env));

    assertThat(JobOutput.lines(folder.resolve("out").resolve("odd")))
        .hasSize(10)
        .contains("{\"odd\":1}", "{\"odd\":19}")
        .doesNotHaveDuplicates();
    assertThat(JobOutput.lines(folder.resolve("out").resolve("rejects"))).isEmpty();
  }

  @Test
  void isOrderedWrittenAndNamed(@TempDir Path folder) throws Exception {
    StreamExecutionEnvironment env = EmbeddedCluster.environment(folder);
    env.setParallelism(2);
    var emitter =
        env.fromSequence(8_800_000_000L, 8_800_000_099L)
            .uid("numbers")
            .process(new Emitter(), Types.VOID)
            .uid("emitter");
    SinkStage.attach(
        emitter.getSideOutput(WholeSteps.OUTPUT.tag()),
        WholeSteps.OUTPUT,
        STEPS,
        1_000_000,
        Sinks.files(folder.resolve("out")));
    assertThat(env.getStreamGraph(false).getStreamNodes())
        .extracting(node -> node.getTransformationUID())
        .contains("steps-leave", "steps-ordering", "steps-sink");
    CLUSTER.await(CLUSTER.submit(env));

    assertThat(JobOutput.lines(folder.resolve("out").resolve("steps")))
        .hasSize(100)
        .isSorted()
        .startsWith("{\"tenant\":\"stage\",\"grid\":8800000000}");
  }
}
