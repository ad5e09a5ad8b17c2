package lumen.fusion.sink;

import java.nio.charset.StandardCharsets;
import lumen.event.Command;
import lumen.event.EventLimits;
import lumen.event.Position;
import lumen.event.Reject;
import lumen.event.RejectReason;
import lumen.fusion.tenant.CommandInput;
import lumen.fusion.tenant.FactInput;
import lumen.runtime.lines.JsonLine;
import lumen.runtime.lines.NoticeJson;
import lumen.runtime.lines.RawLines;

/** What a tenant did not take, as lines of JSON. */
public final class TenantNotices {
  private static final double MICROS = 1e6;

  private TenantNotices() {}

  /**
   * A command that its tenant does not obey, because it came too late or was obeyed before.
   *
   * @param detail why, for a person
   */
  public static String command(CommandInput command, String detail, RawLines raw) {
    byte[] bytes = command.json().getBytes(StandardCharsets.UTF_8);
    return NoticeJson.reject(
        new Reject(
            RejectReason.BAD_COMMAND,
            detail,
            Command.STREAM,
            command.author(),
            new Position(Command.STREAM, 0, 1),
            EventLimits.raw(bytes, 0, bytes.length)),
        raw);
  }

  /** A text event that came behind what its tenant had seen already. */
  public static String behindTenant(FactInput fact) {
    return new JsonLine()
        .text("reason", "behind_watermark")
        .text("stream", fact.stream())
        .text("source", fact.source())
        .text("tenant", fact.tenant())
        .text("key", fact.key())
        .number("ts", fact.micros() / MICROS)
        .text("value", fact.text())
        .end();
  }
}
