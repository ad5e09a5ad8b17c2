package lumen.fusion.settings;

import java.io.Serializable;
import java.util.List;

/** One input stream of a submitted job. */
public interface StreamSettings extends Serializable {

  /** The name of the stream, unique among the streams. */
  String name();

  /** Whether the stream is live; only a recording has an end. */
  default boolean live() {
    return true;
  }

  /**
   * OSC messages over UDP.
   *
   * @param addr host:port to listen on
   * @param keys patterns of the addresses that are used; empty: all
   * @param timetag what is done with the time tags of bundles
   */
  record Osc(String name, String addr, List<KeyPattern> keys, Timetag timetag)
      implements StreamSettings {
    /** Copies the patterns. */
    public Osc {
      keys = List.copyOf(keys);
    }
  }

  /**
   * A MIDI input.
   *
   * @param device the device's stable name
   */
  record Midi(String name, String device) implements StreamSettings {}

  /**
   * A recording.
   *
   * @param path an ndjson file, plain or .gz, or a folder of parts
   */
  record Recording(String name, String path) implements StreamSettings {
    @Override
    public boolean live() {
      return false;
    }
  }

  /**
   * A Kafka topic of sensor events.
   *
   * @param bootstrap host:port of brokers, separated by commas
   */
  record Kafka(String name, String bootstrap, String topic) implements StreamSettings {}

  /**
   * The reference engine's metrics.
   *
   * @param metricsUrl its Prometheus text endpoint
   */
  record Ure(String name, String metricsUrl, double pullIntervalS) implements StreamSettings {}

  /** What is done with an OSC time tag. */
  enum Timetag {
    /** It is the event time; a tag more than 5 s from arrival is clamped and counted. */
    USE,
    /** The arrival is the event time. */
    IGNORE,
    /** It is the event time, always limited to the neighbourhood of the arrival. */
    CLAMP
  }
}
