package lumen.rig;

/**
 * A half-open span of time in seconds from the start of the rig or of its story.
 *
 * @param fromS first moment inside
 * @param toS first moment after it
 */
record Span(double fromS, double toS) {
  Span {
    if (!(fromS < toS)) {
      throw new IllegalArgumentException("span must not be empty: fromS=" + fromS + " toS=" + toS);
    }
  }

  boolean contains(double seconds) {
    return seconds >= fromS && seconds < toS;
  }

  Span shifted(double seconds) {
    return new Span(fromS + seconds, toS + seconds);
  }
}
