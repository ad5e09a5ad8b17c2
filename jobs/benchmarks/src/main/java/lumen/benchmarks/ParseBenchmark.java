package lumen.benchmarks;

import java.util.concurrent.TimeUnit;
import lumen.event.EventParser;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** One line of a recording to an event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParseBenchmark {
  private static final int LINES = 4096;

  private final byte[][] lines = Signals.lines(LINES);
  private final EventParser parser = new EventParser();

  /** Per line. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public void parse(Blackhole sink) {
    for (byte[] line : lines) {
      sink.consume(parser.parse(line, 0, line.length));
    }
  }
}
