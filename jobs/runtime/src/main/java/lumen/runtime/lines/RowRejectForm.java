package lumen.runtime.lines;

/** Rejects. They are told of a stream, of no tenant. */
public final class RowRejectForm implements LineForm<RowReject> {
  private static final long serialVersionUID = 1L;

  @Override
  public String line(RowReject reject) {
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
  public String tenant(RowReject reject) {
    return null;
  }
}
