package lumen.governance.record;

import java.util.Locale;

/** Why a line was not taken. The code is the name in lower case. */
public enum ServiceReason {
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
  DUPLICATE_FIELD,
  /** A field that must be given is not. */
  MISSING_FIELD,
  /** A time is no positive finite number. */
  BAD_TS,
  /** A time is 1e11 or more: milliseconds instead of seconds. */
  TS_NOT_SECONDS,
  /** service is no text of 1 to 512 characters. */
  BAD_SOURCE,
  /** service is none of those that are told. */
  UNKNOWN_SERVICE,
  /** A span is none, or too long, or ends before it begins. */
  BAD_SPAN,
  /** A count is below 0. */
  NEGATIVE_COUNT,
  /** Buckets do not rise, or have no counts. */
  BAD_HISTOGRAM,
  /** A field holds something that is not accepted. */
  BAD_VALUE,
  /** More errors than requests. */
  PARTS_EXCEED_TOTAL,
  /** A currency that has no rate. */
  UNKNOWN_CURRENCY;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The code in outputs. */
  public String code() {
    return code;
  }
}
