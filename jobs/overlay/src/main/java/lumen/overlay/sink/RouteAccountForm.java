package lumen.overlay.sink;

import lumen.overlay.record.RouteAccount;
import lumen.overlay.record.RouteCounts;
import lumen.runtime.lines.JsonLine;
import lumen.runtime.lines.LineForm;

/** Accounts of tenants. */
public final class RouteAccountForm implements LineForm<RouteAccount> {
  private static final long serialVersionUID = 1L;
  private static final double MICROS = 1e6;

  @Override
  public String tenant(RouteAccount account) {
    return account.tenant();
  }

  @Override
  public String line(RouteAccount account) {
    JsonLine rejects = new JsonLine();
    account.rejects().forEach(rejects::number);
    RouteCounts counts = account.counts();
    return new JsonLine()
        .number("ts", account.micros() / MICROS)
        .text("tenant", account.tenant())
        .number("since", account.sinceMicros() / MICROS)
        .number("requests", counts.requests())
        .number("repeated", counts.repeated())
        .number("decided", counts.decided())
        .number("success", counts.success())
        .number("failure", counts.failure())
        .number("timeout", counts.timeout())
        .number("missing", counts.missing())
        .number("waiting", counts.waiting())
        .number("not_followed", counts.notFollowed())
        .number("diverted", counts.diverted())
        .number("late", counts.late())
        .number("clamped", counts.clamped())
        .number("in_doubt", counts.inDoubt())
        .number("tokens", counts.tokens())
        .raw("rejects", rejects.end())
        .end();
  }
}
