package lumen.report;

/** The modes of a tenant with their colours and shares of its frames: legend and figure in one. */
final class ModeShares {
  private final TenantFigures tenant;

  ModeShares(TenantFigures tenant) {
    this.tenant = tenant;
  }

  void write(Html html) {
    html.raw("<div class=\"shares\">");
    for (RunMode mode : RunMode.values()) {
      long frames = tenant.modes().frames(mode);
      if (frames > 0) {
        double share = 100.0 * (double) frames / (double) tenant.frames();
        html.format("<span class=\"share\"><i class=\"mode-%s\"></i>", mode.wireName());
        html.format("%s %.0f %%</span>", mode.title(), share);
      }
    }
    html.raw("</div>");
  }
}
