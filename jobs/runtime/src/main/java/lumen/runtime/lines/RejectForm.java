package lumen.runtime.lines;

import lumen.event.Reject;

/** Rejects. They are told of a stream, of no tenant. */
public final class RejectForm implements LineForm<Reject> {
  private static final long serialVersionUID = 1L;

  @Override
  public String line(Reject reject) {
    JsonLine json =
        new JsonLine()
            .text("reason", reject.reason().code())
            .text("detail", reject.detail())
            .text("stream", reject.stream())
            .text("source", reject.source());
    return PositionFields.add(json, reject.position()).text("raw", reject.raw()).end();
  }

  @Override
  public String tenant(Reject reject) {
    return null;
  }
}
