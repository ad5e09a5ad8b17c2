package lumen.release.signoff;

import java.util.List;

/**
 * What was known of a release when somebody signed it off.
 *
 * @param at an instant of ISO 8601
 * @param version of it
 * @param commit of it
 * @param archive sum of the archive
 * @param tests what its tests came to
 * @param points what was asked, and whether it holds
 */
record Signoff(
    String at,
    String version,
    String commit,
    String archive,
    TestCounts tests,
    List<Point> points) {
  /**
   * Something that has to hold.
   *
   * @param name what
   * @param ok whether it does
   * @param found what was found
   */
  record Point(String name, boolean ok, String found) {}

  /** Copies the list. */
  Signoff {
    points = List.copyOf(points);
  }

  /** Whether all of it holds. */
  boolean good() {
    return points.stream().allMatch(Point::ok);
  }
}
