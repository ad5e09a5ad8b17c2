package lumen.connectors.kafka;

/**
 * What a topic is wanted for.
 *
 * @param key what names the topic for a person, such as the key of a configuration file
 * @param topic its name
 * @param kind what is done with it
 */
public record TopicUse(String key, String topic, Kind kind) {
  /** What is done with a topic. */
  public enum Kind {
    /** Records are read, in the order of each partition. */
    READ,
    /** One log is read, whose order is that of a partition. */
    READ_LOG,
    /** One log is written. */
    WRITE_LOG,
    /** Lines with a key are written as they come, without a transaction. */
    LINES_AT_ONCE,
    /** Lines with a key are written. */
    KEYED_LINES,
    /** Lines are written, of which some have no key. */
    LINES;

    /** Whether it is written in transactions. */
    boolean transactional() {
      return this == KEYED_LINES || this == LINES;
    }

    /** Whether it is written. */
    boolean written() {
      return transactional() || this == WRITE_LOG || this == LINES_AT_ONCE;
    }

    /** Whether its order is that of one partition. */
    boolean log() {
      return this == READ_LOG || this == WRITE_LOG;
    }
  }
}
