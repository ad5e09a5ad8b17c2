package lumen.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.ReplaySource;
import lumen.fusion.graph.FusionOperator;
import lumen.fusion.graph.JobSettings;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.sink.Outlets;
import lumen.runtime.job.Inlet;
import lumen.runtime.job.JobArguments;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The job's graph: what ties state to its operators, and what its edges carry. */
class JobGraphTest {
  private static final int PARALLELISM = 3;

  /** Every stream and every outlet that a live job can have. */
  private static final Map<String, String> LIVE_CONFIG =
      Map.of(
          "sensors.yaml",
          """
          streams:
            - {name: rig, type: osc, addr: "127.0.0.1:9000"}
            - {name: pads, type: midi, device: pads}
            - {name: engine, type: ure, metrics_url: "http://127.0.0.1:9305/metrics_ure"}
            - {name: events, type: kafka, bootstrap: "127.0.0.1:9092", topic: lumen.events}
            - {name: decided, type: kafka, format: log, bootstrap: "127.0.0.1:9092", topic: lumen.log}
            - {name: orders, type: kafka, format: commands, bootstrap: "127.0.0.1:9092", topic: lumen.commands}
          """,
          "fusion.yaml",
          """
          version: 2.0
          outputs:
            kafka: {bootstrap: "127.0.0.1:9092", now_topic: lumen.now}
            postgres: {url: "jdbc:postgresql://127.0.0.1:5432/lumen"}
            osc: {addr: "127.0.0.1:9001"}
            midi: {device: synth}
          """);

  @TempDir private static Path temp;

  /** A kind of job, with the file that holds its uids. */
  private enum Kind {
    REPLAY("uids.txt"),
    LIVE("uids-live.txt");

    private final String uids;

    Kind(String uids) {
      this.uids = uids;
    }

    private Path file() {
      return Path.of("src/test/resources/lumen/fusion").resolve(uids);
    }

    List<String> known() throws IOException {
      return Files.readAllLines(file());
    }

    /** Adds what is new; what is known stays, whether it is still there or not. */
    void add(Set<String> more) throws IOException {
      Set<String> all = new TreeSet<>(known());
      all.addAll(more);
      Files.write(file(), all);
    }

    StreamExecutionEnvironment built() throws Exception {
      return this == REPLAY ? JobGraphTest.built() : live();
    }

    Map<String, StreamNode> nodesByUid() throws Exception {
      Map<String, StreamNode> nodes = new TreeMap<>();
      for (StreamNode node : built().getStreamGraph(false).getStreamNodes()) {
        assertThat(nodes.put(String.valueOf(node.getTransformationUID()), node)).isNull();
      }
      return nodes;
    }
  }

  private static StreamExecutionEnvironment built() {
    LumenSettings settings = LumenSettings.defaults();
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(new Configuration());
    ReplaySource source =
        new ReplaySource(
            List.of(new RecordedParts("rec", List.of("rec.ndjson"))),
            ReplayPlan.options(settings, 0, false));
    LumenJob.build(
        env,
        new JobSettings(settings, PARALLELISM, true, false),
        Ports.files(
            List.of(Inlet.of(source, FusionOperator.REPLAY)), Path.of("out"), false, Outlets.NONE));
    return env;
  }

  /** As the job's own main method builds it. */
  private static StreamExecutionEnvironment live() throws Exception {
    for (Map.Entry<String, String> file : LIVE_CONFIG.entrySet()) {
      Files.writeString(temp.resolve(file.getKey()), file.getValue());
    }
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(new Configuration());
    String parallelism = Integer.toString(PARALLELISM);
    Main.build(
        env,
        JobArguments.parse(
            new String[] {
              "--streams",
              "--config",
              temp.toString(),
              "--out",
              "out",
              "--channels",
              "--capture",
              "--parallelism",
              parallelism
            }));
    return env;
  }

  @ParameterizedTest
  @EnumSource
  void uidsAreThoseThatSavepointsKnow(Kind kind) throws Exception {
    Set<String> uids = kind.nodesByUid().keySet();
    if (Boolean.getBoolean("lumen.regenerate")) {
      kind.add(uids);
    }
    assertThat(uids)
        .as("new ones are added by -Dlumen.regenerate=true")
        .containsExactlyElementsOf(kind.known());
  }

  @Test
  void listsHoldEveryOperatorThereIs() throws Exception {
    Set<String> known = new TreeSet<>(Kind.REPLAY.known());
    known.addAll(Kind.LIVE.known());
    assertThat(Stream.of(FusionOperator.values()).map(FusionOperator::uid))
        .as(
            "operators in the lists: attach what is new in LumenJob, switch on what is off by"
                + " default in LIVE_CONFIG, and run this once with -Dlumen.regenerate=true")
        .isSubsetOf(known);
  }

  /** What runs as wide as the keyed stages: those, and what stands in their chains. */
  private static final Set<FusionOperator> WIDE =
      EnumSet.of(
          FusionOperator.ALIGN,
          FusionOperator.FUSE,
          FusionOperator.ALIGN_NOTICES,
          FusionOperator.FUSE_NOTICES,
          FusionOperator.FRAMES_LEAVE,
          FusionOperator.CHANNELS_LEAVE,
          FusionOperator.NOW_LEAVES,
          FusionOperator.EVIDENCE_LEAVES);

  @ParameterizedTest
  @EnumSource
  void sourceOrderAndSinksRunAtParallelismOneAndKeyedStagesInParallel(Kind kind) throws Exception {
    kind.nodesByUid()
        .forEach(
            (uid, node) -> {
              boolean keyed = WIDE.stream().anyMatch(id -> id.uid().equals(uid));
              assertThat(node.getParallelism()).as(uid).isEqualTo(keyed ? PARALLELISM : 1);
              assertThat(node.getMaxParallelism()).as(uid).isEqualTo(256);
            });
  }

  @Test
  void operatorWithoutUidIsRefused() {
    StreamExecutionEnvironment env = built();
    env.fromData(1).map((MapFunction<Integer, Integer>) x -> x).print();
    assertThatThrownBy(() -> env.getStreamGraph(false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Auto generated UIDs have been disabled");
  }

  @Test
  void typeWithoutSerializerOfItsOwnIsRefused() {
    TypeInformation<Thread> generic = new GenericTypeInfo<>(Thread.class);
    assertThatThrownBy(() -> generic.createSerializer(built().getConfig().getSerializerConfig()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("Generic types have been disabled");
  }

  @ParameterizedTest
  @EnumSource
  void noEdgeCarriesGenericTypes(Kind kind) throws Exception {
    kind.nodesByUid()
        .forEach(
            (uid, node) -> {
              for (TypeSerializer<?> in : node.getTypeSerializersIn()) {
                assertThat(in).as(uid).isNotInstanceOf(KryoSerializer.class);
              }
              assertThat(node.getTypeSerializerOut()).as(uid).isNotInstanceOf(KryoSerializer.class);
            });
  }
}
