package lumen.governance.graph;

/**
 * One figure that follows another.
 *
 * @param from the figure that goes ahead
 * @param to the one that follows
 * @param lagH by so many hours
 * @param r correlation of what neither's day nor past tells
 * @param effective independent values
 * @param p two-sided, of the best lag, times the lags tried
 * @param q share of false ones among all as sure
 */
record LaggedEdge(
    String from, String to, int lagH, double r, double effective, double p, double q) {
  LaggedEdge withQ(double value) {
    return new LaggedEdge(from, to, lagH, r, effective, p, value);
  }
}
