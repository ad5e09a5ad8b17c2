package lumen.rig;

/**
 * One part of a group's story: how strongly its members hold together, changing linearly from start
 * to end.
 *
 * @param span when, in seconds from the start of the story
 * @param start strength at its start, 0 (each for itself) to 1
 * @param end strength at its end
 */
record Coupling(Span span, double start, double end) {
  static Coupling of(double fromS, double toS, double start, double end) {
    return new Coupling(new Span(fromS, toS), start, end);
  }

  double at(double seconds) {
    return start + (end - start) * (seconds - span.fromS()) / (span.toS() - span.fromS());
  }

  Truth.Expected expected() {
    if (start != end) {
      return Truth.Expected.CHANGING;
    }
    return start > 0.5 ? Truth.Expected.LOCKED : Truth.Expected.LOST;
  }
}
