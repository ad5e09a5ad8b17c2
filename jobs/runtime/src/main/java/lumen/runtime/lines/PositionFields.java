package lumen.runtime.lines;

import lumen.event.Position;

/** Where a line stood in its recording, as the fields of another. */
final class PositionFields {
  private PositionFields() {}

  /** Adds file, line and offset. */
  static JsonLine add(JsonLine json, Position position) {
    return json.text("file", position.file())
        .number("line", position.line())
        .number("offset", position.offset());
  }
}
