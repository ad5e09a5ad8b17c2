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
    /** One log is read or written, whose order is that of a partition. */
    LOG,
    /** Lines with a key are written. */
    KEYED_LINES,
    /** Lines are written, of which some have no key. */
    LINES;

    /** Whether it is written in transactions. */
    boolean written() {
      return this == KEYED_LINES || this == LINES;
    }
  }
}
