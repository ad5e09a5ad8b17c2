package lumen.fusion.settings;

import java.io.Serializable;
import java.util.List;
import lumen.event.StreamForm;

/** One input stream of a submitted job. */
public interface StreamSettings extends Serializable {

  /** The name of the stream, unique among the streams. */
  String name();

  /** What its events are called where they do not name their source themselves; or empty. */
  String source();

  /** Whether it names all its events: what a socket or a device gives tells no source. */
  default boolean namesEvents() {
    return true;
  }

  /** How its lines are written; that of streams which name their events themselves is plain. */
  default StreamForm form() {
    return StreamForm.PLAIN;
  }

  /** Whether the stream is live; only a recording has an end. */
  default boolean live() {
    return true;
  }

  /**
   * OSC messages over UDP.
   *
   * @param source what its events are called
   * @param tenant group that its channels are fused in
   * @param addr host:port to listen on
   * @param keys OSC patterns of the addresses that are used; empty: all
   * @param timetag what is done with the time tags of bundles
   * @param allow hosts and networks that may send; empty: all
   * @param maxPacketBytes a larger packet is rejected
   * @param queuePackets so many wait, further ones are dropped
   * @param receiveBufferKib asked of the operating system
   */
  record Osc(
      String name,
      String source,
      String tenant,
      String addr,
      List<String> keys,
      Timetag timetag,
      List<String> allow,
      int maxPacketBytes,
      int queuePackets,
      int receiveBufferKib)
      implements StreamSettings {
    /** Copies the lists; without a source the stream's name is it. */
    public Osc {
      source = source.isEmpty() ? name : source;
      keys = List.copyOf(keys);
      allow = List.copyOf(allow);
    }
  }

  /**
   * A MIDI input.
   *
   * @param source what its events are called
   * @param tenant group that its channels are fused in
   * @param device the device's name, a part of it, or a pattern
   */
  record Midi(String name, String source, String tenant, String device) implements StreamSettings {
    /** Without a source the stream's name is it. */
    public Midi {
      source = source.isEmpty() ? name : source;
    }
  }

  /**
   * A recording.
   *
   * @param path an ndjson file, plain or compressed, or a folder of parts
   * @param source source of events that carry none; empty: they are rejected
   * @param key key of events that carry none, likewise
   * @param tenant group of events that name none
   * @param time how times are written
   */
  record Recording(
      String name, String path, String source, String key, String tenant, StreamTime time)
      implements StreamSettings {
    @Override
    public boolean namesEvents() {
      return false;
    }

    @Override
    public StreamForm form() {
      return StreamTime.form(source, key, tenant, time);
    }

    @Override
    public boolean live() {
      return false;
    }
  }

  /**
   * A Kafka topic.
   *
   * @param bootstrap host:port of brokers, separated by commas
   * @param propertiesFile properties by which the client is let in; empty: none
   * @param group consumer group that offsets are committed for
   * @param start where a job without a savepoint begins
   * @param format what its records are
   * @param readers tasks that read events side by side, at most as many as the job's parallelism
   * @param source source of events that carry none; empty: they are rejected
   * @param key key of events that carry none, likewise
   * @param tenant group of events that name none
   * @param time how times are written
   */
  record Kafka(
      String name,
      String bootstrap,
      String propertiesFile,
      String topic,
      String group,
      Start start,
      Format format,
      int readers,
      String source,
      String key,
      String tenant,
      StreamTime time)
      implements StreamSettings {
    /** Without a group it is that of the stream. */
    public Kafka {
      group = group.isEmpty() ? "lumen-" + name : group;
    }

    @Override
    public boolean namesEvents() {
      return false;
    }

    @Override
    public StreamForm form() {
      return format == Format.EVENTS
          ? StreamTime.form(source, key, tenant, time)
          : StreamForm.PLAIN;
    }
  }

  /** What the records of a topic are. */
  enum Format {
    /** Sensor events. */
    EVENTS,
    /** Lines of a log of decided events. */
    LOG,
    /** An operator's commands. */
    COMMANDS
  }

  /** Where a topic is read from at first. */
  enum Start {
    /** Behind what the group has committed, else at the earliest record. */
    COMMITTED,
    /** At the earliest record. */
    EARLIEST,
    /** Behind the latest record. */
    LATEST
  }

  /**
   * The reference engine's metrics.
   *
   * @param source what its values are called
   * @param tenant group that they belong to
   * @param metricsUrl its Prometheus text endpoint
   * @param user who pulls; empty: nobody is named
   * @param passwordFile file that holds the user's password; empty without a user
   * @param tokenFile file that holds a bearer token; empty: none
   * @param caFile file of the authorities that its certificate is trusted by; empty: the runtime's
   */
  record Ure(
      String name,
      String source,
      String tenant,
      String metricsUrl,
      double pullIntervalS,
      double timeoutS,
      String user,
      String passwordFile,
      String tokenFile,
      String caFile)
      implements StreamSettings {
    /** Without a source the stream's name is it. */
    public Ure {
      source = source.isEmpty() ? name : source;
    }
  }

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
