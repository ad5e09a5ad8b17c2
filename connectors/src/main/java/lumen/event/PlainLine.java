package lumen.event;

/**
 * Reads the begin of a line as most recorders write it: {@code
 * {"ts":1.5,"source":"s","key":"k","value":2} } without spaces, in this order. Words of eight bytes
 * are compared and numbers and names read in one go, without looking for where they end first.
 * Whatever is written otherwise is left to {@link EventParser}, which goes on behind the last field
 * that was read here.
 */
final class PlainLine {
  private static final String TS = "{\"ts\":";
  private static final String SOURCE = ",\"source\":\"";
  private static final String KEY = ",\"key\":\"";
  private static final String VALUE = ",\"value\":";
  private static final long TS_BYTES = EightBytes.of(TS);
  private static final long SOURCE_BYTES = EightBytes.of(SOURCE.substring(0, 8));
  private static final long SOURCE_REST = EightBytes.of(SOURCE.substring(8));
  private static final long KEY_BYTES = EightBytes.of(KEY);
  private static final long VALUE_BYTES = EightBytes.of(VALUE.substring(0, 8));

  private final NamesInTurn sources;
  private final NamesInTurn keys;
  private final EventTime time;
  private final JsonNumber number = new JsonNumber();
  private int place;

  PlainLine(NamesInTurn sources, NamesInTurn keys, EventTime time) {
    this.sources = sources;
    this.keys = keys;
    this.time = time;
  }

  /** Index behind the last field that was read. */
  int place() {
    return place;
  }

  /**
   * Reads on until something is written otherwise. Bytes behind the line are looked at, but never
   * taken: a name must end, and a number begin, within it.
   *
   * @return the fields that were read, as a set of {@link EventField}
   */
  int scan(byte[] line, int from, int to, ParsedEvent event) {
    place = from;
    if (line.length - to < 2 * Long.BYTES || !time.takesSeconds() || !scanTs(line, to)) {
      place = from;
      return 0;
    }
    event.micros = time.micros();
    event.source = scanSource(line, to);
    if (event.source == null) {
      return EventField.TS;
    }
    event.key = scanKey(line, to);
    if (event.key == null) {
      return EventField.TS | EventField.SOURCE;
    }
    if (!scanValue(line, to)) {
      return EventField.TS | EventField.SOURCE | EventField.KEY;
    }
    if (event.kind != ParsedEvent.Kind.NUMBER) {
      event.kind = ParsedEvent.Kind.NUMBER;
    }
    event.number = number.value();
    return EventField.WHOLE;
  }

  private boolean scanTs(byte[] line, int to) {
    return EightBytes.first(EightBytes.at(line, place), TS.length()) == TS_BYTES
        && scanNumber(line, place + TS.length(), to)
        && time.seconds(number.value());
  }

  private Name scanSource(byte[] line, int to) {
    boolean named =
        EightBytes.at(line, place) == SOURCE_BYTES
            && EightBytes.first(EightBytes.at(line, place + Long.BYTES), SOURCE.length() - 8)
                == SOURCE_REST;
    return named ? scanName(sources, line, place + SOURCE.length(), to) : null;
  }

  private Name scanKey(byte[] line, int to) {
    return EightBytes.at(line, place) == KEY_BYTES
        ? scanName(keys, line, place + KEY.length(), to)
        : null;
  }

  private Name scanName(NamesInTurn names, byte[] line, int from, int to) {
    Name name = from < to ? names.at(line, from, to) : null;
    if (name != null) {
      place = from + name.bytes() + 1;
    }
    return name;
  }

  private boolean scanValue(byte[] line, int to) {
    return EightBytes.at(line, place) == VALUE_BYTES
        && line[place + Long.BYTES] == ':'
        && scanNumber(line, place + VALUE.length(), to)
        && Math.abs(number.value()) <= Double.MAX_VALUE;
  }

  private boolean scanNumber(byte[] line, int from, int to) {
    int stop = number.read(line, from, to);
    if (stop < 0) {
      return false;
    }
    place = stop;
    return true;
  }
}
