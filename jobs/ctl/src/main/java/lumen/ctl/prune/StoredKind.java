package lumen.ctl.prune;

import java.util.Locale;

/** What retention knows. The code is the name in lower case. */
enum StoredKind {
  /** A recording made by {@code lumenctl capture} or {@code ingest}, or a part of one. */
  CAPTURE,
  /** The evidence of one day. */
  EVIDENCE,
  /** A savepoint of Flink's. */
  SAVEPOINT,
  /** What {@code upgrade} and {@code rollback} told of a change of version. */
  CHANGE,
  /** A jar that a job was changed from or to. */
  VERSION;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
