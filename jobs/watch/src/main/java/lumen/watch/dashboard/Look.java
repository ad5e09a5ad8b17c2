package lumen.watch.dashboard;

/** How a panel shows what it asked for. */
enum Look {
  /** The newest value, large. */
  STAT("stat", 4),
  /** Lines over time. */
  COURSE("timeseries", 8),
  /** Bands of words over time. */
  STATES("state-timeline", 7);

  private final String type;
  private final int height;

  Look(String type, int height) {
    this.type = type;
    this.height = height;
  }

  /** Grafana's name of it. */
  String type() {
    return type;
  }

  /** In units of the grid, of which 24 are the width of the page. */
  int height() {
    return height;
  }
}
