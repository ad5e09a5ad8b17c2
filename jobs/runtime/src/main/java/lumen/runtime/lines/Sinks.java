package lumen.runtime.lines;

import java.nio.file.Path;
import lumen.event.TextOf;
import org.apache.flink.api.connector.sink2.Sink;

/** Gives the sink of every output; a test hands in its own. */
public interface Sinks {
  /** Where the values of an output go. */
  <T> Sink<T> of(LineOutput<T> output);

  /** Folders of parts below one output folder, those of ordered outputs by day. */
  static Sinks files(Path out) {
    return new Sinks() {
      @Override
      public <T> Sink<T> of(LineOutput<T> output) {
        Path folder = out.resolve(output.name());
        TextOf<T> text = output.form()::line;
        return output instanceof Output
            ? LineSink.byDay(folder, text)
            : LineSink.flat(folder, text);
      }
    };
  }
}
