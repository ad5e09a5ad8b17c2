package lumen.signal.phase;

/**
 * Sums over a run of consecutive differences of a window: weights, weighted vectors and magnitudes,
 * and the centred second moments of both envelopes. Runs are joined without cancellation (Chan,
 * Golub, LeVeque 1979).
 */
final class RunSums {
  private int n;
  double weight;
  double re;
  double im;

  /** Sum of m |x|, without the newest difference of the window, which is not filtered yet. */
  double magnitudes;

  double meanOwn;
  double meanOthers;
  double ownSquares;
  double othersSquares;
  double products;

  private double sumOwn;
  private double sumOthers;

  void clear() {
    n = 0;
    sumOwn = 0;
    sumOthers = 0;
    weight = 0;
    re = 0;
    im = 0;
    magnitudes = 0;
    meanOwn = 0;
    meanOthers = 0;
    ownSquares = 0;
    othersSquares = 0;
    products = 0;
  }

  /** The sums of the differences at [from, to), at least one, in step order. */
  void of(PhaseWindow window, int from, int to) {
    n = to - from;
    double sumWeight = 0;
    double sumRe = 0;
    double sumIm = 0;
    double sumMagnitude = 0;
    double itsOwn = 0;
    double itsOthers = 0;
    int settled = Math.min(to, window.to - 1);
    for (int i = from; i < to; i++) {
      double m = window.m[i];
      sumWeight += m;
      sumRe += m * window.cos[i];
      sumIm += m * window.sin[i];
      itsOwn += window.own[i];
      itsOthers += window.others[i];
      sumMagnitude += i < settled ? m * Math.abs(window.x[i]) : 0;
    }
    weight = sumWeight;
    re = sumRe;
    im = sumIm;
    magnitudes = sumMagnitude;
    sumOwn = itsOwn;
    sumOthers = itsOthers;
    centre(window, from);
  }

  /**
   * Adds the difference behind the last one to all but the moments. All before it are settled, it
   * is not. Of a run whose beginning has left the window the sums mean nothing.
   */
  void add(PhaseWindow window, int at) {
    if (n > 0 && at > window.from) {
      settle(window, at - 1);
    }
    double m = window.m[at];
    weight += m;
    re += m * window.cos[at];
    im += m * window.sin[at];
    sumOwn += window.own[at];
    sumOthers += window.others[at];
    n++;
  }

  /** Adds the magnitude of the last difference that was added, which is settled now. */
  void settle(PhaseWindow window, int last) {
    magnitudes += window.m[last] * Math.abs(window.x[last]);
  }

  /** Forms the means and moments of the run that begins here from its sums. */
  void centre(PhaseWindow window, int from) {
    meanOwn = sumOwn / n;
    meanOthers = sumOthers / n;
    double own = 0;
    double others = 0;
    double both = 0;
    for (int i = from; i < from + n; i++) {
      double a = window.own[i] - meanOwn;
      double b = window.others[i] - meanOthers;
      own += a * a;
      others += b * b;
      both += a * b;
    }
    ownSquares = own;
    othersSquares = others;
    products = both;
  }

  /** The plain sums of the differences at [from, to), in step order, without the moments. */
  void ofPlain(PhaseWindow window, int from, int to) {
    clear();
    int settled = Math.min(to, window.to - 1);
    for (int i = from; i < to; i++) {
      double m = window.m[i];
      weight += m;
      re += m * window.cos[i];
      im += m * window.sin[i];
      magnitudes += i < settled ? m * Math.abs(window.x[i]) : 0;
    }
  }

  /** Adds the plain sums of another run. */
  void addPlain(RunSums other) {
    weight += other.weight;
    re += other.re;
    im += other.im;
    magnitudes += other.magnitudes;
  }

  /** Joins the run that follows this one. */
  void join(RunSums next) {
    int both = n + next.n;
    double share = (double) next.n / both;
    double own = next.meanOwn - meanOwn;
    double others = next.meanOthers - meanOthers;
    double between = n * share;
    ownSquares += next.ownSquares + own * own * between;
    othersSquares += next.othersSquares + others * others * between;
    products += next.products + own * others * between;
    meanOwn += own * share;
    meanOthers += others * share;
    weight += next.weight;
    re += next.re;
    im += next.im;
    magnitudes += next.magnitudes;
    n = both;
  }
}
