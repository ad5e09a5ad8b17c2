package lumen.connectors.kafka;

import java.io.Serializable;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where events are read from, and how they are gathered.
 *
 * @param stream name of the input stream
 * @param bootstrap brokers to begin with, {@code host:port[,host:port]}
 * @param topic the topic
 * @param group consumer group under which offsets are committed; null stands for {@code
 *     lumen-<stream>}
 * @param start where a job without state begins
 * @param clientProperties more settings of the Kafka client; none of security, which travel with no
 *     job
 * @param flushMillis how long a sample waits at most to be gathered with others, milliseconds
 * @param flushSamples samples and notices after which a flush waits no longer; 1: each record goes
 *     on at once, and the watermark alone waits
 * @param advanceWhenSilentMicros while every partition is silent, event time goes on at the wall
 *     clock minus this; 0: it waits
 * @param endMillis when the input ends, milliseconds since the epoch, or {@link EndingSource#NEVER}
 * @param log whether the records are lines of a log of decided events, as {@code lumenctl ingest}
 *     writes it; then nothing is judged anew
 * @param propertiesFile the client's settings of security, see {@link Brokers}
 * @param readers tasks that read the topic side by side, each some of its partitions; 1 for a log
 */
public record KafkaInputOptions(
    String stream,
    String bootstrap,
    String topic,
    String group,
    Start start,
    Map<String, String> clientProperties,
    long flushMillis,
    int flushSamples,
    long advanceWhenSilentMicros,
    long endMillis,
    boolean log,
    String propertiesFile,
    int readers)
    implements Serializable {

  /** Where a job without state begins. */
  public enum Start {
    /** Where the group left off; at the earliest record if it never read. */
    COMMITTED_ELSE_EARLIEST,
    /** At the earliest record. */
    EARLIEST,
    /** At what is written after the start. */
    LATEST
  }

  /** How long samples are gathered unless told otherwise. */
  public static final long DEFAULT_FLUSH_MILLIS = 20;

  /** How many samples are gathered unless told otherwise. */
  public static final int DEFAULT_FLUSH_SAMPLES = 1 << 16;

  private static final Pattern BOOTSTRAP = Pattern.compile("[^\\s,]+:\\d+(,[^\\s,]+:\\d+)*");
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

  /** Checks names and ranges, and names the group. */
  public KafkaInputOptions {
    if (stream.isBlank()) {
      throw new IllegalArgumentException("stream must have a name: it is blank");
    }
    checkBootstrap(bootstrap);
    checkTopic(topic);
    group = group == null ? "lumen-" + stream : group;
    clientProperties = Map.copyOf(clientProperties);
    if (flushMillis < 1 || flushSamples < 1 || advanceWhenSilentMicros < 0 || endMillis <= 0) {
      throw new IllegalArgumentException(
          "flush and end must be positive, a time must not be negative: flushMillis="
              + flushMillis
              + " flushSamples="
              + flushSamples
              + " advanceWhenSilentMicros="
              + advanceWhenSilentMicros
              + " endMillis="
              + endMillis);
    }
    if (readers < 1 || (log && readers != 1)) {
      throw new IllegalArgumentException(
          "readers must be at least 1, of a log 1: readers=" + readers);
    }
  }

  /** What reads with one reader. */
  public KafkaInputOptions(
      String stream,
      String bootstrap,
      String topic,
      String group,
      Start start,
      Map<String, String> clientProperties,
      long flushMillis,
      int flushSamples,
      long advanceWhenSilentMicros,
      long endMillis,
      boolean log,
      String propertiesFile) {
    this(
        stream,
        bootstrap,
        topic,
        group,
        start,
        clientProperties,
        flushMillis,
        flushSamples,
        advanceWhenSilentMicros,
        endMillis,
        log,
        propertiesFile,
        1);
  }

  /** What reads events that are judged here. */
  public KafkaInputOptions(
      String stream,
      String bootstrap,
      String topic,
      String group,
      Start start,
      Map<String, String> clientProperties,
      long flushMillis,
      int flushSamples,
      long advanceWhenSilentMicros,
      long endMillis) {
    this(
        stream,
        bootstrap,
        topic,
        group,
        start,
        clientProperties,
        flushMillis,
        flushSamples,
        advanceWhenSilentMicros,
        endMillis,
        false,
        "");
  }

  /** What reads a topic from where the group left off, without an end. */
  public static KafkaInputOptions of(String stream, String bootstrap, String topic) {
    return new KafkaInputOptions(
        stream,
        bootstrap,
        topic,
        null,
        Start.COMMITTED_ELSE_EARLIEST,
        Map.of(),
        DEFAULT_FLUSH_MILLIS,
        DEFAULT_FLUSH_SAMPLES,
        0,
        EndingSource.NEVER);
  }

  /** The same with so many readers. */
  public KafkaInputOptions readBy(int many) {
    return new KafkaInputOptions(
        stream,
        bootstrap,
        topic,
        group,
        start,
        clientProperties,
        flushMillis,
        flushSamples,
        advanceWhenSilentMicros,
        endMillis,
        log,
        propertiesFile,
        many);
  }

  /** Whether what a record gives goes on at once instead of being gathered. */
  boolean atOnce() {
    return flushSamples == 1;
  }

  /** Where the topic is. */
  Brokers brokers() {
    return new Brokers(bootstrap, propertiesFile);
  }

  static void checkBootstrap(String bootstrap) {
    if (!BOOTSTRAP.matcher(bootstrap).matches()) {
      throw new IllegalArgumentException(
          "bootstrap must be host:port[,host:port]: bootstrap=" + bootstrap);
    }
  }

  static void checkTopic(String topic) {
    if (!TOPIC.matcher(topic).matches()) {
      throw new IllegalArgumentException(
          "topic must be 1..249 of letters, digits, '.', '_', '-': topic=" + topic);
    }
  }
}
