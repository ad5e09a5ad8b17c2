package lumen.connectors.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the recordings of a folder without a manifest are: parts of one recording, or devices side
 * by side.
 *
 * <p>Files whose names differ in nothing but numbers, and each of which begins when nine tenths of
 * the one before it have passed, in the order of their numbers, are the parts of one recording and
 * are read one after the other. Every other file is a recording of its own. So a folder of rotated
 * parts is one stream, and one of devices has a stream for each; devices that rotate are both.
 *
 * <p>That the parts of a recorder follow each other is looked at in the first of them, of which all
 * is read once; that they begin one after the other, in all. A file that tells no time is what its
 * name says.
 */
final class FolderStreams {
  /** So many parts are read to their ends. */
  private static final int READ_WHOLE = 8;

  /**
   * A stream of a folder.
   *
   * @param name what tells it from the others
   * @param files names of its parts in their order
   */
  record Found(String name, List<String> files) {}

  private final Path folder;
  private final List<Found> found = new ArrayList<>();

  private FolderStreams(Path folder) {
    this.folder = folder;
  }

  /**
   * The streams of a folder, in the order of their names.
   *
   * @param names names of its recordings
   * @throws RecordingException where one cannot be read
   */
  static List<Found> of(Path folder, List<String> names) throws RecordingException {
    FolderStreams streams = new FolderStreams(folder);
    SortedMap<String, List<String>> alike = new TreeMap<>(NaturalOrder.NAMES);
    for (String name : names) {
      alike
          .computeIfAbsent(stem(name).replaceAll("[0-9]+", "#"), mask -> new ArrayList<>())
          .add(name);
    }
    for (List<String> group : alike.values()) {
      group.sort(NaturalOrder.NAMES);
      streams.add(group);
    }
    return streams.found;
  }

  private void add(List<String> group) throws RecordingException {
    if (group.size() > 1 && followEachOther(group)) {
      found.add(new Found(commonName(group), List.copyOf(group)));
      return;
    }
    for (String name : group) {
      found.add(new Found(stem(name), List.of(name)));
    }
  }

  private boolean followEachOther(List<String> names) throws RecordingException {
    List<PartSpan> begins = new ArrayList<>();
    for (String name : names) {
      begins.add(PartSpan.of(folder.resolve(name), false));
    }
    for (int i = 1; i < begins.size(); i++) {
      if (!begins.get(i - 1).isFollowedBy(begins.get(i))) {
        return false;
      }
    }
    for (int i = 1; i < Math.min(begins.size(), READ_WHOLE + 1); i++) {
      PartSpan before = PartSpan.of(folder.resolve(names.get(i - 1)), true);
      if (!before.isFollowedBy(begins.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** What stands before the number that differs, or else the first name. */
  private static String commonName(List<String> group) {
    String first = stem(group.get(0));
    String last = stem(group.get(group.size() - 1));
    int same = 0;
    while (same < Math.min(first.length(), last.length())
        && first.charAt(same) == last.charAt(same)) {
      same++;
    }
    String common = first.substring(0, same).replaceFirst("[-_. 0-9]+$", "");
    return common.isEmpty() ? first : common;
  }

  private static String stem(String name) {
    return RecordingFiles.withoutSuffix(name);
  }
}
