package lumen.event;

import java.nio.charset.StandardCharsets;

/**
 * Reads one line of a recording into a {@link ParsedEvent}.
 *
 * <p>Two readers of the same language: a scanner for the lines that recorders write (ASCII, no
 * escapes, flat values), which allocates nothing, and {@link LenientEventReader} on Jackson for
 * everything else, which also finds the reason of a reject. The scanner gives up on the first byte
 * it does not expect; it never rejects by itself, so the meaning of a line is decided in one place.
 * Not safe for use by several threads.
 */
public final class EventParser {
  private static final double MICROS_PER_SECOND = 1e6;

  private final NamePool names = new NamePool();
  private final NamesInTurn sources = new NamesInTurn(names);
  private final NamesInTurn keys = new NamesInTurn(names);
  private final ParsedEvent event;
  private final LenientEventReader lenient;

  private final JsonScanner json = new JsonScanner();
  private final EventTime time;
  private final PlainLine plain;

  /** Null where events say everything themselves. */
  private final EventCompletion completion;

  /** Those of ts, source, key and value that an event may lack. */
  private final int given;

  private byte[] line;

  /** Whether all that was put into the event since it was cleared is put there by a plain line. */
  private boolean bare;

  /** A parser of events that say everything themselves. */
  public EventParser() {
    this(EventForm.PLAIN);
  }

  /** A parser of events of a form. */
  public EventParser(EventForm form) {
    completion = form.isPlain() ? null : new EventCompletion(form, names);
    event = new ParsedEvent(completion == null ? 0 : completion.fields());
    time = new EventTime(form.stream().time());
    plain = new PlainLine(sources, keys, time);
    lenient = new LenientEventReader(names, time, completion);
    given =
        completion == null
            ? 0
            : (completion.gives("source") ? EventField.SOURCE : 0)
                | (completion.gives("key") ? EventField.KEY : 0);
  }

  /**
   * Reads the line.
   *
   * @return the event, valid until the next call; {@link ParsedEvent#reason} tells whether it was
   *     taken
   */
  public ParsedEvent parse(byte[] bytes, int from, int to) {
    int generation = names.generation();
    read(bytes, from, to);
    if (generation != names.generation()) {
      read(bytes, from, to);
    }
    if (event.reason == null && event.tenant == null) {
      event.tenant = names.defaultTenant();
    }
    return event;
  }

  /**
   * The event that a line with this verdict would give.
   *
   * @param sample with plain names and times that an event may have
   * @return the event, valid until the next call
   */
  public ParsedEvent decided(DecidedSample sample) {
    int generation = names.generation();
    fill(sample);
    if (generation != names.generation()) {
      fill(sample);
    }
    return event;
  }

  private void fill(DecidedSample sample) {
    bare = false;
    event.clear();
    event.micros = sample.micros();
    event.source = names.of(sample.source());
    event.key = names.of(sample.key());
    event.tenant = names.of(sample.tenant());
    event.kind = ParsedEvent.Kind.NUMBER;
    event.number = sample.value();
    event.arrivalMicros = sample.arrivalMicros();
    event.stream = names.of(sample.stream());
    event.late = sample.late();
    event.clamped = sample.clamped();
    if (completion != null) {
      completion.group(event);
    }
  }

  private void read(byte[] bytes, int from, int to) {
    if (!scans(bytes, from, to)) {
      event.clear();
      lenient.read(bytes, from, to, event);
    }
    if (completion != null) {
      completion.complete(event, lenient, bytes, from, to);
    }
  }

  /** Whether the scanner alone reads the line. */
  boolean scans(byte[] bytes, int from, int to) {
    if (!bare) {
      event.clear();
    }
    int seen = plain.scan(bytes, from, to, event);
    int place = plain.place();
    if (seen == EventField.WHOLE && place + 1 == to && bytes[place] == '}') {
      bare = completion == null;
      return true;
    }
    if (bare) {
      bare = false;
      event.clear();
      seen = plain.scan(bytes, from, to, event);
      place = plain.place();
    }
    line = bytes;
    json.begin(bytes, place, to);
    return scan(seen);
  }

  /** Grows by one whenever ids of names start anew. */
  public int generation() {
    return names.generation();
  }

  /** A double time stamp in seconds as microseconds: the product rounded half to even. */
  static long toMicros(double seconds) {
    return (long) Math.rint(seconds * MICROS_PER_SECOND);
  }

  /** Goes on behind fields that were read, or at the begin of the line. */
  private boolean scan(int begun) {
    json.skipSpace();
    int seen = begun;
    if (begun == 0 && !json.take('{')) {
      return false;
    }
    boolean goesOn = begun == 0 || json.take(',');
    while (goesOn) {
      json.skipSpace();
      int field = scanField();
      if (field == 0 || (seen & field) != 0) {
        return false;
      }
      seen |= field;
      json.skipSpace();
      goesOn = json.take(',');
    }
    if (!json.take('}')) {
      return false;
    }
    json.skipSpace();
    return json.isAtEnd() && ((seen | given) & EventField.WHOLE) == EventField.WHOLE;
  }

  private int scanField() {
    int field = EventField.scan(json, line);
    json.skipSpace();
    boolean read =
        switch (field) {
          case EventField.TS -> scanTs();
          case EventField.SOURCE -> scanSource();
          case EventField.KEY -> scanKey();
          case EventField.VALUE -> scanValue();
          case EventField.META -> scanMeta();
          default -> false;
        };
    return read ? field : 0;
  }

  private boolean scanTs() {
    int start = json.place();
    boolean read;
    if (json.number()) {
      double value = json.parsed();
      read =
          time.takesSeconds() ? time.seconds(value) : time.number(value, line, start, json.place());
    } else {
      int stop = json.string();
      read = stop >= 0 && time.text(line, start + 1, stop);
    }
    event.micros = time.micros();
    return read;
  }

  private boolean scanSource() {
    event.source = json.name(sources);
    return event.source != null;
  }

  private boolean scanKey() {
    event.key = json.name(keys);
    return event.key != null;
  }

  private Name scanName() {
    int start = json.place() + 1;
    int stop = json.string();
    if (stop < 0 || stop - start > EventLimits.MAX_NAME_CHARS) {
      return null;
    }
    return names.of(line, start, stop);
  }

  private boolean scanValue() {
    if (json.isAtEnd()) {
      return false;
    }
    return switch (json.peek()) {
      case '"' -> scanText();
      case '[' -> scanArray();
      case '{' -> scanObject();
      default -> scanScalar();
    };
  }

  private boolean scanText() {
    int start = json.place() + 1;
    int stop = json.string();
    if (stop < 0) {
      return false;
    }
    event.kind = ParsedEvent.Kind.TEXT;
    event.text = new String(line, start, stop - start, StandardCharsets.US_ASCII);
    return true;
  }

  private boolean scanScalar() {
    if (!json.finiteNumber()) {
      return false;
    }
    event.kind = ParsedEvent.Kind.NUMBER;
    event.number = json.parsed();
    return true;
  }

  private boolean scanArray() {
    json.skip();
    event.kind = ParsedEvent.Kind.ARRAY;
    int index = 0;
    do {
      json.skipSpace();
      if (!scanElement(index++, null)) {
        return false;
      }
      json.skipSpace();
    } while (json.take(','));
    return event.elements > 0 && json.take(']');
  }

  private boolean scanObject() {
    json.skip();
    event.kind = ParsedEvent.Kind.OBJECT;
    do {
      json.skipSpace();
      Name field = scanName();
      if (field == null) {
        return false;
      }
      json.skipSpace();
      if (!json.take(':')) {
        return false;
      }
      json.skipSpace();
      if (!scanElement(-1, field)) {
        return false;
      }
      json.skipSpace();
    } while (json.take(','));
    return event.elements > 0 && json.take('}');
  }

  private boolean scanElement(int index, Name field) {
    if (json.finiteNumber()) {
      event.addElement(index, field, json.parsed());
      return true;
    }
    event.ignoredElements++;
    return json.nonFiniteWord();
  }

  private boolean scanMeta() {
    if (!json.take('{')) {
      return false;
    }
    json.skipSpace();
    if (json.take('}')) {
      return true;
    }
    do {
      json.skipSpace();
      if (!scanMetaField()) {
        return false;
      }
      json.skipSpace();
    } while (json.take(','));
    return json.take('}');
  }

  private boolean scanMetaField() {
    int start = json.place() + 1;
    int stop = json.string();
    if (stop < 0) {
      return false;
    }
    json.skipSpace();
    if (!json.take(':')) {
      return false;
    }
    json.skipSpace();
    if (json.isAtEnd()) {
      return false;
    }
    boolean text = json.peek() == '"';
    int length = stop - start;
    int valueStart = json.place();
    if (!scanMetaValue(start, length, text)) {
      return false;
    }
    if (completion != null) {
      int field = completion.field(line, start, stop);
      if (field >= 0) {
        int quote = text ? 1 : 0;
        event.fields[field] = names.of(line, valueStart + quote, json.place() - quote);
      }
    }
    return true;
  }

  private boolean scanMetaValue(int start, int length, boolean text) {
    if (length == 6 && json.matches(start, "tenant")) {
      if (event.tenant != null) {
        return false;
      }
      event.tenant = scanName();
      return event.tenant != null;
    } else if (text && named(start, length, LogFormat.STREAM)) {
      event.stream = scanName();
      return event.stream != null;
    } else if (text) {
      int from = json.place() + 1;
      int to = json.string();
      event.late |= named(start, length, LogFormat.FATE) && named(from, to - from, LogFormat.LATE);
      return to >= 0;
    }
    if (!json.number()) {
      return false;
    }
    if (named(start, length, LogFormat.AT)) {
      event.arriveAt(json.parsed());
    }
    event.clamped |= named(start, length, LogFormat.CLAMPED) && json.parsed() != 0;
    return true;
  }

  private boolean named(int start, int length, String name) {
    return length == name.length() && json.matches(start, name);
  }
}
