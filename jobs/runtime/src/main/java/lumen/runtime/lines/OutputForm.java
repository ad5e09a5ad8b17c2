package lumen.runtime.lines;

/**
 * What an ordered output shows of its values: their place in its one order, (step, tenant, id), and
 * their line.
 *
 * @param <T> the values
 */
public interface OutputForm<T> extends LineForm<T> {
  /** Event time, microseconds since the epoch, rounded down. */
  long micros(T value, Steps steps);

  /** What the output is sorted by first: the step, or the time itself. */
  long step(T value);

  /** Whose it is; never null. */
  @Override
  String tenant(T value);

  /** Place within the tenant's step; empty where there is one value at most. */
  default String id(T value) {
    return "";
  }

  /**
   * What a line says, as savepoints keep values that wait for their order. The line of what is read
   * is the line again; what the line does not show is lost.
   */
  T read(String line);

  /** The fields by which the file that people read is sorted. */
  SortFields sortedBy();

  /** A value's line and place. */
  default OrderedLine ordered(T value, Steps steps) {
    return new OrderedLine(
        micros(value, steps), step(value), tenant(value), id(value), line(value));
  }
}
