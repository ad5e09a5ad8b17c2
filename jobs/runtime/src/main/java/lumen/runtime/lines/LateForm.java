package lumen.runtime.lines;

import lumen.event.LateEvent;
import lumen.runtime.notice.LateNotice;
import lumen.runtime.notice.LateNotice.OfEvent;
import lumen.runtime.notice.LateNotice.OfSample;
import lumen.runtime.notice.LateNotice.OfText;

/**
 * What came too late: {@code late} is behind its stream's line and told as it stood in its
 * recording, {@code behind_watermark} is behind its channel or tenant.
 */
public final class LateForm implements LineForm<LateNotice> {
  private static final long serialVersionUID = 1L;
  private static final double MICROS = 1e6;

  @Override
  public String line(LateNotice late) {
    if (late instanceof OfEvent of) {
      return line(of.event());
    } else if (late instanceof OfSample of) {
      return behind(of.stream(), of.source(), of.tenant(), of.key(), of.micros())
          .number("value", of.value())
          .end();
    } else if (late instanceof OfText of) {
      return behind(of.stream(), of.source(), of.tenant(), of.key(), of.micros())
          .text("value", of.text())
          .end();
    }
    throw new IllegalArgumentException("must be an event, a sample or a text: " + late);
  }

  private static String line(LateEvent event) {
    JsonLine json =
        new JsonLine()
            .text("reason", "late")
            .text("stream", event.stream())
            .text("source", event.source());
    return PositionFields.add(json, event.position())
        .number("ts", event.micros() / MICROS)
        .number("behind_s", event.behindMicros() / MICROS)
        .text("raw", event.raw())
        .end();
  }

  private static JsonLine behind(
      String stream, String source, String tenant, String key, long micros) {
    return new JsonLine()
        .text("reason", "behind_watermark")
        .text("stream", stream)
        .text("source", source)
        .text("tenant", tenant)
        .text("key", key)
        .number("ts", micros / MICROS);
  }

  @Override
  public String tenant(LateNotice late) {
    if (late instanceof OfSample of) {
      return of.tenant();
    }
    return late instanceof OfText of ? of.tenant() : null;
  }
}
