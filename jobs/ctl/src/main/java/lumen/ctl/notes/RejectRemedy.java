package lumen.ctl.notes;

import java.util.Map;
import java.util.Optional;
import lumen.event.RejectReason;

/** What helps where most lines of a run are rejected for one reason. */
final class RejectRemedy {
  private static final String LINE = "each line is one object with ts, source, key and value";

  private static final Map<RejectReason, String> REMEDIES =
      Map.ofEntries(
          Map.entry(RejectReason.NOT_UTF8, "recordings are UTF-8 text"),
          Map.entry(RejectReason.NOT_JSON, LINE),
          Map.entry(RejectReason.NOT_AN_OBJECT, LINE),
          Map.entry(
              RejectReason.MISSING_FIELD,
              LINE
                  + "; `source: NAME` and `key: NAME` of a stream stand for what its lines leave out"),
          Map.entry(
              RejectReason.BAD_TS,
              "`time: {format: ..., zone: ...}` of the stream says how ts is written"),
          Map.entry(
              RejectReason.TS_NOT_SECONDS,
              "`time: {format: epoch_ms}` of the stream reads milliseconds"),
          Map.entry(
              RejectReason.UNKNOWN_SOURCE, "`sources` of sensors.yaml names those that are known"),
          Map.entry(
              RejectReason.AHEAD_OF_STREAM,
              "`time.max_ahead_s` in fusion.yaml says how far is too far"),
          Map.entry(
              RejectReason.TENANT_FULL,
              "`limits.max_channels` in fusion.yaml is the most of a tenant"),
          Map.entry(
              RejectReason.HOST_NOT_ALLOWED,
              "`allow` of the stream names the hosts that may send"));

  private RejectRemedy() {}

  /** What helps against a reason, by its code. */
  static Optional<String> of(String code) {
    return Optional.ofNullable(RejectReason.ofCode(code)).map(REMEDIES::get);
  }
}
