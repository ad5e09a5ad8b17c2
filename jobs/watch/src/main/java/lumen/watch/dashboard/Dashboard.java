package lumen.watch.dashboard;

import java.util.List;

/**
 * A page of panels.
 *
 * @param uid the name by which Grafana finds it again, and of its file
 * @param title its title
 * @param about what it is for
 * @param panels in the order of reading
 */
public record Dashboard(String uid, String title, String about, List<Panel> panels) {
  /** Copies the list. */
  public Dashboard {
    panels = List.copyOf(panels);
  }

  /** The name of its file. */
  public String fileName() {
    return uid.substring(uid.indexOf('-') + 1) + ".json";
  }
}
