package lumen.runtime.state;

import org.apache.flink.streaming.api.operators.KeyContext;

/**
 * A keyed function that holds keys on the heap and writes what has changed of them when their state
 * is kept: at a checkpoint, or when the key leaves the heap. Runs in a {@link WriteBehindOperator},
 * or in an operator that does the same.
 */
public interface WriteBehind {
  /** Is told, before it is opened, who chooses the key whose state is written. */
  void writeUnder(KeyContext keys);

  /** Writes what has changed of every key since it was written last. */
  void writeHeld() throws Exception;
}
