package lumen.event;

/** The fields that an event may have, as bits of a set, and how a line's scanner knows them. */
final class EventField {
  static final int TS = 1;
  static final int SOURCE = 2;
  static final int KEY = 4;
  static final int VALUE = 8;
  static final int META = 16;

  /** What every event needs. */
  static final int WHOLE = TS | SOURCE | KEY | VALUE;

  private static final String TS_WORD = "\"ts\":";
  private static final String SOURCE_WORD = "\"source\"";
  private static final String KEY_WORD = "\"key\":";
  private static final String VALUE_WORD = "\"value\":";
  private static final long TS_BYTES = EightBytes.of(TS_WORD);
  private static final long SOURCE_BYTES = EightBytes.of(SOURCE_WORD);
  private static final long KEY_BYTES = EightBytes.of(KEY_WORD);
  private static final long VALUE_BYTES = EightBytes.of(VALUE_WORD);

  private EventField() {}

  /**
   * Passes over the name of a field and the colon.
   *
   * @return the field, 0 if none of these stands there
   */
  static int scan(JsonScanner json, byte[] line) {
    int written = scanWord(json);
    if (written != 0) {
      return written;
    }
    int start = json.place() + 1;
    int stop = json.string();
    if (stop < 0) {
      return 0;
    }
    json.skipSpace();
    return json.take(':') ? named(json, line, start, stop - start) : 0;
  }

  /** The field if it is written without spaces, in one look; nothing is passed over otherwise. */
  private static int scanWord(JsonScanner json) {
    if (!json.hasEight()) {
      return 0;
    }
    long word = json.eight();
    if (EightBytes.first(word, TS_WORD.length()) == TS_BYTES) {
      json.skip(TS_WORD.length());
      return TS;
    } else if (EightBytes.first(word, KEY_WORD.length()) == KEY_BYTES) {
      json.skip(KEY_WORD.length());
      return KEY;
    } else if (word == VALUE_BYTES) {
      json.skip(VALUE_WORD.length());
      return VALUE;
    } else if (word == SOURCE_BYTES && json.follows(SOURCE_WORD.length(), ':')) {
      json.skip(SOURCE_WORD.length() + 1);
      return SOURCE;
    }
    return 0;
  }

  private static int named(JsonScanner json, byte[] line, int start, int length) {
    if (length == 2 && line[start] == 't' && line[start + 1] == 's') {
      return TS;
    } else if (length == 6 && json.matches(start, "source")) {
      return SOURCE;
    } else if (length == 3 && json.matches(start, "key")) {
      return KEY;
    } else if (length == 5 && json.matches(start, "value")) {
      return VALUE;
    } else if (length == 4 && json.matches(start, "meta")) {
      return META;
    }
    return 0;
  }
}
