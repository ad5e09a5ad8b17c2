package lumen.runtime.lines;

import org.apache.flink.util.OutputTag;

/**
 * What leaves a job as lines, declared once: what stages emit, how it is shown and named.
 *
 * @param <T> the values
 */
public sealed interface LineOutput<T> permits Output, UnorderedOutput {
  /** Name of its folder and, without the ending, of its file. */
  String name();

  /** Where its values are emitted. */
  OutputTag<T> tag();

  /** How its values are shown. */
  LineForm<T> form();
}
