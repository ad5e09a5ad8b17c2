package lumen.ctl.prune;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Something that is kept for a time and deleted as a whole.
 *
 * @param kind what it is
 * @param path its folder, or its one file
 * @param end when what it holds ended
 * @param bytes size of its files
 * @param files its files, in the order in which they are deleted; others in its folder stay
 * @param folders its folders, inner ones first, deleted where nothing else is left in them
 */
record Stored(
    StoredKind kind, Path path, Instant end, long bytes, List<Path> files, List<Path> folders) {
  /** Its age in days, with fractions; negative if it ends in the future. */
  double ageDays(Instant now) {
    return Duration.between(end, now).toSeconds() / 86_400.0;
  }
}
