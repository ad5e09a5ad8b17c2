package lumen.runtime.lines;

import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;

/** Gives the sink of every output; a test hands in its own. */
public interface Sinks {
  /** Where the values of an ordered output go. */
  <T> Sink<T> of(Output<T> output);

  /** Where lines of this name, of notices or a log, go as they come. */
  Sink<String> lines(String name);

  /** Folders of parts below one output folder. */
  static Sinks files(Path out) {
    return new Sinks() {
      @Override
      public <T> Sink<T> of(Output<T> output) {
        return LineSink.byDay(out.resolve(output.name()), output.form()::line);
      }

      @Override
      public Sink<String> lines(String name) {
        return LineSink.flat(out.resolve(name));
      }
    };
  }
}
