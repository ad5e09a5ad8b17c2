package lumen.fusion;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Collects lines in this process under a name; keeps no state, so a savepoint holds no paths. */
final class CollectingSink implements Sink<String> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, Queue<String>> LINES = new ConcurrentHashMap<>();

  private final String name;

  CollectingSink(String name) {
    this.name = name;
  }

  /** What came in under a name, in its order. */
  static List<String> lines(String name) {
    return List.copyOf(LINES.getOrDefault(name, new ConcurrentLinkedQueue<>()));
  }

  @Override
  public SinkWriter<String> createWriter(WriterInitContext context) {
    return new Writer(LINES.computeIfAbsent(name, key -> new ConcurrentLinkedQueue<>()));
  }

  private record Writer(Queue<String> lines) implements SinkWriter<String> {
    @Override
    public void write(String line, Context context) {
      lines.add(line);
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
