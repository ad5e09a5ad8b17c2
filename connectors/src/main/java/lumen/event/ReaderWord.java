package lumen.event;

import java.util.List;

/**
 * Word of one of several readers of a topic, in line with what it hands on: how far the partitions
 * that it reads have come, and what became of their events.
 *
 * @param reader which one, from 0
 * @param first whether it is the first of an attempt, with the accounts of all its partitions
 * @param slowestMicros line of the slowest partition that is alive, microseconds; {@link
 *     Long#MIN_VALUE} while that has none, {@link #ALL_SILENT} where none is alive
 * @param furthestMicros furthest line of those that are silent, or {@link Long#MIN_VALUE}
 * @param accounts of the partitions whose accounts have changed, all of each
 */
public record ReaderWord(
    int reader, boolean first, long slowestMicros, long furthestMicros, List<OfPartition> accounts)
    implements Envelope {
  /** The slowest line of a reader whose partitions are all silent. */
  public static final long ALL_SILENT = Long.MAX_VALUE;

  /** Copies the accounts. */
  public ReaderWord {
    accounts = List.copyOf(accounts);
  }

  /**
   * Accounts of a partition, cumulative.
   *
   * @param topic the topic
   * @param partition number of the partition
   */
  public record OfPartition(String topic, int partition, List<Account> accounts) {
    /** Copies the accounts. */
    public OfPartition {
      accounts = List.copyOf(accounts);
    }
  }

  /** Whether it says the same of event time. */
  public boolean saysAsMuch(ReaderWord other) {
    return other != null
        && slowestMicros == other.slowestMicros
        && furthestMicros == other.furthestMicros;
  }
}
