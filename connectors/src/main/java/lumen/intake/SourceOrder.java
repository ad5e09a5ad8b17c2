package lumen.intake;

/**
 * Event sources in the order of (place, name): a balanced tree (Adelson-Velsky and Landis 1962)
 * whose nodes are the sources themselves, so that nothing is allocated. Every call costs O(log
 * sources), in the worst case too; moving on the last one costs nothing.
 */
final class SourceOrder {
  private SourceTime root;
  private SourceTime last;

  void add(SourceTime source) {
    source.lower = null;
    source.higher = null;
    source.height = 1;
    root = insert(root, source);
    if (last == null || isBefore(last, source)) {
      last = source;
    }
  }

  void remove(SourceTime source) {
    root = delete(root, source);
    if (last == source) {
      last = root;
      while (last != null && last.higher != null) {
        last = last.higher;
      }
    }
  }

  /** Puts a source that is here at another place. */
  void move(SourceTime source, long place) {
    if (source == last && place >= source.place) {
      source.place = place;
      return;
    }
    remove(source);
    source.place = place;
    add(source);
  }

  /** The source with the latest place, or null. */
  SourceTime last() {
    return last;
  }

  /** The first source whose place is not before the given time, or null. */
  SourceTime firstFrom(long micros) {
    SourceTime found = null;
    SourceTime at = root;
    while (at != null) {
      if (at.place >= micros) {
        found = at;
        at = at.lower;
      } else {
        at = at.higher;
      }
    }
    return found;
  }

  /** The longest way from the root to a source. */
  int height() {
    return height(root);
  }

  private static boolean isBefore(SourceTime a, SourceTime b) {
    return a.place < b.place || (a.place == b.place && a.name.compareTo(b.name) < 0);
  }

  private static SourceTime insert(SourceTime at, SourceTime source) {
    if (at == null) {
      return source;
    }
    if (isBefore(source, at)) {
      at.lower = insert(at.lower, source);
    } else {
      at.higher = insert(at.higher, source);
    }
    return balanced(at);
  }

  private static SourceTime delete(SourceTime at, SourceTime source) {
    if (at == source) {
      return joined(at.lower, at.higher);
    }
    if (isBefore(source, at)) {
      at.lower = delete(at.lower, source);
    } else {
      at.higher = delete(at.higher, source);
    }
    return balanced(at);
  }

  private static SourceTime joined(SourceTime lower, SourceTime higher) {
    if (lower == null || higher == null) {
      return lower == null ? higher : lower;
    }
    SourceTime first = higher;
    while (first.lower != null) {
      first = first.lower;
    }
    first.higher = withoutFirst(higher);
    first.lower = lower;
    return balanced(first);
  }

  private static SourceTime withoutFirst(SourceTime at) {
    if (at.lower == null) {
      return at.higher;
    }
    at.lower = withoutFirst(at.lower);
    return balanced(at);
  }

  private static SourceTime balanced(SourceTime at) {
    int lean = height(at.higher) - height(at.lower);
    if (lean > 1) {
      if (height(at.higher.higher) < height(at.higher.lower)) {
        at.higher = raisedLower(at.higher);
      }
      return raisedHigher(at);
    }
    if (lean < -1) {
      if (height(at.lower.lower) < height(at.lower.higher)) {
        at.lower = raisedHigher(at.lower);
      }
      return raisedLower(at);
    }
    measure(at);
    return at;
  }

  private static SourceTime raisedLower(SourceTime at) {
    SourceTime top = at.lower;
    at.lower = top.higher;
    top.higher = at;
    measure(at);
    measure(top);
    return top;
  }

  private static SourceTime raisedHigher(SourceTime at) {
    SourceTime top = at.higher;
    at.higher = top.lower;
    top.lower = at;
    measure(at);
    measure(top);
    return top;
  }

  private static int height(SourceTime at) {
    return at == null ? 0 : at.height;
  }

  private static void measure(SourceTime at) {
    at.height = 1 + Math.max(height(at.lower), height(at.higher));
  }
}
