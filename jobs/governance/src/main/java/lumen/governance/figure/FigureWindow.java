package lumen.governance.figure;

/**
 * What a service did in a time.
 *
 * @param counts its sums
 * @param uptime its minutes
 */
public record FigureWindow(Tally counts, Uptime uptime) {}
