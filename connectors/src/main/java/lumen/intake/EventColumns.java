package lumen.intake;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import lumen.event.Envelope;
import lumen.event.EventParser;
import lumen.event.InvalidValues;
import lumen.event.ParsedEvent;
import lumen.event.SampleBlock;

/**
 * Gathers the samples of a stream's events into the columns of their channels, until the chunk
 * ends. An event is first admitted, which finds its channels, and then added.
 */
final class EventColumns {
  /** What there is for an event. */
  enum Room {
    /** At least one channel takes it. */
    FOUND,
    /** None of its channels is selected. */
    FILTERED,
    /** Of the values of channels that are selected none means anything. */
    INVALID,
    /** Of the channels that are selected none can be taken any more. */
    FULL
  }

  private final String stream;
  private final EventParser parser;
  private final ChannelRegistry registry;
  private final GatheredSamples gathered = new GatheredSamples();
  private ChannelColumns[] targets = new ChannelColumns[16];
  private int withoutRoom;
  private boolean packet;
  private InvalidValues meaningless = InvalidValues.NONE;
  private int invalid;

  /**
   * Columns without samples.
   *
   * @param parser the parser that reads the events
   * @param maxChannels channels that a tenant may have
   */
  EventColumns(String stream, EventParser parser, int maxChannels) {
    this.stream = stream;
    this.parser = parser;
    this.registry = new ChannelRegistry(maxChannels);
  }

  /** Finds the channels of an event that is no text, and makes them channels of the stream. */
  Room admit(EventSource source, ParsedEvent event) {
    return find(source, event, true);
  }

  /** Whether an event would not be rejected for want of room; nothing is admitted. */
  boolean hasRoom(EventSource source, ParsedEvent event) {
    return event.kind() == ParsedEvent.Kind.TEXT || find(source, event, false) != Room.FULL;
  }

  private Room find(EventSource source, ParsedEvent event, boolean admit) {
    packet = source.rule.packets() && event.kind() == ParsedEvent.Kind.ARRAY;
    if (packet) {
      return findPacket(source, event, admit);
    }
    int n = event.kind() == ParsedEvent.Kind.NUMBER ? 1 : event.elements();
    if (targets.length < n) {
      targets = new ChannelColumns[Math.max(n, 2 * targets.length)];
    }
    int filtered = 0;
    withoutRoom = 0;
    invalid = 0;
    for (int i = 0; i < n; i++) {
      ChannelColumns columns = columns(source, event, i);
      if (columns != ChannelRegistry.FILTERED && source.rule.invalid().has(value(event, i))) {
        columns = ChannelRegistry.INVALID;
        invalid++;
      } else if (admit) {
        columns = registry.admit(columns);
      }
      targets[i] = columns;
      filtered += columns == ChannelRegistry.FILTERED ? 1 : 0;
      withoutRoom += columns == ChannelRegistry.FULL ? 1 : 0;
    }
    if (filtered + withoutRoom + invalid < n) {
      return Room.FOUND;
    }
    if (withoutRoom > 0) {
      return Room.FULL;
    }
    return invalid > 0 ? Room.INVALID : Room.FILTERED;
  }

  /** The one channel of an array whose elements are consecutive samples. */
  private Room findPacket(EventSource source, ParsedEvent event, boolean admit) {
    withoutRoom = 0;
    invalid = 0;
    meaningless = source.rule.invalid();
    ChannelColumns columns =
        registry.scalar(source, event.tenant(), event.source(), event.key(), parser.generation());
    if (columns == ChannelRegistry.FILTERED) {
      targets[0] = columns;
      return Room.FILTERED;
    }
    for (int i = 0; i < event.elements(); i++) {
      invalid += meaningless.has(event.elementValue(i)) ? 1 : 0;
    }
    if (invalid == event.elements()) {
      targets[0] = ChannelRegistry.INVALID;
      return Room.INVALID;
    }
    targets[0] = admit ? registry.admit(columns) : columns;
    withoutRoom = targets[0] == ChannelRegistry.FULL ? event.elements() : 0;
    return withoutRoom > 0 ? Room.FULL : Room.FOUND;
  }

  private static double value(ParsedEvent event, int i) {
    return event.kind() == ParsedEvent.Kind.NUMBER ? event.number() : event.elementValue(i);
  }

  private ChannelColumns columns(EventSource source, ParsedEvent event, int i) {
    int generation = parser.generation();
    return switch (event.kind()) {
      case ARRAY ->
          registry.indexed(
              source,
              event.tenant(),
              event.source(),
              event.key(),
              event.elementIndex(i),
              generation);
      case OBJECT ->
          registry.field(
              source,
              event.tenant(),
              event.source(),
              event.key(),
              event.elementName(i),
              generation);
      case NUMBER, TEXT ->
          registry.scalar(source, event.tenant(), event.source(), event.key(), generation);
    };
  }

  /** Elements of the event admitted last that mean nothing, of channels that are selected. */
  int invalid() {
    return invalid;
  }

  /** Elements of the event admitted last whose channels could not be taken any more. */
  int withoutRoom() {
    return withoutRoom;
  }

  /** Adds the event that was admitted last. */
  void add(ParsedEvent event, long micros) {
    if (event.kind() == ParsedEvent.Kind.NUMBER) {
      add(targets[0], micros, event.number());
      return;
    }
    if (packet) {
      addPacket(targets[0], event, micros);
      return;
    }
    for (int i = 0; i < event.elements(); i++) {
      if (ChannelRegistry.isChannel(targets[i])) {
        add(targets[i], micros, event.elementValue(i));
      }
    }
  }

  /** Adds every element of an array as a sample of one channel, also those that are none. */
  private void addPacket(ChannelColumns columns, ParsedEvent event, long micros) {
    int place = 0;
    for (int i = 0; i < event.elements(); i++) {
      for (; place < event.elementIndex(i); place++) {
        add(columns, micros, SampleBlock.NOTHING);
      }
      double value = event.elementValue(i);
      add(columns, micros, meaningless.has(value) ? SampleBlock.NOTHING : value);
      place++;
    }
    for (; place < event.elements() + event.ignoredElements(); place++) {
      add(columns, micros, SampleBlock.NOTHING);
    }
  }

  /** Ends the segment of every channel of a source at a time. */
  void endSegments(EventSource source, long micros) {
    for (ChannelColumns columns : registry.channelsOf(source.name)) {
      add(columns, micros, SampleBlock.BREAK);
    }
  }

  private void add(ChannelColumns columns, long micros, double value) {
    gathered.add(columns, micros, value);
  }

  /** Number of samples gathered since the last drain. */
  long samples() {
    return gathered.size();
  }

  /** Number of channels touched since the last drain. */
  int channels() {
    return gathered.channels();
  }

  /** Hands over one block for each channel that was touched. */
  void drain(List<Envelope> out) {
    gathered.drain(stream, out);
  }

  void write(DataOutput out) throws IOException {
    registry.write(out);
  }

  void read(DataInput in) throws IOException {
    registry.read(in);
  }
}
