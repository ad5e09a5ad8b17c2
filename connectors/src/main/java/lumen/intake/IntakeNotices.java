package lumen.intake;

import java.util.ArrayList;
import java.util.List;
import lumen.event.Envelope;
import lumen.event.EventLimits;
import lumen.event.Fact;
import lumen.event.LateEvent;
import lumen.event.LateRun;
import lumen.event.ParsedEvent;
import lumen.event.Reject;
import lumen.event.RejectReason;

/** What an intake has to say about the lines of its stream, counted, until the chunk ends. */
final class IntakeNotices {
  private final String stream;
  private final ReplayOptions options;
  private final EventSources sources;
  private final LatenessLine lateness;
  private final List<Envelope> notices = new ArrayList<>();

  IntakeNotices(String stream, ReplayOptions options, EventSources sources, LatenessLine lateness) {
    this.stream = stream;
    this.options = options;
    this.sources = sources;
    this.lateness = lateness;
  }

  void fact(EventSource source, ParsedEvent event, long micros, SourceLine line) {
    notices.add(
        new Fact(
            stream,
            event.tenant().text(),
            source.name,
            event.key().text(),
            micros,
            event.text(),
            line.position()));
  }

  /** An event behind the stream's own line. */
  void late(EventSource source, long micros, long lineMicros, SourceLine line) {
    long ahead = lineMicros + options.outOfOrdernessMicros() - micros;
    late(source, micros, lineMicros, ahead, lateness.source(), line);
  }

  /** An event behind the line of a log. */
  void lateByLog(EventSource source, long micros, long lineMicros, SourceLine line) {
    late(source, micros, lineMicros, lineMicros - micros, "", line);
  }

  private void late(
      EventSource source,
      long micros,
      long lineMicros,
      long aheadMicros,
      String lineSource,
      SourceLine line) {
    LateEvent late =
        new LateEvent(stream, source.name, line.position(), micros, lineMicros - micros, raw(line));
    source.countLate(
        new LateRun(
            1, late.position(), micros, lineMicros, aheadMicros, lineSource, source.time.newest));
    notices.add(late);
  }

  /** An event so far ahead that it is only used if the next of its source is too. */
  void ahead(EventSource source, long aheadMicros, SourceLine line) {
    String detail =
        "ts must be at most "
            + options.maxAheadMicros() / 1e6
            + " s ahead of the stream, unless the source's next event jumps too: is "
            + aheadMicros / 1e6
            + " s ahead";
    reject(source.name, RejectReason.AHEAD_OF_STREAM, detail, line);
  }

  /** An event of a source that the stream does not take. */
  void rejectSource(String name, SourceLine line) {
    if (sources.isKnown(name)) {
      String detail =
          "stream must have at most " + EventSources.MAX_SOURCES + " event sources: " + name;
      reject(name, RejectReason.STREAM_FULL, detail, line);
    } else {
      String detail = "source must be one of sensors.yaml while unknown_sources is reject: " + name;
      reject(name, RejectReason.UNKNOWN_SOURCE, detail, line);
    }
  }

  /** An event none of whose channels there is room for. */
  void rejectFull(EventSource source, ParsedEvent event, SourceLine line) {
    String detail =
        "tenant must have at most "
            + options.maxChannels()
            + " channels, a stream "
            + ChannelRegistry.MAX_CHANNELS
            + ": "
            + event.tenant().text()
            + "; configure sub-groups as tenants";
    reject(source.name, RejectReason.TENANT_FULL, detail, line);
  }

  void reject(String source, RejectReason reason, String detail, SourceLine line) {
    take(new Reject(reason, detail, stream, source, line.position(), raw(line)));
  }

  void take(Reject reject) {
    sources.accountOf(reject.source()).countReject(reject.reason());
    notices.add(reject);
  }

  private static String raw(SourceLine line) {
    return EventLimits.raw(line.buffer(), line.start(), line.end());
  }

  int size() {
    return notices.size();
  }

  void drain(List<Envelope> out) {
    out.addAll(notices);
    notices.clear();
  }
}
