package lumen.runtime.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In which order lines leave, and when. */
class OrderOperatorTest {
  private static final long HORIZON_MICROS = 9_200_000;
  private static final long STEP_MICROS = 200_000;
  private static final long G0 = 8_800_000_000L;

  /** Values that tell their place; a savepoint keeps their line alone, which tells it too. */
  private static final class Placed implements OutputForm<OrderedLine> {
    private static final long serialVersionUID = 1L;

    @Override
    public long micros(OrderedLine value, Steps steps) {
      return value.micros();
    }

    @Override
    public long step(OrderedLine value) {
      return value.step();
    }

    @Override
    public String tenant(OrderedLine value) {
      return value.tenant();
    }

    @Override
    public String id(OrderedLine value) {
      return value.id();
    }

    @Override
    public SortFields sortedBy() {
      return SortFields.byTenant("step");
    }

    @Override
    public String line(OrderedLine value) {
      return value.line();
    }

    @Override
    public OrderedLine read(String line) {
      String[] parts = line.split("/", -1);
      return OrderOperatorTest.line(Long.parseLong(parts[0]), parts[1], parts[2]);
    }
  }

  private static final Output<OrderedLine> OUTPUT =
      Output.of("placed", WaitingLineSerializer.TYPE, new Placed());

  private static final class Run implements AutoCloseable {
    private OneInputStreamOperatorTestHarness<OrderedLine, OrderedLine> harness;
    final List<String> lines = new ArrayList<>();
    final List<Long> times = new ArrayList<>();

    Run() throws Exception {
      open(null);
    }

    private void open(OperatorSubtaskState state) throws Exception {
      harness =
          new OneInputStreamOperatorTestHarness<>(
              new OrderOperator<>(OUTPUT, new EvenSteps(STEP_MICROS), HORIZON_MICROS),
              WaitingLineSerializer.INSTANCE);
      harness.setup();
      if (state != null) {
        harness.initializeState(state);
      }
      harness.open();
    }

    void take(OrderedLine line) throws Exception {
      harness.processElement(new StreamRecord<>(line));
    }

    void watermark(long millis) throws Exception {
      harness.processWatermark(new Watermark(millis));
      gather();
    }

    void restore() throws Exception {
      gather();
      OperatorSubtaskState state = harness.snapshot(1, 1);
      harness.close();
      open(state);
    }

    private void gather() {
      for (Object out : harness.getOutput()) {
        if (out instanceof StreamRecord<?> line) {
          lines.add(((OrderedLine) line.getValue()).line());
          times.add(line.getTimestamp());
        }
      }
      harness.getOutput().clear();
    }

    @Override
    public void close() throws Exception {
      harness.close();
    }
  }

  private static OrderedLine line(long step, String tenant, String id) {
    return new OrderedLine(
        (G0 + step) * STEP_MICROS, G0 + step, tenant, id, step + "/" + tenant + "/" + id);
  }

  /** The watermark at which the step is final. */
  private static long watermarkOf(long step) {
    return ((G0 + step) * STEP_MICROS + HORIZON_MICROS) / 1_000;
  }

  @Test
  void linesLeaveInTheOrderOfStepTenantAndId() throws Exception {
    try (Run run = new Run()) {
      run.take(line(2, "a", ""));
      run.take(line(1, "b", "s\0x"));
      run.take(line(1, "b", "r\0y"));
      run.take(line(1, "a", "z"));
      run.watermark(watermarkOf(2));
      assertThat(run.lines).containsExactly("1/a/z", "1/b/r\0y", "1/b/s\0x", "2/a/");
      assertThat(run.times)
          .containsExactly(
              1_760_000_000_200L, 1_760_000_000_200L, 1_760_000_000_200L, 1_760_000_000_400L);
    }
  }

  @Test
  void lineWaitsUntilEveryLineOfItsStepIsThere() throws Exception {
    try (Run run = new Run()) {
      run.take(line(1, "b", ""));
      run.watermark(watermarkOf(1) - 1);
      assertThat(run.lines).isEmpty();
      run.take(line(1, "a", ""));
      run.watermark(watermarkOf(1));
      assertThat(run.lines).containsExactly("1/a/", "1/b/");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void orderDoesNotDependOnArrivalOrRestores(long seed) throws Exception {
    Random random = new Random(seed);
    List<OrderedLine> all = new ArrayList<>();
    try (Run run = new Run()) {
      for (long from = 0; from < 300; from += 10) {
        List<OrderedLine> some = new ArrayList<>();
        for (long step = from; step < from + 10; step++) {
          for (String tenant : List.of("a", "b", "c")) {
            if (random.nextInt(4) > 0) {
              some.add(line(step, tenant, ""));
            }
          }
        }
        Collections.shuffle(some, random);
        all.addAll(some);
        for (OrderedLine line : some) {
          run.take(line);
          if (random.nextInt(10) == 0) {
            run.restore();
          }
        }
        run.watermark(watermarkOf(from + random.nextInt(10)));
      }
      run.watermark(Long.MAX_VALUE);
      all.sort(Comparator.comparingLong(OrderedLine::step).thenComparing(OrderedLine::tenant));
      assertThat(run.lines)
          .as("seed %d", seed)
          .isEqualTo(all.stream().map(OrderedLine::line).toList());
    }
  }

  @Test
  void nothingIsHeldAfterTheEndOfInput() throws Exception {
    try (Run run = new Run()) {
      run.take(line(1, "a", ""));
      run.watermark(Long.MAX_VALUE);
      run.restore();
      run.watermark(Long.MAX_VALUE);
      assertThat(run.lines).containsExactly("1/a/");
    }
  }
}
