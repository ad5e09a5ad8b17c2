package lumen.ctl.savepoint;

/**
 * What was read of an operator's states.
 *
 * @param operator its uid where the savepoint tells it, else its hash
 * @param subtasks those that have left state
 * @param bytes of all its states
 * @param keys distinct keys of its keyed state; -1 where it lies in RocksDB's own form
 * @param entries values of its keyed state; -1 where it lies in RocksDB's own form
 * @param timers timers that are set
 * @param elements of its lists
 */
public record OperatorContents(
    String operator,
    int subtasks,
    long bytes,
    long keys,
    long entries,
    long timers,
    long elements) {}
