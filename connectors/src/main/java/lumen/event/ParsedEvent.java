package lumen.event;

import java.util.Arrays;

/** One event as read, reused from line to line. Which fields hold depends on {@link #kind}. */
public final class ParsedEvent {
  /** What the event's value is. */
  public enum Kind {
    /** A number: {@link ParsedEvent#number}. */
    NUMBER,
    /** A string: {@link ParsedEvent#text}. */
    TEXT,
    /** An array: elements by index. */
    ARRAY,
    /** An object: elements by field name. */
    OBJECT
  }

  /** The arrival of an event whose line tells none. */
  public static final long NO_ARRIVAL = Long.MIN_VALUE;

  long micros;
  Name source;
  Name key;
  Name tenant;
  Kind kind;
  double number;
  String text;
  int elements;
  double[] elementValue = new double[16];
  int[] elementIndex = new int[16];
  Name[] elementName = new Name[16];
  int ignoredElements;
  long arrivalMicros;
  Name stream;
  boolean late;
  boolean clamped;

  /** Fields of {@code meta} that may say of which group the event is, by their numbers. */
  final Name[] fields;

  boolean ungrouped;

  RejectReason reason;
  String detail;

  ParsedEvent() {
    this(0);
  }

  /**
   * An event of which nothing was read.
   *
   * @param fields number of fields of {@code meta} that may say of which group it is
   */
  ParsedEvent(int fields) {
    this.fields = new Name[fields];
  }

  void clear() {
    source = null;
    key = null;
    tenant = null;
    kind = null;
    text = null;
    elements = 0;
    ignoredElements = 0;
    arrivalMicros = NO_ARRIVAL;
    stream = null;
    late = false;
    clamped = false;
    ungrouped = false;
    for (int i = 0; i < fields.length; i++) {
      fields[i] = null;
    }
    reason = null;
    detail = null;
  }

  void addElement(int index, Name name, double value) {
    if (elements == elementValue.length) {
      elementValue = Arrays.copyOf(elementValue, 2 * elements);
      elementIndex = Arrays.copyOf(elementIndex, 2 * elements);
      elementName = Arrays.copyOf(elementName, 2 * elements);
    }
    elementIndex[elements] = index;
    elementName[elements] = name;
    elementValue[elements++] = value;
  }

  /** Notes the arrival that a log tells; one that no event may have is as none. */
  void arriveAt(double seconds) {
    arrivalMicros = EventLimits.isTime(seconds) ? EventParser.toMicros(seconds) : NO_ARRIVAL;
  }

  void reject(RejectReason why, String what) {
    reason = why;
    detail = what;
  }

  /**
   * Event time, microseconds since the epoch: ts * 1e6 rounded half to even, or the time of an
   * ISO-8601 text rounded so.
   */
  public long micros() {
    return micros;
  }

  /** Event source; null only in a rejected event that does not tell it. */
  public Name source() {
    return source;
  }

  /** Channel key. */
  public Name key() {
    return key;
  }

  /** Group that is fused together. */
  public Name tenant() {
    return tenant;
  }

  /** What the value is. */
  public Kind kind() {
    return kind;
  }

  /** The value of a NUMBER, finite. */
  public double number() {
    return number;
  }

  /** The value of a TEXT. */
  public String text() {
    return text;
  }

  /** Number of finite numeric elements of an ARRAY or OBJECT. */
  public int elements() {
    return elements;
  }

  /** Value of an element. */
  public double elementValue(int i) {
    return elementValue[i];
  }

  /** Position of an ARRAY's element in the array. */
  public int elementIndex(int i) {
    return elementIndex[i];
  }

  /** Field name of an OBJECT's element. */
  public Name elementName(int i) {
    return elementName[i];
  }

  /** Elements that are no finite numbers, among them the bare words NaN and Infinity. */
  public int ignoredElements() {
    return ignoredElements;
  }

  /** Arrival in a log of decided events ({@code meta.at}), or {@link #NO_ARRIVAL}. */
  public long arrivalMicros() {
    return arrivalMicros;
  }

  /** Stream in a log of decided events ({@code meta.stream}), or null. */
  public Name stream() {
    return stream;
  }

  /** Whether the log says that the event was late ({@code meta.fate}). */
  public boolean late() {
    return late;
  }

  /** Whether the log says that the event's time was not believed ({@code meta.clamped}). */
  public boolean clamped() {
    return clamped;
  }

  /**
   * Whether the event lacks a field that says of which group it is; then it is in the usual one.
   */
  public boolean ungrouped() {
    return ungrouped;
  }

  /** Why the line was not taken, or null where it was. */
  public RejectReason reason() {
    return reason;
  }

  /** What was wrong and what would be right, where the line was not taken. */
  public String detail() {
    return detail;
  }
}
