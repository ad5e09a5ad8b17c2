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

  void clear() {
    n = 0;
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
    clear();
    n = to - from;
    double sumOwn = 0;
    double sumOthers = 0;
    for (int i = from; i < to; i++) {
      double m = window.m[i];
      weight += m;
      re += m * window.cos[i];
      im += m * window.sin[i];
      sumOwn += window.own[i];
      sumOthers += window.others[i];
    }
    meanOwn = sumOwn / n;
    meanOthers = sumOthers / n;
    int settled = Math.min(to, window.to - 1);
    for (int i = from; i < settled; i++) {
      magnitudes += window.m[i] * Math.abs(window.x[i]);
    }
    for (int i = from; i < to; i++) {
      double a = window.own[i] - meanOwn;
      double b = window.others[i] - meanOthers;
      ownSquares += a * a;
      othersSquares += b * b;
      products += a * b;
    }
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
