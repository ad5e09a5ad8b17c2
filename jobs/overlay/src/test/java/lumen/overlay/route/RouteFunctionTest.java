package lumen.overlay.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import lumen.event.Position;
import lumen.event.Row;
import lumen.overlay.graph.OverlayRun;
import lumen.overlay.part.PartKind;
import lumen.overlay.settings.OverlayCatalogue;
import lumen.overlay.settings.OverlayConfigFile;
import lumen.overlay.settings.OverlaySettings;
import lumen.overlay.sink.RouteLine;
import lumen.overlay.sink.RouteOutlets;
import lumen.runtime.lines.Output;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tenants whose log is silent: what the watermark lets happen, and what is kept of it. */
class RouteFunctionTest {
  private static final long SECOND = 1_000_000;
  private static final int MAX_PARALLELISM = 256;

  private final List<String> evidence = new ArrayList<>();
  private final List<String> accounts = new ArrayList<>();

  private static KeyedBroadcastOperatorTestHarness<String, Row, Row, Void> open(
      OverlaySettings settings, OperatorSubtaskState state) throws Exception {
    return open(new RouteFunction(new OverlayRun(settings, 1, false)), state);
  }

  private static KeyedBroadcastOperatorTestHarness<String, Row, Row, Void> open(
      RouteFunction function, OperatorSubtaskState state) throws Exception {
    KeyedBroadcastOperatorTestHarness<String, Row, Row, Void> harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new RouteOperator(function), Row::tenant, Types.STRING, MAX_PARALLELISM, 1, 0);
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static OverlaySettings settings(String overlay) {
    return OverlayCatalogue.CATALOGUE
        .readTexts("", Map.of(OverlayConfigFile.OVERLAY, overlay))
        .orThrow();
  }

  private static StreamRecord<Row> request(long seconds, String id) {
    return request("t", seconds, id);
  }

  private static StreamRecord<Row> request(String tenant, long seconds, String id) {
    String line =
        "{\"type\":\"request\",\"ts\":%d,\"request_id\":\"%s\",\"scenario_type\":\"refund\"}"
            .formatted(seconds, id);
    return new StreamRecord<>(
        Row.line(
            "in", "in", tenant, seconds * SECOND, false, false, line, new Position("in", 0, 1)));
  }

  private void watermark(
      KeyedBroadcastOperatorTestHarness<String, Row, Row, Void> harness, long seconds)
      throws Exception {
    Watermark mark = new Watermark(seconds * 1_000 - 1);
    harness.processBroadcastWatermark(mark);
    harness.processWatermark(mark);
    take(harness, RouteOutlets.EVIDENCE, evidence);
    take(harness, RouteOutlets.ACCOUNTS, accounts);
  }

  private static void take(
      KeyedBroadcastOperatorTestHarness<String, Row, Row, Void> harness,
      Output<RouteLine> output,
      List<String> into) {
    Queue<StreamRecord<RouteLine>> lines = harness.getSideOutput(output.tag());
    if (lines != null) {
      lines.forEach(line -> into.add(line.getValue().text()));
      lines.clear();
    }
  }

  /** An outcome stays away at 1,120 s, which its step tells at 1,140 s. */
  @Test
  void whatIsDueInSilenceHappensOnceThroughSnapshots() throws Exception {
    OperatorSubtaskState kept;
    try (var harness = open(settings(""), null)) {
      harness.processElement(request(1_000, "a"));
      watermark(harness, 1_130);
      assertThat(evidence).isEmpty();
      kept = harness.snapshot(1, 1);
    }
    try (var harness = open(settings(""), kept)) {
      watermark(harness, 1_150);
      assertThat(evidence).singleElement().asString().contains("\"ts\":1140.0", "\"missing\":1");
      kept = harness.snapshot(2, 2);
    }
    try (var harness = open(settings(""), kept)) {
      watermark(harness, 4_000);
      assertThat(evidence).hasSize(1);
      assertThat(accounts).singleElement().asString().contains("\"ts\":3600.0", "\"missing\":1");
    }
  }

  /** More than an hour after its last line nothing is left of a tenant with nothing open. */
  @Test
  void silentTenantIsForgotten() throws Exception {
    try (var harness = open(settings(""), null)) {
      harness.processElement(request(1_000, "a"));
      watermark(harness, 4_590);
      harness.snapshot(1, 1);
      assertThat(entries(harness)).isPositive();
      watermark(harness, 4_700);
      assertThat(entries(harness)).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
      harness.snapshot(2, 2);
      assertThat(entries(harness)).isZero();
    }
  }

  /** A gateway waits for none of them, and what the job is begun anew with is without them. */
  @Test
  void forgottenRequestsAreTakenAwayAFewWithEachLine() throws Exception {
    int many = 100;
    OperatorSubtaskState kept;
    try (var harness = open(settings(""), null)) {
      for (int i = 0; i < many; i++) {
        harness.processElement(request(1_000, "a" + i));
      }
      assertThat(requests(harness)).isEqualTo(many);
      harness.processElement(request(1_300, "b"));
      assertThat(requests(harness)).isBetween(many / 2, many - 1);
      kept = harness.snapshot(2, 2);
      assertThat(requests(harness)).isBetween(many / 2, many - 1);
    }
    try (var harness = open(settings(""), kept)) {
      harness.processElement(request(1_302, "a0"));
      assertThat(harness.getSideOutput(RouteOutlets.DECISIONS.tag())).hasSize(1);
      for (int i = 0; i < many; i++) {
        harness.processElement(request(1_303, "a0"));
      }
      assertThat(harness.getSideOutput(RouteOutlets.DECISIONS.tag())).hasSize(1);
      assertThat(requests(harness)).isEqualTo(2);
      watermark(harness, 4_000);
      assertThat(evidence).singleElement().asString().contains("\"missing\":2");
      assertThat(accounts).singleElement().asString().contains("\"missing\":102");
    }
  }

  /** How many requests of the only tenant lie in state. */
  private static int requests(KeyedBroadcastOperatorTestHarness<String, Row, Row, Void> harness)
      throws Exception {
    var operator = (AbstractStreamOperator<?>) harness.getOperator();
    KeyedStateBackend<String> backend = operator.getKeyedStateBackend();
    backend.setCurrentKey("t");
    MapState<String, byte[]> parts =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, KeptRoutes.parts());
    int requests = 0;
    for (String key : parts.keys()) {
      requests += PartKind.of(key) == PartKind.OPEN ? 1 : 0;
    }
    return requests;
  }

  /**
   * More tenants than may be written before a checkpoint, or than the heap holds, as they stood.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 1 << 20})
  void manyTenantsAreKept(long held) throws Exception {
    int many = 3 * UnwrittenRoutes.MOST;
    OperatorSubtaskState kept;
    OverlayRun run = new OverlayRun(settings(""), 1, false);
    try (var harness = open(new RouteFunction(run, held), null)) {
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < many; i++) {
          harness.processElement(request("t" + i, 1_000 + round, "r" + round));
        }
      }
      kept = harness.snapshot(1, 1);
    }
    try (var harness = open(settings(""), kept)) {
      watermark(harness, 4_000);
      assertThat(accounts).hasSize(many).allMatch(line -> line.contains("\"missing\":3"));
    }
  }

  private static int entries(KeyedBroadcastOperatorTestHarness<String, Row, Row, Void> harness) {
    var operator = (AbstractStreamOperator<?>) harness.getOperator();
    return ((HeapKeyedStateBackend<?>) operator.getKeyedStateBackend()).numKeyValueStateEntries();
  }

  @Test
  void stateOfOtherSettingsIsRefused() throws Exception {
    OperatorSubtaskState kept;
    try (var harness = open(settings(""), null)) {
      harness.processElement(request(1_000, "a"));
      kept = harness.snapshot(1, 1);
    }
    assertThatThrownBy(() -> open(settings("join: {outcome_ttl_s: 90}\n"), kept).close())
        .rootCause()
        .hasMessage(
            "settings must be those of the savepoint, or --reset-windows given:"
                + " join.outcome_ttl_s: was 120.0, is 90.0");
  }
}
