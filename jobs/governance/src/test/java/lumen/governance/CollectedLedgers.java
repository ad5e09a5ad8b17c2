package lumen.governance;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import lumen.event.TextOf;
import lumen.runtime.lines.LineOutput;
import lumen.runtime.lines.Sinks;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Collects lines in this process under a name; keeps no state, so a savepoint holds no paths.
 *
 * @param <T> what is shown by a line
 */
final class CollectedLedgers<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, Queue<String>> LINES = new ConcurrentHashMap<>();

  private final String name;
  private final TextOf<T> text;

  private CollectedLedgers(String name, TextOf<T> text) {
    this.name = name;
    this.text = text;
  }

  /** Sinks for every output, each under this name, a space and its own. */
  static Sinks under(String run) {
    return new Sinks() {
      @Override
      public <T> Sink<T> of(LineOutput<T> output) {
        return new CollectedLedgers<>(run + ' ' + output.name(), output.form()::line);
      }
    };
  }

  /** What came in under a name, in its order. */
  static List<String> lines(String name) {
    return List.copyOf(LINES.getOrDefault(name, new ConcurrentLinkedQueue<>()));
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(LINES.computeIfAbsent(name, key -> new ConcurrentLinkedQueue<>()), text);
  }

  private record Writer<T>(Queue<String> lines, TextOf<T> text) implements SinkWriter<T> {
    @Override
    public void write(T value, Context context) {
      lines.add(text.of(value));
    }

    @Override
    public void flush(boolean endOfInput) {
      // Lines are there at once.
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
