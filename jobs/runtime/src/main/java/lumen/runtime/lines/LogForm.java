package lumen.runtime.lines;

import lumen.event.LogLine;

/** Lines of the log of decided events: whoever decided has written them. */
public final class LogForm implements LineForm<LogLine> {
  private static final long serialVersionUID = 1L;

  @Override
  public String line(LogLine line) {
    return line.json();
  }

  @Override
  public String tenant(LogLine line) {
    return null;
  }
}
