package lumen.runtime.lines;

/**
 * A line that leaves the job, and its place in the one order of its output: by time, tenant and
 * number. Nobody behind the tenants looks into it.
 *
 * @param micros its time, microseconds since the epoch
 * @param tenant whose it is
 * @param number what the tenant said before it, in all or at that time
 * @param text the line without its end
 */
public record ToldLine(long micros, String tenant, long number, String text) {}
