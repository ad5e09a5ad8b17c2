package lumen.report;

import java.util.ArrayList;
import java.util.List;

/** What stood one way after the other, such as a breaker; at most so many stretches are kept. */
final class SwitchTrack {
  /** Stretches that a report draws; of more the last ones are one. */
  static final int MOST = 400;

  /**
   * A time in which it stood so.
   *
   * @param style class of its colour
   * @param word what is said of it
   */
  record Stretch(double fromS, double toS, String style, String word) {}

  /** How it stands. */
  record Standing(String style, String word) {}

  private final List<Stretch> stretches = new ArrayList<>();
  private Standing now;
  private double sinceS;
  private boolean moved;

  SwitchTrack(double fromS, Standing at) {
    sinceS = fromS;
    now = at;
  }

  /** From then on it stands so. */
  void turn(double atS, Standing to) {
    if (to.equals(now) || stretches.size() == MOST) {
      return;
    }
    moved = true;
    if (atS > sinceS) {
      stretches.add(new Stretch(sinceS, atS, now.style(), now.word()));
    }
    sinceS = atS;
    now = to;
  }

  /** Whether it ever stood otherwise. */
  boolean moved() {
    return moved;
  }

  /** All of it until a time. */
  List<Stretch> until(double toS) {
    List<Stretch> all = new ArrayList<>(stretches);
    if (toS > sinceS) {
      all.add(new Stretch(sinceS, toS, now.style(), now.word()));
    }
    return all;
  }
}
