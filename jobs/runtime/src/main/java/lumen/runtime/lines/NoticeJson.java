package lumen.runtime.lines;

import lumen.event.Fact;
import lumen.event.LateEvent;
import lumen.event.Position;
import lumen.event.Reject;
import lumen.event.SampleBlock;

/** Rejects, late events and facts as lines of JSON. */
public final class NoticeJson {
  private static final double MICROS = 1e6;

  private NoticeJson() {}

  /** A reject. */
  public static String reject(Reject reject, RawLines raw) {
    JsonLine json =
        new JsonLine()
            .text("reason", reject.reason().code())
            .text("detail", reject.detail())
            .text("stream", reject.stream())
            .text("source", reject.source());
    return position(json, reject.position()).text("raw", raw.shown(reject.raw())).end();
  }

  /** An event behind its stream's line. */
  public static String late(LateEvent late, RawLines raw) {
    JsonLine json =
        new JsonLine()
            .text("reason", "late")
            .text("stream", late.stream())
            .text("source", late.source());
    return position(json, late.position())
        .number("ts", late.micros() / MICROS)
        .number("behind_s", late.behindMicros() / MICROS)
        .text("raw", raw.shown(late.raw()))
        .end();
  }

  /** A sample that came behind what its channel had consumed already. */
  public static String behindWatermark(SampleBlock block, int i) {
    return new JsonLine()
        .text("reason", "behind_watermark")
        .text("stream", block.stream())
        .text("source", block.source())
        .text("tenant", block.tenant())
        .text("key", block.key())
        .number("ts", block.micros()[i] / MICROS)
        .number("value", block.values()[i])
        .end();
  }

  /** A text event. */
  public static String fact(Fact fact) {
    JsonLine json =
        new JsonLine()
            .number("ts", fact.micros() / MICROS)
            .text("tenant", fact.tenant())
            .text("source", fact.source())
            .text("key", fact.key())
            .text("text", fact.text())
            .text("stream", fact.stream());
    return position(json, fact.position()).end();
  }

  private static JsonLine position(JsonLine json, Position position) {
    return json.text("file", position.file())
        .number("line", position.line())
        .number("offset", position.offset());
  }
}
