package lumen.runtime.row;

/** Why a line is no object with fields. Jobs have reasons of the same names. */
public enum RowDefect {
  /** Longer than a line may be. */
  LINE_TOO_LONG,
  /** Not valid UTF-8. */
  NOT_UTF8,
  /** Not one JSON value. */
  NOT_JSON,
  /** JSON, but not an object. */
  NOT_AN_OBJECT,
  /** Nested too deep. */
  TOO_DEEP,
  /** A field stands twice. */
  DUPLICATE_FIELD
}
