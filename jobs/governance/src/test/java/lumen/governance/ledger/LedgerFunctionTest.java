package lumen.governance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import lumen.event.Position;
import lumen.event.Row;
import lumen.governance.reference.TestSettings;
import lumen.governance.run.GovernanceRun;
import lumen.governance.settings.GovernanceSettings;
import lumen.governance.sink.GovernanceOutlets;
import lumen.runtime.lines.Notice;
import lumen.runtime.lines.RowReject;
import lumen.runtime.lines.ToldLine;
import lumen.runtime.state.WriteBehindOperator;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Services that are silent: what the watermark closes, and what is kept. */
class LedgerFunctionTest {
  private static final long BEGIN = 1_772_323_200L;
  private static final long DAY = 86_400;
  private static final long MICROS = 1_000_000;
  private static final int MAX_PARALLELISM = 256;

  private final List<String> scorecards = new ArrayList<>();
  private final List<String> late = new ArrayList<>();
  private final List<String> accounts = new ArrayList<>();

  private static KeyedOneInputStreamOperatorTestHarness<String, Row, Void> open(
      GovernanceSettings settings, OperatorSubtaskState state) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, Row, Void> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            WriteBehindOperator.of(new LedgerFunction(new GovernanceRun(settings, 1, false))),
            Row::tenant,
            Types.STRING,
            MAX_PARALLELISM,
            1,
            0);
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static StreamRecord<Row> sample(long second) {
    String line =
        ("{\"type\":\"sample\",\"ts\":%d,\"service\":\"api\",\"span_s\":60,\"requests\":200,"
                + "\"errors_4xx\":0,\"errors_5xx\":0}")
            .formatted(BEGIN + second);
    return new StreamRecord<>(
        Row.line(
            "in",
            "in",
            "api",
            (BEGIN + second) * MICROS,
            false,
            false,
            line,
            new Position("in", 0, 1)));
  }

  private void watermark(
      KeyedOneInputStreamOperatorTestHarness<String, Row, Void> harness, long second)
      throws Exception {
    harness.processWatermark(new Watermark((BEGIN + second) * 1_000));
    gather(harness);
  }

  private void gather(KeyedOneInputStreamOperatorTestHarness<String, Row, Void> harness) {
    var cards = harness.getSideOutput(GovernanceOutlets.SCORECARDS.tag());
    if (cards != null) {
      cards.forEach(line -> scorecards.add(line.getValue().text()));
      cards.clear();
    }
    var notices = harness.getSideOutput(GovernanceOutlets.NOTICES.tag());
    if (notices != null) {
      notices.forEach(notice -> take(notice.getValue()));
      notices.clear();
    }
  }

  private void take(Notice<?> notice) {
    if (notice.value() instanceof ToldLine account) {
      accounts.add(account.text());
    } else {
      late.add(((RowReject) notice.value()).detail());
    }
  }

  private static int entries(KeyedOneInputStreamOperatorTestHarness<String, Row, Void> harness) {
    var operator = (AbstractStreamOperator<?>) harness.getOperator();
    return ((HeapKeyedStateBackend<?>) operator.getKeyedStateBackend()).numKeyValueStateEntries();
  }

  /** Its hour ends at 3,600 s; the watermark must be past that. */
  @Test
  void stepsAreClosedOnceThroughSnapshots() throws Exception {
    OperatorSubtaskState kept;
    try (var harness = open(TestSettings.read(""), null)) {
      harness.processElement(sample(3_000));
      harness.processElement(sample(3_600));
      watermark(harness, 3_599);
      assertThat(scorecards).isEmpty();
      kept = harness.snapshot(1, 1);
    }
    try (var harness = open(TestSettings.read(""), kept)) {
      watermark(harness, 3_601);
      assertThat(scorecards).singleElement().asString().contains("\"requests\":{\"value\":400");
      kept = harness.snapshot(2, 2);
    }
    try (var harness = open(TestSettings.read(""), kept)) {
      watermark(harness, 9_000);
      assertThat(scorecards).hasSize(1);
      harness.processWatermark(Watermark.MAX_WATERMARK);
      gather(harness);
      assertThat(accounts)
          .singleElement()
          .asString()
          .contains("\"tenant\":\"api\",\"steps\":11", "\"first_ts\":1772326140.0");
    }
  }

  @Test
  void lineOfAClosedStepIsLate() throws Exception {
    try (var harness = open(TestSettings.read(""), null)) {
      harness.processElement(sample(600));
      watermark(harness, 700);
      harness.processElement(sample(600));
      harness.processElement(sample(601));
      gather(harness);
      assertThat(late).singleElement().asString().contains("those up to 1772323800 are closed");
    }
  }

  /** It counts from the first microsecond that is open, as its line says. */
  @Test
  void commandOfAClosedStepIsToldWithItsTime() throws Exception {
    String hold =
        "{\"id\":\"h\",\"tenant\":\"api\",\"type\":\"hold\",\"effective_ts\":" + BEGIN + '}';
    try (var harness = open(TestSettings.read(""), null)) {
      harness.processElement(sample(600));
      watermark(harness, 700);
      harness.processElement(
          new StreamRecord<>(Row.order("control", "api", hold, new Position("c", 0, 1))));
      harness.processElement(sample(660));
      watermark(harness, 800);
      assertThat(harness.getSideOutput(GovernanceOutlets.COMMANDS.tag()))
          .singleElement()
          .satisfies(
              line ->
                  assertThat(line.getValue().text())
                      .isEqualTo(
                          "{\"ts\":1772323860.0,\"tenant\":\"api\",\"id\":\"h\","
                              + "\"effective_ts\":1772323800.000001,\"type\":\"hold\"}"));
    }
  }

  /** More than 400 days after its last line nothing is left of a service with nothing open. */
  @Test
  void serviceThatIsUnheardIsForgotten() throws Exception {
    try (var harness = open(TestSettings.read(""), null)) {
      harness.processElement(sample(600));
      watermark(harness, 399 * DAY);
      harness.snapshot(1, 1);
      assertThat(entries(harness)).isPositive();
      watermark(harness, 411 * DAY);
      assertThat(entries(harness)).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
      harness.processElement(sample(411 * DAY + 600));
      watermark(harness, 411 * DAY + 700);
      harness.processWatermark(Watermark.MAX_WATERMARK);
      gather(harness);
      assertThat(accounts).singleElement().asString().contains("\"steps\":1,");
    }
  }

  @Test
  void stateOfOtherSettingsIsRefused() throws Exception {
    OperatorSubtaskState kept;
    try (var harness = open(TestSettings.read(""), null)) {
      harness.processElement(sample(600));
      kept = harness.snapshot(1, 1);
    }
    assertThatThrownBy(() -> open(TestSettings.read("graph: {days: 8}"), kept).close())
        .rootCause()
        .hasMessage(
            "settings must be those of the savepoint, or --reset-windows given:"
                + " graph.days: was 7, is 8");
    open(TestSettings.read("slo: {min_n: 50}"), kept).close();
  }
}
