package lumen.event;

/** All that an event says, as text that is equal exactly if it says the same. */
final class EventText {
  private EventText() {}

  static String of(ParsedEvent event) {
    if (event.reason() != null) {
      return event.reason() + ": " + event.detail();
    }
    StringBuilder text = new StringBuilder();
    text.append(event.micros()).append('|').append(event.tenant().text());
    text.append('|').append(event.source().text()).append('|').append(event.key().text());
    if (event.arrivalMicros() != ParsedEvent.NO_ARRIVAL) {
      text.append("|at ").append(event.arrivalMicros());
    }
    if (event.stream() != null) {
      text.append("|stream ").append(event.stream().text());
    }
    text.append(event.late() ? "|late" : "").append(event.clamped() ? "|clamped" : "");
    text.append('|').append(event.kind()).append('|');
    switch (event.kind()) {
      case TEXT -> text.append(event.text());
      case NUMBER -> text.append(bits(event.number()));
      case ARRAY, OBJECT -> {
        for (int i = 0; i < event.elements(); i++) {
          Name field = event.elementName(i);
          text.append(field == null ? event.elementIndex(i) : field.text());
          text.append('=').append(bits(event.elementValue(i))).append(' ');
        }
        text.append("ignored ").append(event.ignoredElements());
      }
    }
    return text.toString();
  }

  private static String bits(double value) {
    return value + "/" + Long.toHexString(Double.doubleToRawLongBits(value));
  }
}
