package lumen.overlay.record;

import java.util.Locale;

/** Why a line was not taken. The code is the name in lower case. */
public enum RouteReason {
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
  /** ts is no positive finite number. */
  BAD_TS,
  /** ts is 1e11 or more: milliseconds instead of seconds. */
  TS_NOT_SECONDS,
  /** tenant is no text of 1 to 512 characters. */
  BAD_TENANT,
  /** result is none of success, failure, timeout. */
  BAD_RESULT,
  /** A count is not a whole number from 0 to 1e7. */
  NOT_A_WHOLE_NUMBER,
  /** A command is none, holds something that is not accepted, or cannot be obeyed. */
  BAD_COMMAND,
  /** A field holds something that is not accepted. */
  BAD_VALUE,
  /** An outcome of a request that is not known, or not any more. */
  UNKNOWN_REQUEST,
  /** A second outcome of a request. */
  DUPLICATE_OUTCOME,
  /** An outcome of an overlay that is none. */
  UNKNOWN_OVERLAY,
  /** A line of a tenant that has its lines in another log. */
  TWO_LOGS;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The code in outputs. */
  public String code() {
    return code;
  }
}
