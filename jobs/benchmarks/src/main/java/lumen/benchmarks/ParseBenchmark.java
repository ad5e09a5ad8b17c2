package lumen.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

/**
 * The lines of a recording in one buffer, as they lie when a file is read: 72 bytes each in the
 * mean, so 72 ns for a line are 1 GB/s.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParseBenchmark {
  private static final int LINES = 4096;

  private final JsonFactory jackson = new JsonFactory();
  private final EventParser parser = new EventParser();
  private final byte[] buffer;
  private final int[] ends = new int[LINES];

  /** Lays out the lines. */
  public ParseBenchmark() {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    byte[][] lines = Signals.lines(LINES);
    for (int i = 0; i < LINES; i++) {
      joined.writeBytes(lines[i]);
      ends[i] = joined.size();
      joined.write('\n');
    }
    buffer = joined.toByteArray();
  }

  /** Bytes of a line in the mean, with its end. */
  double meanBytes() {
    return (double) buffer.length / LINES;
  }

  /** One line to an event. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public void parse(Blackhole sink) {
    int from = 0;
    for (int end : ends) {
      sink.consume(parser.parse(buffer, from, end));
      from = end + 1;
    }
  }

  /** One line to names and numbers by Jackson's streaming parser, which keeps none of them. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public void jackson(Blackhole sink) throws IOException {
    int from = 0;
    for (int end : ends) {
      try (JsonParser json = jackson.createParser(buffer, from, end - from)) {
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
          if (token.isNumeric()) {
            sink.consume(json.getDoubleValue());
          } else if (token.isScalarValue()) {
            sink.consume(json.getText());
          }
        }
      }
      from = end + 1;
    }
  }
}
