package lumen.event;

import java.util.Locale;

/** Why an input line, a sample or a command was not taken. The code is the name in lower case. */
public enum RejectReason {
  /** The line is not valid UTF-8. */
  NOT_UTF8,
  /** The line is not one JSON value. */
  NOT_JSON,
  /** The line is JSON, but not an object. */
  NOT_AN_OBJECT,
  /** The line is longer than {@link EventLimits#MAX_LINE_BYTES}. */
  LINE_TOO_LONG,
  /** The JSON is nested deeper than {@link EventLimits#MAX_DEPTH}. */
  TOO_DEEP,
  /** A field name of the event stands twice. */
  DUPLICATE_FIELD,
  /** One of ts, source, key, value is missing. */
  MISSING_FIELD,
  /** ts is neither a positive finite number nor an ISO-8601 time with its offset. */
  BAD_TS,
  /** ts is 1e11 or more: milliseconds instead of seconds. */
  TS_NOT_SECONDS,
  /** source is not a string, too long, or no Unicode text. */
  BAD_SOURCE,
  /** key is not a string, too long, or no Unicode text. */
  BAD_KEY,
  /** value is neither number, Unicode text, array nor object. */
  BAD_VALUE,
  /** value is a number outside the range of a double, or the bare word NaN or Infinity. */
  NON_FINITE,
  /** value is an array or an object without a finite number. */
  NO_USABLE_VALUE,
  /** meta is not an object. */
  BAD_META,
  /** meta.tenant is not a string, too long, or no Unicode text. */
  BAD_TENANT,
  /** The source is not configured, and unknown sources are rejected. */
  UNKNOWN_SOURCE,
  /** The event lies too far ahead of its stream. */
  AHEAD_OF_STREAM,
  /** The tenant has as many channels as it may have, or the stream has. */
  TENANT_FULL,
  /** The stream has as many event sources as it may have. */
  STREAM_FULL,
  /** A part compressed by gzip ends early or is damaged: what follows cannot be read. */
  DAMAGED_GZIP,
  /** A part compressed by zstd ends early, is damaged, or needs too much memory to be read. */
  DAMAGED_ZSTD,
  /** A part compressed by xz ends early, is damaged, or needs too much memory to be read. */
  DAMAGED_XZ,
  /** An OSC packet is not what OSC 1.0 describes. */
  MALFORMED_OSC,
  /** A packet is larger than its stream takes. */
  PACKET_TOO_LARGE,
  /** A packet comes from a host that its stream does not allow. */
  HOST_NOT_ALLOWED,
  /** A MIDI message or file is damaged. */
  MALFORMED_MIDI,
  /** A line of a metrics endpoint is not of the Prometheus text format. */
  MALFORMED_METRICS,
  /** A metrics endpoint could not be read: refused, timed out, or answered with an error. */
  PULL_FAILED,
  /** A value of a metrics endpoint is older than it may hold. */
  STALE,
  /** A line of a log of decided events is not what a log holds. */
  MALFORMED_LOG,
  /** A command is none, holds something that is not accepted, or comes too late to be obeyed. */
  BAD_COMMAND;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The reason of a code, or null if there is none. */
  public static RejectReason ofCode(String code) {
    for (RejectReason reason : values()) {
      if (reason.code.equals(code)) {
        return reason;
      }
    }
    return null;
  }

  /** The code in side outputs and summaries, such as {@code not_json}. */
  public String code() {
    return code;
  }
}
