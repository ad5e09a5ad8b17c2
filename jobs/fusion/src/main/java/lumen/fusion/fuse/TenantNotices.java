package lumen.fusion.fuse;

import java.nio.charset.StandardCharsets;
import lumen.event.Command;
import lumen.event.EventLimits;
import lumen.event.Reject;
import lumen.event.RejectReason;
import lumen.fusion.tenant.CommandInput;
import lumen.fusion.tenant.FactInput;
import lumen.runtime.notice.LateNotice;

/** What a tenant did not take. */
final class TenantNotices {
  private TenantNotices() {}

  /**
   * A command that its tenant does not obey, because it came too late, was told before or must
   * wait.
   *
   * @param detail why, for a person
   */
  static Reject reject(CommandInput command, String detail) {
    byte[] bytes = command.json().getBytes(StandardCharsets.UTF_8);
    return new Reject(
        RejectReason.BAD_COMMAND,
        detail,
        Command.STREAM,
        command.author(),
        command.position(),
        EventLimits.raw(bytes, 0, bytes.length));
  }

  /** A text event that came behind what its tenant had seen already. */
  static LateNotice late(FactInput fact) {
    return new LateNotice.OfText(
        fact.stream(), fact.tenant(), fact.source(), fact.key(), fact.micros(), fact.text());
  }
}
