package lumen.watch.dashboard;

import java.util.List;

/**
 * A page of panels.
 *
 * @param uid the name by which Grafana finds it again, and of its file
 * @param title its title
 * @param about what it is for
 * @param variable what a reader chooses one or some of
 * @param panels in the order of reading
 */
public record Dashboard(
    String uid, String title, String about, Variable variable, List<Panel> panels) {
  /** Of tenants. */
  Dashboard(String uid, String title, String about, List<Panel> panels) {
    this(uid, title, about, Variable.TENANT, panels);
  }

  /**
   * What is chosen at the top of a page.
   *
   * @param name its name in expressions, such as {@code tenant} for {@code $tenant}
   * @param label what a reader sees
   * @param metric the one whose label of that name has the values
   */
  public record Variable(String name, String label, String metric) {
    /** Groups of channels. */
    static final Variable TENANT = new Variable("tenant", "Tenant", "fusion_frames_total");

    /** Services. */
    static final Variable SERVICE = new Variable("tenant", "Service", "lumen_rollback_state");

    /** Types of requests. */
    static final Variable SCENARIO = new Variable("scenario", "Scenario", "overlay_requests_total");
  }

  /** Copies the list. */
  public Dashboard {
    panels = List.copyOf(panels);
  }

  /** The name of its file. */
  public String fileName() {
    return uid.substring(uid.indexOf('-') + 1) + ".json";
  }
}
