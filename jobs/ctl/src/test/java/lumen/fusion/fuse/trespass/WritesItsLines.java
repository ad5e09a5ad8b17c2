package lumen.fusion.fuse.trespass;

import lumen.event.Reject;
import lumen.fusion.sink.Outputs;
import lumen.runtime.lines.JsonLine;

/** A stage that makes lines of what it gives. */
public final class WritesItsLines {
  String asTheOutputDoes(Reject reject) {
    return Outputs.REJECTS.form().line(reject);
  }

  String byItself(String reason) {
    return new JsonLine().text("reason", reason).end();
  }
}
