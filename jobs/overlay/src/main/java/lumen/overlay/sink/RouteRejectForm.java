package lumen.overlay.sink;

import lumen.runtime.lines.JsonLine;
import lumen.runtime.lines.LineForm;

/** Rejects. They are told of a stream, of no tenant. */
final class RouteRejectForm implements LineForm<RouteReject> {
  private static final long serialVersionUID = 1L;

  @Override
  public String line(RouteReject reject) {
    return new JsonLine()
        .text("reason", reject.reason())
        .text("detail", reject.detail())
        .text("stream", reject.stream())
        .text("file", reject.position().file())
        .number("line", reject.position().line())
        .number("offset", reject.position().offset())
        .text("raw", reject.raw())
        .end();
  }

  @Override
  public String tenant(RouteReject reject) {
    return null;
  }
}
