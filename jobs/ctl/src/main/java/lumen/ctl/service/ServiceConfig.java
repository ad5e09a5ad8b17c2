package lumen.ctl.service;

/** The {@code governance.yaml} that a simulated service is judged and commanded by. */
public final class ServiceConfig {
  private ServiceConfig() {}

  /** Defaults, the zone of the plan, what a miss costs, and a policy that needs no approval. */
  public static String of(ServicePlan plan) {
    return """
    calendar: {zone: %s}
    roi: {miss_cost: 0.00001}
    policy: {mode: auto}
    """
        .formatted(plan.zone().getId());
  }
}
